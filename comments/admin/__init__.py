"""The desk's ordinary pages in the admin: what moderators decide by, and what was decided.

Comments themselves have no page here: there is no way to change one past the desk.
"""

from comments.admin import records, rules, switch, words

__all__ = ["records", "rules", "switch", "words"]
