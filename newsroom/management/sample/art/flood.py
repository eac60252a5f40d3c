"""The river over its lower path: lamps, a bench and trees standing in the water."""

from .motifs import CREAM, INK, cloud, crown, ripples, skyline
from .svg import Picture, disc, down, glow, group, line, oval, path, rect

_WATER, _FOAM = "#8f8a6c", "#cfc8a8"


def draw() -> Picture:
    defs = down("sky", "#8fa3a3", "#dcdccb") + down("river", "#a8a283", "#5f6350")
    defs += glow("bulb", "#fff0bf")
    body = rect(0, 0, 1200, 800, "url(#sky)") + _clouds() + skyline(400, "#a3b0a6", 0.8, 260)
    body += path("M0 396q300-36 620-14t580-12v70H0z", "#6f8a74")
    body += rect(0, 410, 1200, 390, "url(#river)") + ripples(424, 560, 40, 5, "#dcd6ba")
    body += _driftwood() + _canoe() + _rail() + _tree(150, 690, 150, 40) + _tree(1080, 640, 118, 44)
    body += _lamp(360, 742, 420) + _lamp(760, 690, 330) + _lamp(985, 650, 250) + _bench()
    return Picture(body + ripples(640, 796, 34, 6, "#dcd6ba"), defs)


def _clouds() -> str:
    parts = cloud(-60, 190, 520, "#7b9092", 0.7) + cloud(520, 150, 620, "#7b9092", 0.6)
    parts += cloud(180, 250, 420, "#b9c4bd", 0.8) + cloud(820, 246, 420, "#b9c4bd", 0.8)
    return parts + path("M700 300L640 396h420L900 300z", "#f6efcf", 0.35)


def _driftwood() -> str:
    parts = line("M560 486l120-12M600 482l30-26M640 478l34 16", "#4b4031", 11)
    parts += line("M190 470l70 6M214 472l-12-16", "#4b4031", 7)
    return parts + path("M540 496q80 8 160-8l30 10q-90 14-190 6z", _FOAM, 0.7)


def _canoe() -> str:
    hull = "M0 0q14 30 60 34h130q46-4 62-36-16 12-50 14H56Q20 12 0 0z"
    parts = path(hull, "#1c5475") + path("M12 10q26 10 46 8h140q30-2 44-12l-8 12H20z", "#0f3a52")
    parts += path("M-16 36q130 20 290-4l20 12q-150 22-320 4z", _FOAM, 0.7) + rect(
        92, 12, 8, 16, CREAM
    )
    return group(parts + rect(150, 12, 8, 16, CREAM), "translate(500 556) rotate(-4)")


def _rail() -> str:
    parts = ""
    for k in range(9):
        x, y = 20 + k * 160 - k * k * 4, 650 - k * 14
        parts += rect(x, y - 70 + k * 4, 9, 74 - k * 4, "#3a4742") + oval(
            x + 4, y + 4, 22, 5, _FOAM, 0.7
        )
    return (
        parts
        + line("M20 588Q560 540 1064 514", "#3a4742", 6)
        + line("M20 616Q560 566 1064 530", "#3a4742", 4)
    )


def _tree(x: float, y: float, r: float, seed: int) -> str:
    top = y - r * 2.2
    trunk = f"M{x - r * 0.1:g} {top:g}h{r * 0.2:g}l{r * 0.05:g} {r * 2.2:g}h{-r * 0.3:g}z"
    parts = path(trunk, "#3b3a2d") + crown(x, top, r, "#3f6350", seed)
    parts += crown(x - r * 0.2, top - r * 0.2, r * 0.6, "#587f66", seed + 1, 14)
    parts += oval(x, y, r * 0.42, r * 0.07, _FOAM, 0.8)
    return parts + path(
        f"M{x - r * 0.12:g} {y + 6:g}h{r * 0.24:g}l{r * 0.06:g} {r * 0.6:g}h{-r * 0.36:g}z",
        INK,
        0.22,
    )


def _lamp(x: float, y: float, h: float) -> str:
    k = h / 420
    parts = disc(x, y - h, 110 * k, "url(#bulb)") + rect(
        x - 6 * k, y - h + 30 * k, 12 * k, h - 30 * k, "#22322c"
    )
    glass = f"l{-8 * k:g}-{60 * k:g}h{64 * k:g}l{-8 * k:g} {60 * k:g}z"
    parts += path(f"M{x - 24 * k:g} {y - h + 34 * k:g}{glass}", "#fff0bf")
    parts += path(
        f"M{x - 40 * k:g} {y - h - 26 * k:g}L{x:g} {y - h - 66 * k:g}l{40 * k:g} {40 * k:g}z",
        "#22322c",
    )
    parts += rect(x - 28 * k, y - h + 32 * k, 56 * k, 10 * k, "#22322c")
    parts += oval(x, y, 40 * k, 9 * k, _FOAM, 0.85) + rect(
        x - 5 * k, y + 8 * k, 10 * k, 40 * k, "#22322c", 0, 0.3
    )
    return parts + "".join(
        rect(x - w * k / 2, y + dy * k, w * k, 5 * k, "#fff0bf", 2, 0.7)
        for dy, w in ((26, 52), (44, 34), (62, 44))
    )


def _bench() -> str:
    parts = "".join(
        rect(500, y, 250, 16, tone, 3) for y, tone in ((650, "#8a6a45"), (674, "#7a5c3b"))
    )
    parts += (
        rect(516, 640, 12, 80, INK)
        + rect(722, 640, 12, 80, INK)
        + rect(490, 706, 270, 16, "#8a6a45", 3)
    )
    parts += rect(490, 718, 270, 8, "#5c452c")
    return parts + path("M456 722q170-12 340 0l20 12q-190 14-380 0z", _FOAM, 0.85)
