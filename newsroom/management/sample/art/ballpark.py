"""A night game: four banks of lights, a crowd, five fielders."""

from .motifs import dice
from .svg import Picture, disc, down, glow, oval, path, rect

_TOWERS = (170, 470, 770, 1060)
_CROWD = ("#c9b184", "#8d9f95", "#a1261b", "#e6e2d3", "#3e6c8c", "#46594f")


def draw() -> Picture:
    defs = down("sky", "#12261f", "#2f5a52") + down("grass", "#5f9a5c", "#2f6b46")
    defs += glow("lights", "#fff7d6")
    body = rect(0, 0, 1200, 800, "url(#sky)")
    body += "".join(disc(x, 150, 170, "url(#lights)", 0.55) for x in _TOWERS)
    body += _stand() + _field() + "".join(_tower(x) for x in _TOWERS)
    places = ((730, 590, 50), (470, 590, 50), (860, 640, 62), (330, 650, 64), (600, 692, 80))
    return Picture(body + "".join(_player(*place) for place in places), defs)


def _stand() -> str:
    chance = dice(11)
    parts = path("M0 300q300 40 600 40t600-40v60H0z", "#1a2f28") + rect(
        0, 340, 1200, 130, "#0f1d18"
    )
    for color in _CROWD:
        for _ in range(48):
            parts += disc(chance.randint(0, 1200), chance.randint(356, 466), 5, color)
    return parts + rect(0, 468, 1200, 34, "#0c3f2e") + rect(0, 468, 1200, 5, "#e8b93b")


def _field() -> str:
    parts = rect(0, 500, 1200, 300, "url(#grass)")
    for i in range(12):
        near, far = (i * 150 - 825) * 1.9 + 750, 600 + (i * 150 - 825) * 0.5
        parts += path(f"M{far:.0f} 500h75L{near:.0f} 800h-230z", "#6fae68", 0.35)
    parts += path("M600 548L980 690 600 860 220 690z", "#b98a5a")
    parts += path("M600 585L860 690 600 800 340 690z", "#4f8f55")
    parts += oval(600, 690, 60, 20, "#b98a5a") + rect(588, 684, 24, 5, "#ffffff")
    bases = "M968 684l14 6-14 7-14-7zM600 546l10 4-10 5-10-5zM232 684l14 6-14 7-14-7z"
    return parts + path(bases, "#ffffff")


def _tower(x: int) -> str:
    parts = rect(x - 5, 190, 10, 280, "#0b1512") + rect(x - 70, 108, 140, 84, "#0b1512")
    for row in range(3):
        for column in range(5):
            parts += disc(x - 54 + column * 27, 124 + row * 26, 9, "#fffbe6")
    return parts


def _player(x: int, y: int, h: int) -> str:
    shirt = (
        f"M{x - h * 0.16:.0f} {y - h * 0.36:.0f}q0-{h * 0.4:.0f} {h * 0.16:.0f}-{h * 0.4:.0f}"
        f"t{h * 0.16:.0f} {h * 0.4:.0f}z"
    )
    legs = f"M{x - h * 0.15:.0f} {y - h * 0.38:.0f}h{h * 0.3:.0f}l{h * 0.06:.0f} {h * 0.37:.0f}"
    legs += f"h-{h * 0.12:.0f}l-{h * 0.09:.0f}-{h * 0.24:.0f}l-{h * 0.09:.0f} {h * 0.24:.0f}"
    legs += f"h-{h * 0.12:.0f}z"
    parts = oval(x, y, h * 0.3, h * 0.06, "#12261f", 0.5) + path(legs, "#dcd9c8")
    parts += path(shirt, "#f3f1e4") + disc(x, y - h * 0.85, h * 0.1, "#8a5a3c")
    cap = f"M{x - h * 0.11:.0f} {y - h * 0.86:.0f}a{h * 0.11:.0f} {h * 0.11:.0f} 0 0 1 "
    return parts + path(cap + f"{h * 0.22:.0f} 0l{h * 0.08:.0f} {h * 0.03:.0f}z", "#14352a")
