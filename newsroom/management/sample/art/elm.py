"""The Capitol Avenue elm, in portrait: a vase of branches, a belt of instruments."""

from .motifs import CREAM, GOLD, INK, RED, crown, person, sash
from .svg import Picture, disc, down, group, line, oval, path, rect

_BARK, _LIT = "#4b4031", "#64563f"


def draw() -> Picture:
    defs = down("sky", "#c5dad2", "#f6f1e0") + down("walk", "#cfcabb", "#b0ada0")
    body = rect(0, 0, 800, 1200, "url(#sky)") + _houses() + _branches()
    body += _leaves() + _trunk() + _belt() + _ground() + _listener()
    return Picture(body, defs, width=800, height=1200)


def _houses() -> str:
    parts = rect(-20, 690, 240, 330, "#c9a08a") + rect(-34, 668, 268, 26, "#ece7d6")
    parts += rect(590, 640, 240, 380, "#a9b8a6") + path("M570 646l130-90 130 90z", "#6d877f")
    for y in (730, 880):
        parts += sash(30, y, 56, 90, "#4f665c", "#ece7d6") + sash(
            134, y, 56, 90, "#4f665c", "#ece7d6"
        )
        parts += sash(632, y - 10, 56, 90, "#4f665c", "#ece7d6")
        parts += sash(730, y - 10, 56, 90, "#4f665c", "#ece7d6")
    return parts


def _branches() -> str:
    limbs = (
        ("M384 800Q340 560 160 300", 44),
        ("M400 800Q380 520 300 210", 46),
        ("M416 800Q420 500 452 180", 44),
        ("M430 800Q480 540 640 290", 44),
        ("M290 520Q200 460 90 440", 22),
        ("M540 500Q640 440 730 430", 22),
        ("M350 480Q270 330 220 190", 24),
        ("M452 470Q540 330 560 180", 24),
    )
    return "".join(line(d, _BARK, width) for d, width in limbs)


def _leaves() -> str:
    dark = ((110, 380, 130), (690, 370, 130), (400, 170, 170), (230, 220, 150), (580, 210, 150))
    mid = ((170, 300, 110), (630, 290, 110), (400, 110, 130), (270, 150, 110), (540, 140, 110))
    lit = (
        (150, 250, 60),
        (360, 70, 80),
        (250, 110, 60),
        (520, 90, 66),
        (610, 240, 56),
        (90, 330, 50),
    )
    parts = "".join(crown(x, y, r, "#2f5a45", x) for x, y, r in dark)
    parts += "".join(crown(x, y, r, "#3f7257", x + 1, 20) for x, y, r in mid)
    parts += "".join(crown(x, y, r, "#5f8f6c", x + 2, 14) for x, y, r in lit)
    return parts + crown(64, 470, 62, "#3f7257", 8, 14) + crown(742, 462, 62, "#3f7257", 9, 14)


def _trunk() -> str:
    shape = "M350 1050Q372 930 366 700h84Q440 930 470 1050q30 16 60 20H290q36-6 60-20z"
    parts = path(shape, _BARK) + path("M362 1046Q392 930 376 700h24q8 230-12 346z", _LIT)
    for x, y in ((420, 760), (404, 830), (430, 980), (414, 720), (426, 1010)):
        parts += line(f"M{x} {y}q-8 20 0 46", "#382f23", 4)
    return parts


def _belt() -> str:
    parts = path("M364 874q44 20 90 0v34q-46 20-92 0z", "#12463a") + line(
        "M364 877q44 20 90 0", GOLD, 4
    )
    for x, y in ((372, 880), (398, 888), (426, 886)):
        parts += rect(x, y, 20, 28, CREAM, 4) + disc(x + 10, y + 10, 5, RED)
    parts += line("M440 886q90-40 96 40t40 70", INK, 4)
    steth = line("M372 800q40 26 76 0M410 812v36", "#1c5475", 7) + disc(410, 858, 15, "#c9d1cb")
    return parts + steth + disc(410, 858, 7, "#8d9a94")


def _ground() -> str:
    parts = path("M0 1010q400-40 800 0v190H0z", "#7f9a72") + rect(0, 1080, 800, 120, "url(#walk)")
    parts += rect(0, 1080, 800, 7, "#e4dfcf") + oval(410, 1058, 220, 20, "#2f5a45", 0.4)
    return parts + path("M350 1000q-20 52-84 62 90 8 150-10t140 10q-70-16-86-64z", _BARK)


def _listener() -> str:
    student = person(590, 1130, 240, "#e8b93b", legs="#46617a", skin=1, stride=0.2)
    phones = line("M566 912q24-44 48 0", INK, 7) + rect(558, 904, 14, 24, RED, 6)
    phones += rect(608, 904, 14, 24, RED, 6)
    child = person(208, 1128, 150, RED, legs="#39463f", skin=2, stride=0.5)
    box = rect(556, 996, 44, 34, "#39463f", 4) + rect(562, 1002, 32, 16, "#9fc0b6")
    return group(student + phones + box) + child
