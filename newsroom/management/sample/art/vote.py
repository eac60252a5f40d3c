"""A voting place in a school gymnasium."""

from .motifs import CREAM, GOLD, INK, RED, person
from .svg import Picture, disc, down, group, line, oval, path, rect

_NAVY = "#1d3f5f"


def draw() -> Picture:
    defs = down("wall", "#e3e6da", "#cfd6c8") + down("floor", "#d2a468", "#b5854a")
    body = rect(0, 0, 1200, 560, "url(#wall)") + _gym() + _floor()
    body += "".join(_booth(x, k) for k, x in enumerate((60, 250, 440)))
    body += (
        _worker() + _table() + person(1040, 738, 230, "#4e7f61", legs="#39463f", skin=3, stride=0.3)
    )
    body += person(1118, 742, 220, "#7a4a3a", legs="#46617a", skin=0, stride=0.3)
    return Picture(body, defs)


def _gym() -> str:
    parts = "".join(rect(x, 40, 180, 96, "#b5d0c8", 4) for x in range(40, 1200, 230))
    parts += "".join(
        line(f"M{x + 60} 40v96M{x + 120} 40v96M{x} 88h180", CREAM, 5) for x in range(40, 1200, 230)
    )
    parts += rect(0, 400, 1200, 160, "#2f6b5a") + rect(0, 400, 1200, 10, GOLD)
    parts += rect(760, 150, 210, 150, "#fbf8ee", 8)
    parts += rect(824, 200, 82, 64, RED) + rect(832, 208, 66, 48, "#fbf8ee")
    parts += rect(822, 276, 86, 9, "#d9772f", 4)
    net = "".join(line(f"M{828 + i * 18} 286l{6 - i * 3} 60", "#ffffff", 3) for i in range(5))
    pennants = ((1000, RED), (1066, _NAVY), (1132, GOLD))
    parts += "".join(path(f"M{x} 190h50l-25 90z", tone) for x, tone in pennants)
    return parts + net + line("M832 306h64M836 326h56", "#ffffff", 3)


def _floor() -> str:
    parts = rect(0, 556, 1200, 244, "url(#floor)") + rect(0, 552, 1200, 8, "#8a6236")
    parts += "".join(
        line(f"M{600 + (x - 600) * 0.6:g} 560L{x} 800", "#a3763f", 2, 0.6)
        for x in range(-300, 1600, 90)
    )
    return parts + line("M445 800a420 150 0 0 1 840 0", "#f4f2e6", 7)


def _booth(x: float, k: int) -> str:
    legs = "".join(rect(x + dx, 560, 8, 160, "#6b746e") for dx in (10, 142))
    parts = oval(x + 80, 722, 96, 9, INK, 0.25)
    if k != 1:
        parts += person(
            x + 80, 716, 250, ("#a1261b", "", "#46617a")[k], legs="#39463f", skin=k + 1, stride=0.15
        )
    parts += legs + rect(x, 392, 160, 190, CREAM, 4) + rect(x, 566, 160, 16, "#c9c5b3", 3)
    stripes = "".join(rect(x, 392 + i * 38, 160, 19, RED) for i in range(4))
    parts += group(stripes, opacity=0.9) + rect(x, 392, 62, 72, _NAVY)
    return parts + "".join(disc(x + 12 + i % 3 * 19, 408 + i // 3 * 20, 4, CREAM) for i in range(9))


def _worker() -> str:
    figure = person(784, 742, 270, "#8fa798", legs=INK, skin=2, stride=0)
    glasses = "".join(
        f'<circle cx="{x}" cy="497" r="8" fill="none" stroke="{CREAM}" stroke-width="3"/>'
        for x in (776, 796)
    )
    return figure + glasses + rect(766, 566, 36, 22, CREAM, 3) + rect(772, 574, 24, 4, RED)


def _table() -> str:
    parts = (
        oval(790, 766, 220, 12, INK, 0.25)
        + rect(620, 632, 20, 130, "#6b746e")
        + rect(940, 632, 20, 130, "#6b746e")
    )
    parts += path("M596 622h388l14 26H582z", "#f7f3e5") + rect(582, 648, 416, 74, _NAVY)
    parts += "".join(
        path(f"M{x} 648h60q-30 44-60 0z", RED if i % 2 else CREAM)
        for i, x in enumerate(range(596, 980, 64))
    )
    parts += path("M690 612h66l10 14h-84zM772 612h60l8 14h-66z", "#ffffff") + line(
        "M702 618h44M780 618h42", "#9aa694", 2
    )
    tin = rect(880, 588, 46, 34, RED, 4) + rect(876, 582, 54, 10, CREAM, 3)
    sign = path("M626 560h64v62h-64z", CREAM) + line("M638 590l12 13 26-29", "#0b5d45", 8)
    return parts + tin + sign
