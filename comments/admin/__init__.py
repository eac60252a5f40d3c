"""The desk's ordinary pages in the admin: what moderators decide by, and what was decided.

Comments themselves have no page here: there is no way to change one past the desk.
"""

from comments.admin import models_of_the_desk, records, rules, switch, words

__all__ = ["models_of_the_desk", "records", "rules", "switch", "words"]
