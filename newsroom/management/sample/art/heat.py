"""A heat wave: a great sun, a hazy skyline, a thermometer."""

from .motifs import CREAM, RED, ripples, skyline
from .svg import Picture, disc, down, glow, line, path, rect


def draw() -> Picture:
    defs = down("sky", "#e88a3c", "#f8deA0") + glow("halo", "#fff1c2", 0.85)
    defs += down("river", "#e0a765", "#8f5f3f") + down("sun", "#fff2c4", "#f6c25a")
    body = rect(0, 0, 1200, 800, "url(#sky)") + disc(730, 290, 460, "url(#halo)")
    body += disc(730, 290, 200, "url(#sun)") + _haze()
    body += skyline(560, "#dd9a5c", 1, 130) + skyline(590, "#b0643a", 0.94, 10) + _windows()
    body += rect(0, 588, 1200, 212, "url(#river)") + _glare()
    body += ripples(610, 720, 40, 12, "#f9e3b0") + _front() + _thermometer()
    return Picture(body, defs)


def _haze() -> str:
    bands = ((0, 250, 520), (820, 214, 420), (120, 396, 380), (700, 470, 520), (-60, 520, 420))
    return "".join(rect(x, y, w, 12, "#fff1cf", 6, 0.34) for x, y, w in bands)


def _windows() -> str:
    towers = ((334, 300, 3, 11), (464, 412, 4, 7), (796, 488, 2, 4), (970, 470, 3, 5))
    d = ""
    for x, y, columns, rows in towers:
        for k in range(columns * rows):
            if (k * k + x) % 5 < 3:
                d += f"M{x + k % columns * 16} {y + k // columns * 22}h7v11h-7z"
    return path(d, "#f3bf7c", 0.7)


def _glare() -> str:
    rows = ((596, 300), (612, 250), (628, 320), (646, 210), (664, 260), (684, 160), (704, 190))
    return "".join(rect(730 - w / 2, y, w, 6, "#fff1c2", 3, 0.75) for y, w in rows)


def _front() -> str:
    reeds = "".join(
        line(f"M{x} 740q{x % 7 - 3} -40 {x % 31 - 15} -{66 + x * 7 % 46}", "#5d3a26", 5)
        for x in range(960, 1200, 19)
    )
    parts = path("M0 716q320-44 640-18t560-14v116H0z", "#5d3a26")
    return reeds + parts + path("M0 744q420-30 1200-6v62H0z", "#472a1c")


def _thermometer() -> str:
    parts = rect(180, 96, 176, 590, "#3b2318", 30, 0.3)
    parts += rect(166, 80, 176, 590, CREAM, 30) + rect(178, 92, 152, 566, "#fbf8ee", 22)
    parts += rect(230, 128, 44, 430, "#e4dfcd", 22) + disc(252, 578, 52, "#e4dfcd")
    parts += rect(238, 196, 28, 390, RED, 14) + disc(252, 578, 42, RED)
    parts += disc(238, 562, 11, "#d9574a") + rect(243, 204, 6, 300, "#d9574a", 3)
    for i, y in enumerate(range(150, 530, 24)):
        long = 34 if i % 4 == 0 else 20
        parts += rect(284, y, long, 5 if i % 4 == 0 else 3, "#5d3a26")
    return parts
