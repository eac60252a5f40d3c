"""Saturday at the farmers market: three stalls under the park's trees."""

from .motifs import CREAM, GOLD, INK, RED, awning, crown, person
from .svg import Picture, disc, down, line, oval, path, rect

_GREEN = "#2f6b5a"
_HEAPS = (
    ("#a1261b", "#c23a2c"),
    ("#4e7f61", "#6b9a74"),
    ("#e8b93b", "#f2cf6b"),
    ("#d9772f", "#e99450"),
    ("#7a3f63", "#96587d"),
    ("#86a878", "#a8c498"),
)


def draw() -> Picture:
    defs = down("sky", "#cfe0da", "#f6f4ea") + down("lawn", "#86a878", "#5f8b62")
    body = rect(0, 0, 1200, 800, "url(#sky)") + _background()
    stalls = ((40, _GREEN), (424, RED), (808, "#c98a1e"))
    body += "".join(_stall(x, tone, k) for k, (x, tone) in enumerate(stalls))
    return Picture(body + _path() + _shoppers() + _canopy(), defs)


def _background() -> str:
    far = "".join(crown(x, 350 + (x % 3) * 18, 96, "#a9c2a4", x, 16) for x in range(20, 1240, 140))
    parts = far + path("M0 420q300-40 600-20t600-20v420H0z", "url(#lawn)")
    parts += "".join(rect(x, 120, 34, 360, "#4b4636") for x in (392, 776))
    return parts


def _stall(x: int, tone: str, k: int) -> str:
    parts = rect(x + 14, 290, 10, 330, "#6d5a3f") + rect(x + 328, 290, 10, 330, "#6d5a3f")
    parts += rect(x + 24, 380, 304, 120, "#3d4f45", 0, 0.28)
    parts += person(x + 120 + k * 50, 610, 240, ("#46617a", "#7a4a3a", "#39463f")[k], skin=k + 1)
    parts += awning(x, 262, 352, 84, (tone, CREAM), 11)
    parts += rect(x + 6, 506, 340, 14, "#b98a5a") + rect(x + 6, 520, 340, 100, "#9c6f44")
    parts += "".join(rect(x + 6, y, 340, 3, "#7d5634") for y in (552, 586))
    for i in range(4):
        dark, lit = _HEAPS[(i + k * 2) % 6]
        parts += _crate(x + 12 + i * 84, 506, dark, lit)
    return parts


def _crate(x: float, y: float, dark: str, lit: str) -> str:
    parts = ""
    for row, count in ((0, 5), (1, 4), (2, 3)):
        for i in range(count):
            cx, cy = x + 12 + i * 14 + row * 7, y - 34 - row * 12
            parts += disc(cx, cy, 10, dark) + disc(cx - 2, cy - 3, 5, lit)
    return (
        parts
        + path(f"M{x:g} {y - 34}h80l-6 34h-68z", "#c9a06c")
        + rect(x + 2, y - 22, 76, 4, "#9c6f44")
    )


def _path() -> str:
    parts = path("M0 660q300-30 600-24t600-14v178H0z", "#e4dcc4")
    return parts + path("M0 748q400-30 1200-26v78H0z", "#d3c9ad")


def _shoppers() -> str:
    parts = person(250, 742, 220, "#a1261b", legs="#39463f", skin=0, stride=0.9) + _bag(
        296, 628, _GREEN
    )
    parts += person(560, 716, 196, "#f0e4c6", legs="#46617a", skin=2, stride=0.3)
    parts += person(638, 724, 128, "#e8b93b", legs="#7a4a3a", skin=2, stride=0.6)
    parts += line("M584 606q26 30 42 28", "#8a5a3c", 9)
    parts += person(900, 752, 224, "#1d3f5f", legs="#5c5545", skin=1, stride=0.8) + _bag(
        850, 640, "#d9772f"
    )
    parts += person(1096, 722, 200, "#4e7f61", legs=INK, skin=3, stride=0.5)
    return parts + _straw(1096, 722, 200)


def _bag(x: float, y: float, tone: str) -> str:
    greens = "".join(oval(x + dx, y - 6, 8, 26, "#4e7f61") for dx in (-12, 2, 14))
    parts = greens + path(f"M{x - 28:g} {y}h56l8 68h-72z", tone) + disc(x + 16, y, 10, GOLD)
    return parts + line(f"M{x - 14:g} {y + 4}q14-40 28 0", tone, 5)


def _straw(x: float, y: float, h: float) -> str:
    top, half, high = y - h * 0.95, h * 0.09, h * 0.11
    dome = f"M{x - half:g} {top:g}q0-{high:g} {half:g}-{high:g}t{half:g} {high:g}z"
    return oval(x, top, h * 0.17, h * 0.035, "#e0c27f") + path(dome, "#e0c27f")


def _canopy() -> str:
    parts = "".join(
        crown(x, 30 + (x % 4) * 10, 150, "#2f5a45", x + 50, 20)
        for x in (0, 250, 520, 800, 1060, 1220)
    )
    parts += "".join(crown(x, 6, 110, "#3f7257", x + 70, 16) for x in (90, 390, 680, 950, 1180))
    flags = (RED, GOLD, CREAM, _GREEN, "#d9772f")
    parts += line("M0 200Q300 276 600 200Q900 276 1200 200", INK, 2)
    for i in range(24):
        x = 11 + i * 50
        t = (x + 14) % 600 / 600
        parts += path(f"M{x} {200 + 152 * t * (1 - t):.0f}h28l-14 26z", flags[i % 5])
    return parts
