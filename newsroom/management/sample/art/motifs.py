"""What comes back from drawing to drawing: trees, people, windows, lamps, water, a skyline."""

import math
import random

from .svg import disc, group, line, oval, path, rect

INK = "#22322c"
CREAM = "#f4f2e6"
GOLD = "#e8b93b"
LIGHT = "#fff0bf"
RED = "#a1261b"
SKIN = ("#f0cfae", "#c98f65", "#8a5a3c", "#5f3d2b")


def dice(seed: int) -> random.Random:
    """The same seed throws the same numbers, so that a drawing never changes by itself."""
    return random.Random(seed)  # noqa: S311 - leaves and ripples are no secrets


def crown(x: float, y: float, r: float, fill: str, seed: int, n: int = 24) -> str:
    """The leaves of a round tree of radius `r`; the same seed gives the same tree."""
    chance = dice(seed)
    leaves = disc(x, y, r * 0.7, fill)
    for _ in range(n):
        angle, reach = chance.random() * math.tau, math.sqrt(chance.random()) * r
        leaves += disc(
            round(x + reach * math.cos(angle)),
            round(y + reach * math.sin(angle) * 0.8),
            round(r * (0.28 + chance.random() * 0.2)),
            fill,
        )
    return leaves


def tree(x: float, ground: float, r: float, seed: int, dark: str, lit: str) -> str:
    """A tree on its trunk, lit from the upper left."""
    top = ground - r * 2.1
    trunk = (
        f"M{x - r * 0.1:g} {top + r * 0.6:g}h{r * 0.2:g}l{r * 0.06:g} {r * 1.5:g}h{-r * 0.32:g}z"
    )
    return (
        path(trunk, "#3b3a2d")
        + crown(x, top, r, dark, seed)
        + crown(x - r * 0.22, top - r * 0.2, r * 0.62, lit, seed + 1, 14)
    )


def person(
    x: float, y: float, h: float, coat: str, legs: str = INK, skin: int = 0, stride: float = 0.5
) -> str:
    """Somebody standing at (`x`, `y`), `h` tall; `stride` 0 stands still, 1 walks fast."""
    s, tone = stride * h * 0.1, SKIN[skin % 4]
    leg = h * 0.075
    figure = oval(x + h * 0.1, y, h * 0.3, h * 0.035, INK, 0.28)
    for foot in (-s, s):
        figure += path(
            f"M{x - leg:g} {y - h * 0.5:g}h{2 * leg:g}L{x + foot + leg * 0.62:g} {y:g}"
            f"h{-leg * 1.3:g}z",
            legs,
        )
    figure += path(
        f"M{x - h * 0.13:g} {y - h * 0.44:g}L{x - h * 0.125:g} {y - h * 0.72:g}"
        f"Q{x - h * 0.12:g} {y - h * 0.82:g} {x:g} {y - h * 0.83:g}"
        f"Q{x + h * 0.12:g} {y - h * 0.82:g} {x + h * 0.125:g} {y - h * 0.72:g}"
        f"L{x + h * 0.13:g} {y - h * 0.44:g}z",
        coat,
    )
    figure += rect(x - h * 0.03, y - h * 0.86, h * 0.06, h * 0.06, tone)
    figure += disc(x, y - h * 0.915, h * 0.078, tone)
    hair = h * 0.082
    return figure + path(
        f"M{x - hair:g} {y - h * 0.92:g}a{hair:g} {hair:g} 0 0 1 {2 * hair:g} 0"
        f"q{-hair:g} {-hair * 0.5:g} {-2 * hair:g} 0z",
        INK,
    )


