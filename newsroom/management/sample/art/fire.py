"""A fire engine with its ladder up against a triple-decker."""

import math

from .motifs import CREAM, INK, LIGHT, RED, cloud, person, sash
from .svg import Picture, disc, down, group, line, oval, path, rect

_SIDING, _TRIM, _DARK = "#8fa798", "#f4f2e6", "#4f665c"


def draw() -> Picture:
    defs = down("sky", "#d7dfd6", "#f6efe0") + down("road", "#6b746e", "#525c57")
    body = rect(0, 0, 1200, 800, "url(#sky)") + cloud(60, 170, 260) + _neighbors()
    body += _smoke() + _house() + _porches() + _street() + _ladder() + _engine()
    body += person(1040, 748, 150, "#d9a52f", legs="#3a3424", skin=2, stride=0.9) + _helmet(
        1040, 748
    )
    body += person(964, 742, 140, "#d9a52f", legs="#3a3424", stride=0.2) + _helmet(964, 742, 140)
    return Picture(body, defs)


def _neighbors() -> str:
    parts = rect(0, 330, 250, 340, "#c4b79c") + path("M-20 336L115 236l155 100z", "#8a7f68")
    for x in (40, 140):
        parts += sash(x, 380, 56, 80, "#5b6b62", "#efe9d8") + sash(
            x, 520, 56, 80, "#5b6b62", "#efe9d8"
        )
    parts += rect(1130, 290, 90, 380, "#c08a6c") + rect(1118, 276, 100, 18, "#efe9d8")
    return (
        parts
        + sash(1152, 340, 50, 80, "#5b6b62", "#efe9d8")
        + sash(1152, 500, 50, 80, "#5b6b62", "#efe9d8")
    )


def _smoke() -> str:
    puffs = (
        (690, 150, 54),
        (650, 104, 66),
        (706, 62, 74),
        (630, 30, 82),
        (730, -10, 90),
        (570, -20, 80),
        (740, 122, 40),
        (660, 168, 40),
    )
    back = "".join(disc(x + 24, y + 6, r, "#8d948e", 0.9) for x, y, r in puffs)
    return back + "".join(disc(x, y, r * 0.8, "#a9aea7") for x, y, r in puffs)


def _house() -> str:
    parts = rect(560, 150, 530, 520, _SIDING)
    parts += "".join(rect(560, y, 530, 2, "#7d9688") for y in range(172, 670, 18))
    parts += rect(536, 128, 578, 26, _TRIM) + rect(548, 154, 554, 10, "#5f776c")
    parts += "".join(rect(x, 164, 10, 12, _TRIM) for x in range(560, 1090, 26))
    for y in (206, 378, 550):
        for x in (590, 690):
            parts += sash(x, y, 62, 92, "#33463f", _TRIM)
    parts += rect(590, 206, 62, 92, "#f3a43a") + path(
        "M590 298q6-50 20-30t14-40 20 30 8 40z", "#d9482a"
    )
    parts += rect(619, 206, 4, 92, _TRIM)
    return parts + path("M596 200q20-60 70-70t40-40l10 60q-60 10-74 50z", "#8d948e", 0.9)


def _porches() -> str:
    parts = rect(790, 176, 270, 494, "#6f887b")
    for y in (176, 348, 520):
        parts += rect(800, y + 26, 250, 130, "#56706a") + rect(900, y + 34, 60, 122, "#2d3f39")
        parts += rect(906, y + 42, 48, 60, "#f2d999" if y > 176 else "#3f544c")
        parts += sash(826, y + 50, 46, 66, "#33463f", _TRIM) + sash(
            988, y + 50, 46, 66, "#33463f", _TRIM
        )
        parts += rect(780, y + 108, 290, 9, _TRIM)
        parts += "".join(rect(x, y + 116, 5, 40, _TRIM) for x in range(790, 1064, 15))
        parts += rect(776, y + 154, 298, 18, _TRIM)
    parts += "".join(rect(x, 164, 16, 510, _TRIM) for x in (780, 917, 1054))
    return parts + path("M764 172L925 96l161 76z", _TRIM) + path("M812 162l113-52 113 52z", _DARK)


def _street() -> str:
    parts = rect(0, 668, 1200, 30, "#c9c7b8") + rect(0, 696, 1200, 104, "url(#road)")
    parts += rect(0, 692, 1200, 8, "#e3dfcf")
    for x in (540, 1080):
        parts += oval(x, 668, 46, 22, "#4e7f61") + oval(x + 40, 672, 34, 16, "#5f8b62")
    return parts + "".join(rect(x, 776, 90, 8, "#e9d58d") for x in range(30, 1200, 170))


def _ladder() -> str:
    x, y, ex, ey = 300, 470, 800, 236
    length, angle = math.hypot(ex - x, ey - y), math.degrees(math.atan2(ey - y, ex - x))
    rails = rect(0, -15, length, 7, "#e6e2d3") + rect(0, 9, length, 7, "#c2bfae")
    rungs = "".join(rect(k, -10, 4, 22, "#d4d1c0") for k in range(14, int(length), 22))
    climber = group(
        path("M-18 0q0-46 18-46t18 46zM-16-4h32l6 44h-14l-8-26-10 26h-12z", "#d9a52f")
        + disc(0, -56, 13, "#8a5a3c")
        + path("M-19-58a19 17 0 0 1 38 0z", RED),
        "translate(526 364) rotate(18)",
    )
    return group(rails + rungs, f"translate({x} {y}) rotate({angle:.1f})") + climber


def _engine() -> str:
    cab = "M424 520h104q30 0 38 30l20 70q6 10 6 24v66H424z"
    parts = (
        oval(330, 752, 300, 14, INK, 0.4) + rect(40, 560, 400, 150, RED, 6) + path(cab, "#b32d21")
    )
    parts += rect(40, 632, 550, 14, CREAM) + rect(40, 700, 552, 20, "#3a4640")
    parts += path("M446 538h46v70h-46zM504 538h24q18 0 24 22l14 48h-62z", "#33463f")
    parts += path("M446 538h30l-30 50zM504 538h20l-20 40z", "#7d968c")
    for i in range(4):
        parts += rect(60 + i * 60, 580, 50, 42, "#8d1f15", 3) + rect(78 + i * 60, 598, 14, 5, CREAM)
    parts += (
        disc(350, 610, 26, "#d8d5c4")
        + disc(350, 610, 15, "#8d958b")
        + disc(400, 610, 15, "#e8b93b")
    )
    parts += rect(60, 540, 360, 20, "#c8c5b3") + rect(262, 470, 76, 72, "#6b746e", 8)
    parts += rect(462, 502, 58, 18, "#3a4640", 6) + rect(468, 496, 20, 16, "#e0483a", 6)
    parts += rect(494, 496, 20, 16, LIGHT, 6) + rect(572, 650, 20, 18, LIGHT, 4)
    for x in (136, 500):
        parts += disc(x, 712, 47, "#2a322e") + disc(x, 712, 25, "#b9bdb1") + disc(x, 712, 9, RED)
    hose = "M60 706q-50 20-30 46t150 20 190 10"
    return parts + line(hose, "#d9c68a", 9)


def _helmet(x: float, y: float, h: float = 150) -> str:
    parts = rect(x - h * 0.13, y - h * 0.56, h * 0.26, h * 0.04, LIGHT)
    half, high = h * 0.15, h * 0.17
    brim = f"M{x - half:g} {y - h * 0.92:g}h{2 * half:g}"
    dome = f"q{-half * 0.2:g} {-high:g} {-half:g} {-high:g}t{-half:g} {high:g}z"
    return parts + path(brim + dome, RED)
