"""The stone bridge and the city behind it, early in the day."""

from .motifs import LIGHT, ripples
from .svg import Picture, disc, down, group, line, path, rect

_FAR = (
    "M0 330h90v-40h60v60h70v-90h64v110h90v-60h50v70h110v-130h46v120h80v-46h90v60h120v-90h52v80h110"
    "v-40h80v60h88v180H0z"
)
_NEAR = (
    "M150 300h54V170l14-20 14 20v130h46v160H150zM330 460V250h70v210zM408 460V300h46v160z"
    "M500 460V120l8-6v-26l14-36 14 36v26l8 6v340zM560 460V230h64v230zM640 460V180h78v280z"
    "M736 460V270h60v190z"
    "M812 460V320h90v140zM1000 460V290h84v170zM1096 460V350h104v110zM40 460V340h84v120z"
)
# Lit windows: the columns of each tower, then its first and last row.
_LIT = (
    ((340, 356, 372, 385), 262, 440),
    ((570, 586, 602), 244, 440),
    ((652, 670, 688, 702), 196, 440),
    ((1012, 1030, 1050, 1066), 302, 440),
)
_SPAN, _FIRST = 210, -30


def draw() -> Picture:
    defs = down("sky", "#f3dfae", "#f6efe0") + down("river", "#7fa39b", "#3c6a66")
    body = rect(0, 0, 1200, 800, "url(#sky)") + disc(880, 250, 62, "#fff6d8")
    body += path(_FAR, "#c4cdb9") + path(_NEAR, "#8fa798") + _windows()
    body += path("M0 440c120-30 200-18 330-6s240-22 400-8 300-18 470 2v60H0z", "#55755f")
    body += rect(0, 470, 1200, 330, "url(#river)")
    body += group(path(_arches(520), "#d3bd98"), "translate(0 1056) scale(1 -1)", 0.38)
    body += _bridge() + ripples(620, 790, 46, 3, "#dfe7d9")
    body += path(
        "M850 560h66v3h-70zM846 590h74v4h-80zM840 630h86v4h-90zM834 680h98v5H828z", "#fff2c9", 0.8
    )
    return Picture(body + _shell(), defs)


def _windows() -> str:
    d = ""
    for columns, top, bottom in _LIT:
        for row, y in enumerate(range(top, bottom, 21)):
            x = columns[(row * row + row // 2) % len(columns)]
            d += f"M{x} {y}h7v10h-7z"
    return path(d, "#f8e7b0", 0.8)


def _arches(base: int) -> str:
    """The outline of deck and piers, its six arches cut out, standing on `base`."""
    d = f"M-20 {base - 76}H1230V{base}"
    for i in range(5, -1, -1):
        left, right = _FIRST + i * _SPAN + 14, _FIRST + (i + 1) * _SPAN - 14
        d += f"H{right}A{(right - left) / 2} 62 0 0 0 {left} {base}"
    return d + "H-20z"


def _bridge() -> str:
    parts = path(_arches(520), "#b59f83")
    for i in range(6):
        a, e = _FIRST + i * _SPAN + 14, _FIRST + (i + 1) * _SPAN - 14
        r = (e - a) / 2
        shade = f"M{a} 520A{r} 62 0 0 1 {e} 520L{e - 16} 520A{r - 8} 52 0 0 0 {a + 30} 520z"
        parts += path(shade, "#6d5d4b")
    parts += rect(-10, 436, 1220, 12, "#d9c7a8") + rect(-10, 448, 1220, 5, "#7d6b55")
    for x in range(40, 1200, 105):
        parts += rect(x, 418, 4, 20, "#3f4b45") + disc(x + 2, 416, 5, LIGHT)
    for i in range(1, 6):
        x = _FIRST + i * _SPAN
        parts += rect(x - 14, 448, 28, 84, "#c9b594") + rect(x - 20, 520, 40, 16, "#8d7a62")
    return parts


def _shell() -> str:
    boat = path("M300 690q130 22 280 0l-20 14q-120 10-240 0z", "#22322c")
    for x in (370, 420, 470, 520):
        boat += disc(x, 672, 9, "#22322c") + path(f"M{x - 10} 694q0-18 10-18t10 18z", "#a1261b")
        boat += line(f"M{x} 686l-46 34", "#22322c", 3)
    return boat