def sash(x: float, y: float, w: float, h: float, glass: str, frame: str) -> str:
    """A sash window with a bar each way and a glint."""
    return (
        rect(x - 5, y - 5, w + 10, h + 10, frame)
        + rect(x, y, w, h, glass)
        + path(f"M{x:g} {y:g}h{w * 0.5:g}L{x:g} {y + h * 0.45:g}z", "#ffffff", 0.14)
        + rect(x + w / 2 - 2, y, 4, h, frame)
        + rect(x, y + h / 2 - 2, w, 4, frame)
        + rect(x - 9, y + h + 5, w + 18, 7, frame)
    )


def lamp(x: float, y: float, h: float, post: str = "#1d2a25", bulb: str = "#f7e7b2") -> str:
    """A street lamp whose foot stands at (`x`, `y`)."""
    return (
        rect(x - 3, y - h, 6, h, post)
        + rect(x - 9, y - 14, 18, 14, post)
        + disc(x, y - h - 8, 13, bulb)
        + rect(x - 12, y - h + 2, 24, 5, post)
    )


def ripples(top: int, bottom: int, n: int, seed: int, fill: str, width: int = 1200) -> str:
    """`n` short glints on water between two heights, longer toward the reader."""
    chance = dice(seed)
    d = ""
    for _ in range(n):
        y = chance.randint(top, bottom)
        reach = 24 + (y - top) / (bottom - top) * 110 * chance.random()
        left = chance.randint(-20, width)
        d += f"M{left} {y}h{reach:.0f}l-{reach * 0.2:.0f} 3h-{reach * 0.6:.0f}z"
    return path(d, fill, 0.5)


def skyline(base: float, fill: str, scale: float = 1, shift: float = 0) -> str:
    """The towers of a small city seen from across the river, standing on height `base`."""
    towers = (
        "M0 0v-110h84v-40h62v-130l27-34 27 34v130h46v20h80v-64h70v140h10v-96h46v40h34v-220l8-6v-26"
        "l14-36 14 36v26l8 6v120h30v-52h70v-50h78v150h20v-60h60v80h24v-40h90v-70h70v90h60v-60h104"
        "v30h90V0z"
    )
    return group(path(towers, fill), f"translate({shift:g} {base:g}) scale({scale:g})")


def cloud(x: float, y: float, w: float, fill: str = "#ffffff", opacity: float = 0.6) -> str:
    """A flat-bottomed cloud `w` wide."""
    d = (
        f"M{x:g} {y:g}q{w * 0.02:g} {-w * 0.09:g} {w * 0.14:g} {-w * 0.08:g}"
        f"q{w * 0.06:g} {-w * 0.13:g} {w * 0.24:g} {-w * 0.09:g}"
        f"q{w * 0.12:g} {-w * 0.07:g} {w * 0.24:g} {w * 0.03:g}"
        f"q{w * 0.16:g} {-w * 0.04:g} {w * 0.2:g} {w * 0.07:g}"
        f"q{w * 0.16:g} 0 {w * 0.18:g} {w * 0.07:g}z"
    )
    return path(d, fill, opacity)


def awning(x: float, y: float, w: float, drop: float, colors: tuple[str, str], n: int = 9) -> str:
    """A striped awning of `n` scalloped bands, its upper edge at `y`."""
    band = w / n
    cloth = ""
    for i in range(n):
        left, fill = x + i * band, colors[i % 2]
        lean = (i - (n - 1) / 2) * 5
        cloth += path(
            f"M{left:g} {y:g}h{band:g}L{left + band + lean + 2.5:g} {y + drop:g}"
            f"a{(band + 5) / 2:g} {drop * 0.24:g} 0 0 1 {-band - 5:g} 0z",
            fill,
        )
    return cloth + rect(x, y, w, 8, "#000000", 0, 0.16)


def bar(x: float, y: float, length: float, angle: float, width: float, fill: str) -> str:
    """A straight stick from (`x`, `y`), turned by `angle` degrees."""
    turned = math.radians(angle)
    ex, ey = x + length * math.cos(turned), y + length * math.sin(turned)
    return line(f"M{x:g} {y:g}L{ex:.0f} {ey:.0f}", fill, width)
