"""A crossing guard, her paddle up, and the children of the corner."""

from .motifs import CREAM, GOLD, INK, RED, SKIN, cloud, person, sash, tree
from .svg import Picture, disc, down, group, line, oval, path, rect

_VEST = "#d8e04a"


def draw() -> Picture:
    defs = down("sky", "#c9ddd6", "#f6f1e2") + down("road", "#68726d", "#4f5955")
    body = rect(0, 0, 1200, 800, "url(#sky)") + cloud(820, 130, 280) + cloud(120, 100, 220)
    body += (
        _houses()
        + tree(120, 566, 104, 61, "#4e7f61", "#6b9a74")
        + tree(1090, 566, 110, 63, "#4e7f61", "#6b9a74")
    )
    body += _street() + _children() + _guard()
    return Picture(body, defs)


def _houses() -> str:
    parts = ""
    for x, w, y, tone in (
        (210, 250, 250, "#c08a6c"),
        (470, 250, 210, "#a9b8a6"),
        (730, 250, 250, "#d8c59a"),
    ):
        parts += rect(x, y, w, 310, tone) + path(
            f"M{x - 14} {y}l{w / 2 + 14}-84 {w / 2 + 14} 84z", "#5f6f69"
        )
        for row in (40, 150):
            for dx in (34, 152):
                parts += sash(x + dx, y + row, 58, 74, "#4f665c", CREAM)
        parts += rect(x + 100, 468, 52, 92, "#12463a") + rect(x + 92, 460, 68, 8, CREAM)
        parts += disc(x + 144, 516, 4, GOLD)
    return parts


def _street() -> str:
    parts = rect(0, 552, 1200, 40, "#c9c7b8") + rect(0, 586, 1200, 8, "#e4dfcf")
    parts += rect(0, 594, 1200, 206, "url(#road)") + rect(0, 552, 1200, 4, "#9aa694")
    for k in range(8):
        top, foot = 330 + k * 70, 40 + k * 146
        parts += path(f"M{top} 600h40L{foot + 84} 800h-84z", "#eeeadb")
    return parts


def _children() -> str:
    walkers = (
        (668, 716, 150, "#1c5475", 2, RED),
        (754, 728, 168, "#4e7f61", 0, GOLD),
        (838, 708, 136, "#d9772f", 1, "#12463a"),
        (926, 724, 160, "#7a3f63", 3, "#46617a"),
        (1016, 712, 142, "#e8b93b", 0, RED),
    )
    parts = ""
    for x, y, h, coat, tone, pack in walkers:
        parts += rect(x + h * 0.06, y - h * 0.8, h * 0.2, h * 0.34, pack, h * 0.06)
        parts += person(x, y, h, coat, legs="#39463f", skin=tone, stride=1)
    return parts


def _guard() -> str:
    parts = oval(420, 772, 110, 14, INK, 0.3)
    parts += path("M366 560h44l4 200h-46zM424 560h44l-2 200h-46z", "#27363f")
    parts += path("M362 752h54v20h-64q0-16 10-20zM420 752h48q12 4 12 20h-60z", INK)
    parts += path("M340 590V400q0-54 76-56 76 2 76 56v190z", "#46617a")
    parts += path("M352 590V380q10-32 44-34l20 40 20-40q34 2 46 34v210z", _VEST)
    parts += rect(352, 470, 130, 17, CREAM) + rect(352, 530, 130, 17, CREAM)
    parts += (
        rect(366, 356, 14, 234, CREAM)
        + rect(454, 356, 14, 234, CREAM)
        + rect(414, 386, 4, 204, "#a8ae32")
    )
    parts += line("M352 392L262 330 246 232", "#46617a", 40) + disc(244, 222, 24, SKIN[0])
    parts += line("M484 392q60 50 40 120", "#46617a", 38) + disc(526, 522, 22, SKIN[0])
    parts += rect(398, 312, 36, 40, SKIN[0]) + disc(416, 280, 52, SKIN[0])
    parts += path("M362 290q-14 40 10 56-2-30 4-56zM470 290q14 40-10 56 2-30-4-56z", "#c9c7c0")
    parts += path("M360 276a56 54 0 0 1 112 0z", "#12463a") + path(
        "M356 270h122q16 10 22 18H356z", "#0b3027"
    )
    parts += disc(400, 292, 4, INK) + disc(434, 292, 4, INK) + line("M400 310q16 13 34 0", INK, 4)
    return parts + _paddle()


def _paddle() -> str:
    octagon = "M-40-96h80l56 56v80l-56 56h-80l-56-56v-80z"
    sign = group(path(octagon, CREAM), "scale(1.08)") + path(octagon, RED)
    sign += path(
        "M-34 34v-64q0-10 9-10t9 10v30-56q0-10 9-10t9 10v52-60q0-10 9-10t9 10v62-46q0-10 9-10"
        "t9 10v70q0 46-40 46-26 0-40-24l-24-42q6-10 16-4z",
        CREAM,
    )
    return rect(237, 180, 14, 96, "#8a6a45", 4) + group(sign, "translate(244 104)")
