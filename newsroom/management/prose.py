"""Sentences about town business, made from parts: bulk data that reads like a paper's.

The same seed gives the same sentences. Nobody in them exists.
"""

from random import Random


def _parts(text: str) -> list[str]:
    return text.split("|")


_WHO = _parts(
    "The council|The school board|A crossing guard|The fire marshal|The library|The bus company|"
    "A baker on Park Street|The parks crew|The water office|A retired teacher|The zoning panel|"
    "The clinic|A shop owner|The rowing club|The housing office|The state auditor|The night shift|"
    "A bridge inspector|The market|The city engineer"
)
_DID = _parts(
    "asked for|put off|paid for|drew up|counted|opened|repaired|moved|voted on|measured|"
    "wrote about|defended|closed|shared|checked|promised|trimmed|started|reviewed|explained"
)
_WHAT = _parts(
    "the crosswalk|the budget|a second bus|the flood wall|the reading room|the ball field|"
    "the water main|the parking meters|the new roof|the bike lane|the summer program|the audit|"
    "the old mill|the street lamps|the boat ramp|the lunch menu|the snow plan|the playground|"
    "the traffic count|the lease"
)
_WHERE = _parts(
    "in the South End|on Capitol Avenue|by the river|in Frog Hollow|near the library|downtown|"
    "on Park Street|at City Hall|in the West End|by the depot|in Parkville|across the bridge"
)
_WHEN = _parts(
    "on Monday|last week|before the vote|after the storm|this spring|in June|for the third time|"
    "over the weekend|a year late|without a word|in plain view|to applause"
)
_VIEWS = _parts(
    "I was there and saw it|I read it another way|That is not what it costs|Good for them|"
    "My street has waited ten years for this|Somebody should ask who pays|It worked in my town|"
    "The same was said in 1998|I hope they come and look|This helps my kids get to school|"
    "Nobody asked the neighbors|I changed my mind about this|The numbers do not add up for me"
)
_FIRST = _parts(
    "Ada|Bruno|Carla|Dmitri|Elena|Felix|Greta|Hassan|Imani|Jonas|Keiko|Luis|Mara|Nadia|Oscar|"
    "Priya|Quentin|Rosa|Stefan|Tamsin|Umar|Vera|Wanda|Xavier|Yusuf|Zelda"
)
_LAST = _parts(
    "Alder|Birchwood|Castell|Dunmore|Eastlake|Farrow|Glenn|Holloway|Ives|Juniper|Kestrel|Lockyer|"
    "Marsh|Northam|Oakes|Pemberton|Quill|Rowan|Stonebridge|Thatcher|Underhill|Vance|Westbrook|"
    "Yarrow|Zimmer"
)
PEOPLE = len(_FIRST) * len(_LAST)


def sentences(seed: int, number: int) -> list[str]:
    """News sentences."""
    random = Random(seed)  # noqa: S311 - sample words
    return [
        " ".join(map(random.choice, (_WHO, _DID, _WHAT, _WHERE, _WHEN))) + "."
        for _ in range(number)
    ]


def remarks(seed: int, number: int) -> list[str]:
    """What readers say about them, a sentence or two each."""
    random = Random(seed)  # noqa: S311 - sample words
    news = sentences(seed + 1, number)
    return [f"{random.choice(_VIEWS)}. {said}" if random.random() < 0.5 else said for said in news]


def name(number: int) -> str:
    """A name like no other with another number below `PEOPLE`."""
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST)]}"
