"""What a scraped page carries besides the story: count of comments, log-in box, rules, notices."""

import re

from articles.wire.word_sets import phrase_set

_COUNT = re.compile(
    r"\(? ?(?P<before>\d{1,7}|no) ?\)? comments?:?"
    r"|comments? ?:? ?\(? ?(?P<after>\d{1,7}) ?\)?",
    re.IGNORECASE,
)
# The first of these lines ends the comments, and all that follows is furniture.
_RULES = (
    "keep it clean. please avoid",
    "please turn off your caps lock",
    "don't threaten. threats of harming",
    "be truthful. don't knowingly lie",
    "be nice. no racism, sexism",
    "be proactive. use the 'report' link",
    "share with us. we'd love to hear",
)
_BOX = phrase_set("""
    welcome to the discussion
    log in
    login
    sign in
    sign up
    post a comment
    add a comment
    leave a comment
    join the discussion
    join the conversation
    log in to comment
    log in to post a comment
    sign in to comment
    you must be logged in to comment
    you must be logged in to post a comment
    please log in to comment
    most popular
    trending now
    recommended for you
    more from this section
    comments are closed
""")
# Single lines that may stand anywhere, between comments too.
_LOOSE = re.compile(
    r"(?:report|reply|share|like|flag|print|save|e-?mail|tweet|facebook|twitter|pinterest|whatsapp"
    r"|copy article link|copy link|add reply|report add reply|advertisement|subscribe|loading"
    r"|report abuse|report comment|watching this discussion\.?|read more|share this(?: article)?"
    r"|follow us|back to top)[.…:]*"
    r"|(?:©|\(c\)|copyright)[ ,]?.{0,40}\b(?:19|20)\d\d\b.*"
    r"|(?:all rights reserved\.?|this material may not be published\b.*)",
    re.IGNORECASE,
)


def comment_count(line: str) -> int | None:
    """Return the number in a line such as `(3) comments`, or None where it is no such line."""
    match = _COUNT.fullmatch(line)
    if not match:
        return None
    number = (match["before"] or match["after"]).lower()
    return 0 if number == "no" else int(number)


def ends_the_page(line: str) -> bool:
    """Say whether the log-in box and the rules begin here, after which nothing is the story's."""
    plain = line.lower().replace("’", "'").replace("‘", "'").rstrip(" .!:")
    return plain in _BOX or plain.startswith(_RULES)


def is_loose(line: str) -> bool:
    """Say whether the line is a button or a notice that belongs to the page."""
    return _LOOSE.fullmatch(line) is not None
