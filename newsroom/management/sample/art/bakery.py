"""A corner bakery: striped awning, loaves in the window, the new owner with a tray."""

from .motifs import CREAM, GOLD, INK, RED, awning, lamp, person, sash
from .svg import Picture, disc, down, glow, group, line, oval, path, rect

_CRUST = ("#d79a4e", "#c07f38", "#e0ae66")
_BOARD = "#12463a"


def draw() -> Picture:
    defs = down("wall", "#b46a52", "#9d5843") + down("inside", "#f9e2ab", "#e9bf74")
    defs += down("walk", "#c9c7b8", "#a9aca0") + glow("warm", "#ffe9b0", 0.75)
    body = rect(0, 0, 1200, 800, "url(#wall)") + _bricks() + _upstairs()
    body += _sign() + _window() + _door() + _stall_riser()
    body += awning(120, 310, 960, 96, (RED, CREAM), 17) + _street()
    return Picture(body + _owner() + lamp(1128, 706, 330) + _bicycle(), defs)


def _bricks() -> str:
    d = ""
    for row in range(17):
        for column in range(12):
            if (row * 7 + column * 5) % 6 == 0:
                d += f"M{column * 108 + (row % 2) * 54} {row * 40 + 12}h46v13h-46z"
    return path(d, "#8a4a38", 0.35)


def _upstairs() -> str:
    parts = rect(0, 0, 1200, 20, "#e8e2d0") + rect(0, 20, 1200, 8, "#8a4a38")
    for x in (150, 400, 650, 900):
        parts += sash(x, 54, 110, 118, "#3d534b", CREAM)
        parts += path(f"M{x} 54h26q4 60-26 92zM{x + 110} 54h-26q-4 60 26 92z", "#f3ead0", 0.85)
    for x, tone in ((164, RED), (196, GOLD), (226, RED), (920, GOLD), (954, RED), (984, GOLD)):
        parts += disc(x, 170, 13, tone) + disc(x + 9, 176, 9, "#4e7f61")
    return parts + rect(146, 176, 118, 14, "#6d3a2c") + rect(896, 176, 118, 14, "#6d3a2c")


def _sign() -> str:
    parts = rect(96, 206, 1008, 104, _BOARD) + rect(96, 206, 1008, 8, "#e8e2d0")
    parts += rect(96, 302, 1008, 8, "#0b3027")
    ear = line("M0 0H108", GOLD, 4) + oval(120, 0, 15, 6, GOLD)
    for x in range(48, 112, 17):
        grain = oval(0, 0, 13, 6, GOLD)
        ear += group(grain, f"translate({x} -10) rotate(-26)")
        ear += group(grain, f"translate({x} 10) rotate(26)")
    parts += group(ear, "translate(610 258)") + group(ear, "translate(590 258) scale(-1 1)")
    parts += disc(600, 258, 9, GOLD)
    for x in (140, 770):
        parts += rect(x, 252, 290, 5, GOLD) + rect(x, 264, 290, 2, GOLD)
    return parts


def _window() -> str:
    parts = rect(130, 330, 620, 330, _BOARD) + rect(146, 346, 588, 298, "url(#inside)")
    parts += oval(440, 496, 290, 146, "url(#warm)")
    for y in (500, 572):
        parts += rect(146, y, 588, 9, "#9c6a35")
    for i in range(7):
        parts += _loaf(190 + i * 82, 498, 33, 25, _CRUST[i % 3])
    for i in range(9):
        parts += _loaf(180 + i * 65, 570, 25, 20, _CRUST[(i + 1) % 3])
    for i in range(12):
        parts += oval(176 + i * 48, 628, 19, 12, "#e9c27a") + oval(176 + i * 48, 624, 12, 6, GOLD)
    for x in (340, 536):
        parts += rect(x, 346, 8, 298, _BOARD)
    return parts + path("M146 346h150L146 560z", "#ffffff", 0.16)


def _loaf(x: float, y: float, w: float, h: float, crust: str) -> str:
    loaf = path(f"M{x - w:g} {y}q-6-{h * 1.5:g} {w:g}-{h * 1.5:g}t{w:g} {h * 1.5:g}z", crust)
    for k in (-0.4, 0, 0.4):
        loaf += line(f"M{x + k * w - 4:g} {y - h * 0.5:g}l9-{h * 0.34:g}", "#f6e1b4", 3)
    return loaf


def _door() -> str:
    parts = rect(800, 330, 250, 340, _BOARD) + rect(818, 346, 214, 324, "#0b3027")
    parts += rect(838, 366, 174, 190, "url(#inside)") + rect(921, 366, 8, 190, "#0b3027")
    parts += rect(838, 576, 174, 72, _BOARD) + disc(1002, 590, 8, GOLD)
    return parts + path("M838 366h92L838 500z", "#ffffff", 0.2)


def _stall_riser() -> str:
    parts = rect(130, 652, 620, 38, "#0b3027")
    return parts + "".join(rect(150 + i * 120, 660, 100, 22, _BOARD) for i in range(5))


def _street() -> str:
    shade = rect(0, 400, 1200, 34, "#3a1d14", 0, 0.2)
    parts = rect(0, 690, 1200, 110, "url(#walk)") + rect(0, 690, 1200, 6, "#dcd9c8")
    parts += rect(0, 764, 1200, 36, "#5d6863") + rect(0, 756, 1200, 10, "#dcd9c8")
    return shade + parts


def _owner() -> str:
    figure = person(690, 742, 270, "#5c7d8d", legs="#39463f", skin=1, stride=0.7)
    figure += path("M662 550h56l10 96q-38 12-76 0z", CREAM) + line("M668 552q22-36 44 0", CREAM, 7)
    figure += line("M664 542q-40 44-72 24M716 542q0 46-84 34", "#c98f65", 15)
    tray = path("M506 562h150l-12 14H518z", "#8d6a45")
    loaves = "".join(_loaf(528 + i * 35, 562, 19, 20, _CRUST[i % 3]) for i in range(4))
    return group(figure + loaves + tray, "translate(1462 0) scale(-1 1)")


def _bicycle() -> str:
    parts = oval(240, 744, 150, 9, INK, 0.25)
    for x in (160, 320):
        parts += f'<circle cx="{x}" cy="686" r="54" fill="none" stroke="{INK}" stroke-width="6"/>'
        parts += disc(x, 686, 6, INK)
    parts += line("M160 686l46-84h84l30 84M206 602l34 84h-80M240 686l50-84", "#2f6b5a", 8)
    parts += line("M282 578l8 24M266 574h30M206 602l-8-22", INK, 7) + rect(180, 574, 40, 9, INK, 4)
    return parts + path("M286 596h56l-8 38h-40z", "#b98a5a") + _loaf(314, 597, 22, 17, _CRUST[0])
