"""A school bus on the road in front of its school."""

from .motifs import INK, cloud, sash
from .svg import Picture, disc, down, oval, path, rect

_DARK, _YELLOW = "#22281f", "#eab62f"


def draw() -> Picture:
    body = rect(0, 0, 1200, 800, "url(#sky)") + cloud(690, 190, 300) + cloud(150, 130, 220)
    body += path("M0 420c200-70 360-20 520-50s420-60 680 10v300H0z", "#9fb79f")
    body += path("M0 470c240-50 420 0 640-30s380-10 560 20v240H0z", "#6f9277")
    body += _school() + _road() + _coach() + _windows() + _wheels()
    return Picture(body, down("sky", "#cfe0da", "#f2f3e8"))


def _school() -> str:
    parts = rect(60, 330, 430, 310, "#a8604a") + rect(44, 312, 462, 24, "#e8e2d0")
    parts += rect(220, 232, 110, 80, "#94523e") + path("M200 236l75-56 75 56z", "#e8e2d0")
    parts += disc(275, 272, 24, "#f4f2e6") + path("M273 256h4v18l10 6-2 4-12-8z", INK)
    for row in (0, 1):
        for i in range(6):
            parts += sash(88 + i * 66, 364 + row * 108, 40, 62, "#34463f", "#e8e2d0")
    return parts


def _road() -> str:
    parts = rect(0, 640, 1200, 160, "#5d6863") + rect(0, 640, 1200, 14, "#c9cec3")
    return parts + "".join(rect(x, 752, 90, 9, "#e9d58d") for x in range(20, 1200, 170))


def _coach() -> str:
    shell = (
        "M300 330q0-36 36-36h560q30 0 40 30l30 120h86q34 0 34 34v150q0 20-20 20H320q-20 0-20-20z"
    )
    parts = oval(690, 706, 430, 18, "#2c3531", 0.5) + path(shell, _YELLOW)
    parts += path("M336 294h560q30 0 40 30H312q4-30 24-30z", "#f7d56c")
    parts += rect(300, 470, 786, 14, _DARK) + rect(300, 540, 786, 8, _DARK)
    parts += rect(300, 600, 786, 8, _DARK) + path("M1050 492h36v34h-36z", "#f8efcf")
    parts += rect(1074, 600, 30, 26, _DARK, 4) + rect(286, 600, 24, 26, _DARK, 4)
    parts += rect(236, 480, 68, 8, _DARK)
    stop = "M196 452l26-11 26 11 11 26-11 26-26 11-26-11-11-26z"
    return parts + f'<path d="{stop}" fill="#a1261b" stroke="#ffffff" stroke-width="5"/>'


def _windows() -> str:
    parts = ""
    heads = {0: "#8a5a3c", 2: "#f0cfae", 3: "#c98f65", 5: "#5f3d2b"}
    for i in range(7):
        x = 334 + i * 76
        parts += rect(x, 346, 62, 92, "#2f443d", 6)
        if i in heads:
            parts += disc(x + 34, 412, 15, heads[i])
            parts += path(f"M{x + 18} 410a16 16 0 0 1 32 0q-16-8-32 0z", _DARK)
            parts += path(f"M{x + 12} 438q2-16 22-16t22 16z", "#a1261b" if i % 2 else "#46617a")
        parts += path(f"M{x + 6} 352h18l-18 30z", "#6d8a80") + rect(x, 390, 62, 4, _YELLOW)
    parts += path("M872 346h48l26 96h-74z", "#2f443d") + path("M880 352h20l-20 40z", "#6d8a80")
    return parts


def _wheels() -> str:
    parts = ""
    for x in (440, 950):
        parts += path(f"M{x - 84} 648a84 84 0 0 1 168 0z", "#c9971f")
        parts += disc(x, 648, 66, _DARK) + disc(x, 648, 34, "#8d958b") + disc(x, 648, 14, _DARK)
    return parts
