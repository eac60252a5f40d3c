"""An eight at full reach on a green river."""

from .motifs import INK, RED, crown, ripples
from .svg import Picture, disc, down, group, line, oval, path, rect

_SEATS = tuple(range(250, 1010, 100))
_WATERLINE = 560


def draw() -> Picture:
    defs = down("sky", "#f3e6c4", "#f6f1e2") + down("river", "#9fbfb0", "#2f625c")
    body = rect(0, 0, 1200, 800, "url(#sky)") + disc(930, 128, 54, "#fff8df") + _bank()
    body += rect(0, 372, 1200, 428, "url(#river)") + _reflection()
    body += ripples(400, 540, 26, 4, "#eef3e6") + _far_shell()
    return Picture(body + _wake() + _eight() + ripples(640, 790, 30, 8, "#e2ece0"), defs)


def _bank() -> str:
    parts = path("M0 300q180-110 380-90t330-40 490 60v160H0z", "#c3d0b4")
    parts += path("M0 330q240-80 470-50t430-30 300 20v120H0z", "#93ae91")
    for x in range(-20, 1260, 92):
        parts += crown(x, 332 + (x % 5) * 5, 58, "#4e7f61", x + 300, 14)
    for x in range(30, 1260, 150):
        parts += crown(x, 348, 40, "#2f5a45", x + 500, 12)
    return parts + path("M0 362q400-14 1200 0v16H0z", "#c9b98f")


def _reflection() -> str:
    trees = rect(0, 372, 1200, 46, "#4e7f61", 0, 0.38)
    trees += "".join(
        rect(x * 83 % 1200 - 60, 418 + x * 7, 150 - x * 9, 5, "#4e7f61", 2, 0.4) for x in range(12)
    )
    gleam = "".join(
        rect(930 - w / 2, y, w, 5, "#fff3cf", 2, 0.7)
        for y, w in ((386, 96), (404, 120), (426, 84), (450, 140), (478, 100))
    )
    return trees + gleam


def _far_shell() -> str:
    crew = "".join(
        disc(x, 428, 6, INK)
        + path(f"M{x - 6} 444q0-12 6-12t6 12z", "#46617a")
        + line(f"M{x} 440l-20 12", INK, 2)
        for x in range(120, 290, 22)
    )
    return path("M86 444q120 12 240 0l-12 8q-108 8-216 0z", INK) + crew


def _wake() -> str:
    parts = path(f"M0 {_WATERLINE + 34}q120-26 240-20l-10 14q-120 0-230 24z", "#dfe9df", 0.6)
    for x in _SEATS[::2]:
        parts += oval(x + 78, _WATERLINE + 100, 38, 7, "#e9f1e8", 0.8)
        parts += oval(x + 84, _WATERLINE + 103, 20, 4, "#2f625c", 0.5)
    return parts


def _eight() -> str:
    shadow = path("M60 606q540 70 1090-10l-30 26q-520 60-1030 0z", "#1c423e", 0.45)
    hull = path("M40 566q550 60 1130-18l-36 34q-520 58-1046 12z", "#f4f2e6")
    hull += path("M46 568q550 58 1118-16l-6 8q-550 68-1106 16z", RED)
    crew = "".join(_rower(x, _WATERLINE + 10 - (x - 600) * 0.008, k) for k, x in enumerate(_SEATS))
    far = "".join(_far_oar(x) for x in _SEATS[1::2])
    return shadow + far + crew + _cox() + hull + "".join(_near_oar(x) for x in _SEATS[::2])


def _rower(x: float, y: float, k: int) -> str:
    """A rower leaning toward the stern at the catch; the boat runs to the right."""
    skin = ("#f0cfae", "#8a5a3c", "#c98f65", "#5f3d2b")[k % 4]
    back = path("M-6 6q-16-58 14-84 22-2 24 18 0 40-10 66z", "#0c5c48")
    back += path("M14-52q-30 20-62 18l-2 12q42 4 70-16z", skin)
    head = disc(10, -96, 17, skin) + path(
        "M-8-98a18 18 0 0 1 35-6q-14-2-18 6t-10 20q-10-8-7-20z", INK
    )
    tail = path("M22-108q20 2 20 26-14-4-22-16z", INK)
    knees = path("M-10 4l-34-22 8-10 44 20z", skin)
    return group(knees + back + head + tail, f"translate({x:g} {y:g}) rotate(-8)")


def _cox() -> str:
    body = path("M-18 10q0-56 22-56t22 56z", RED) + disc(2, -62, 17, "#f0cfae")
    body += path("M-16-64a18 18 0 0 1 36 0l-46 2 2-6z", "#f4f2e6") + rect(-26, -58, 12, 5, INK, 2)
    return group(body, "translate(122 560) scale(-1 1)")


def _near_oar(x: float) -> str:
    """At the catch: hands toward the stern, blade toward the bow."""
    shaft = line(f"M{x - 52} {_WATERLINE - 8}L{x + 62} {_WATERLINE + 84}", "#e9dcbb", 6)
    return shaft + path(f"M{x + 50} {_WATERLINE + 66}l34 22q12 12-4 16l-42-20z", RED)


def _far_oar(x: float) -> str:
    shaft = line(f"M{x - 52} {_WATERLINE - 8}L{x + 70} {_WATERLINE - 62}", "#d8cba8", 5)
    return shaft + path(f"M{x + 56} {_WATERLINE - 62}l32-12q14 0 6 9l-32 14z", "#8d1f15")
