"""What a learned score may hear of a text: never the words for who somebody is.

A model that is asked about "gay" or "muslim" learns that the word alone is abuse.
"""

from functools import cache

from comments.screening import lexicon

_GROUPS = ("plural", "singular", "nations", "adjective", "illegals", "creed")
_ANYBODY = ("people", "person")


@cache
def who_people_are() -> frozenset[str]:
    """Words for groups of people and for one of them."""
    return frozenset(word for title in _GROUPS for word in lexicon.words("groups.txt", title))


@cache
def anybody() -> frozenset[str]:
    """Those, and words for people as such, which stand beside them: "gay people", "a deaf man"."""
    plain = {word for title in _ANYBODY for word in lexicon.words("groups.txt", title)}
    return who_people_are() | plain
