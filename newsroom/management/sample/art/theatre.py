"""The Orpheum's sign lit for one night, but for one bulb."""

import math

from .motifs import CREAM, GOLD, person
from .svg import Picture, disc, down, glow, oval, path, rect

_BULB, _WINE, _NIGHT = "#fff3c4", "#7a251d", "#16222b"


def draw() -> Picture:
    defs = down("sky", "#101a24", "#33474f") + down("walk", "#5c564a", "#37342f")
    defs += glow("gold", "#ffd98a", 0.75) + down("wall", "#4a3f3a", "#63524a")
    defs += down("lit", "#fff0c4", "#f3c66a")
    body = rect(0, 0, 1200, 800, "url(#sky)") + _neighbors() + _front()
    body += oval(600, 470, 640, 330, "url(#gold)", 0.8) + _blade() + _doors() + _marquee()
    return Picture(body + _walk() + _crowd(), defs)


def _neighbors() -> str:
    parts = rect(0, 240, 230, 460, "#1d2a31") + rect(970, 190, 230, 510, "#1d2a31")
    for x, y in (
        (40, 290),
        (130, 290),
        (40, 400),
        (130, 510),
        (1010, 250),
        (1100, 360),
        (1010, 470),
    ):
        parts += rect(x, y, 50, 66, "#2b3a42")
    return parts + rect(130, 400, 50, 66, "#c99a4b") + rect(1100, 250, 50, 66, "#c99a4b")


def _front() -> str:
    parts = rect(220, 90, 760, 610, "url(#wall)") + rect(200, 76, 800, 22, "#8a7568")
    parts += path("M400 80Q600-30 800 80z", "#5c4d45") + path("M440 80Q600 0 760 80z", "#7a675b")
    for x in (264, 362, 786, 884):
        parts += path(f"M{x} 360V190a26 26 0 0 1 52 0v170z", "#2c2826")
        parts += path(f"M{x - 8} 360h68v12h-68z", "#8a7568")
    for x in (232, 332, 430, 756, 854, 950):
        parts += rect(x, 110, 18, 290, "#75645a") + rect(x - 5, 110, 28, 12, "#9b8577")
    return parts


def _blade() -> str:
    parts = rect(532, 20, 136, 420, _WINE, 14) + rect(546, 34, 108, 392, "#96301f", 10)
    parts += path("M532 60Q600-44 668 60z", _WINE)
    parts += "".join(_ray(a) for a in range(-60, 61, 20))
    lyre = "M574 250q-30-60 4-92 22 16 8 50M626 250q30-60-4-92-22 16-8 50"
    parts += (
        f'<path d="{lyre}" fill="none" stroke="{GOLD}" stroke-width="11" stroke-linecap="round"/>'
    )
    parts += rect(566, 196, 68, 9, GOLD, 4) + path("M568 244q32 40 64 0v22q-32 36-64 0z", GOLD)
    parts += "".join(rect(x, 204, 4, 48, _BULB) for x in (586, 598, 610))
    parts += "".join(rect(576, y, 48, 14, GOLD, 7) for y in (312, 338, 364, 390))
    for k, y in enumerate(range(42, 430, 22)):
        parts += _bulb(540, y, lit=k != 2) + _bulb(660, y)
    return parts


def _ray(angle: int) -> str:
    turned = math.radians(angle - 90)
    x, y = 600 + 74 * math.cos(turned), 96 + 66 * math.sin(turned)
    return disc(x, y, 6, _BULB)


def _bulb(x: float, y: float, lit: bool = True) -> str:
    if not lit:
        return disc(x, y, 6, "#3b2a26")
    return disc(x, y, 12, "#ffd98a", 0.3) + disc(x, y, 6, _BULB)


def _marquee() -> str:
    parts = path("M190 424h820l-34 128H224z", _WINE) + path("M224 452h752l-22 78H246z", "url(#lit)")
    words = (
        (300, 468, (60, 84, 40, 70)),
        (590, 468, (70, 52, 96)),
        (380, 504, (80, 46, 64)),
        (610, 504, (52, 90, 60)),
    )
    for x, y, widths in words:
        at: float = x
        for w in widths:
            parts += rect(at, y, w, 17, "#3b2a26", 2)
            at += w + 14
    for k in range(40):
        parts += _bulb(206 + k * 20.2, 438)
    for k in range(36):
        parts += _bulb(240 + k * 20.6, 542)
    return parts + rect(180, 412, 840, 12, "#96301f", 4)


def _doors() -> str:
    parts = rect(240, 552, 720, 150, "#2c2826") + rect(252, 560, 696, 140, "url(#lit)", 0, 0.85)
    for x in range(262, 930, 112):
        parts += rect(x, 572, 96, 130, "#5c2a20") + rect(x + 8, 582, 36, 90, "#ffe7ae")
        parts += (
            rect(x + 52, 582, 36, 90, "#ffe7ae")
            + rect(x + 40, 640, 4, 24, GOLD)
            + rect(x + 52, 640, 4, 24, GOLD)
        )
    return parts + path("M560 702v-74h80v74z", _NIGHT) + rect(552, 616, 96, 12, CREAM)


def _walk() -> str:
    parts = rect(0, 696, 1200, 104, "url(#walk)") + oval(600, 740, 540, 46, "#ffd98a", 0.35)
    return parts + rect(0, 780, 1200, 20, "#23282a") + rect(0, 774, 1200, 7, "#8a8272")


def _crowd() -> str:
    people = (
        (196, 764, 150, "#2f4a55", 0),
        (262, 758, 140, "#5c2a20", 2),
        (348, 772, 160, "#39463f", 1),
        (430, 756, 136, "#6d5a3f", 3),
        (492, 768, 96, "#a1261b", 1),
        (704, 762, 148, "#1d3f5f", 2),
        (752, 762, 140, "#7a3f4a", 2),
        (850, 770, 156, "#4a5b53", 0),
        (930, 758, 138, "#5c4d45", 1),
        (1010, 772, 158, "#2f6b5a", 3),
    )
    return "".join(
        person(x, y, h, coat, legs="#171d20", skin=tone, stride=0.2)
        for x, y, h, coat, tone in people
    )
