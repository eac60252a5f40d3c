"""A bus stop before sunrise: one student, one lamp, one lit window."""

from .motifs import INK, person
from .svg import Picture, disc, down, glow, group, oval, path, rect


def draw() -> Picture:
    defs = (
        '<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#14222f"/>'
        '<stop offset=".36" stop-color="#33505f"/><stop offset=".57" stop-color="#c98a6c"/>'
        '<stop offset=".68" stop-color="#f3c48a"/></linearGradient>'
        + down("cone", "#ffe9ad", "#ffe9ad")
        + glow("bulb", "#fff0bf")
        + down("road", "#35424a", "#232c31")
    )
    body = rect(0, 0, 1200, 800, "url(#sky)") + _stars() + _hills() + _houses() + _road()
    body += _coming_bus() + _lamp() + _stop() + _student()
    return Picture(body, defs)


def _stars() -> str:
    parts = disc(930, 120, 34, "#f6efd6") + disc(944, 110, 30, "#1a2a37")
    for k in range(34):
        x, y = k * 379 % 1200, k * 173 % 330
        parts += disc(x, y, 1.4 + k % 3 * 0.7, "#f6efd6", 0.3 + k % 4 * 0.15)
    return parts


def _hills() -> str:
    parts = path("M0 520q200-90 420-50t400-40 380 40v200H0z", "#6d6a66")
    return parts + path("M0 560q260-60 560-26t640-30v180H0z", "#2f4248")


def _houses() -> str:
    parts = ""
    for x, w, h, tone in (
        (30, 190, 150, "#22323a"),
        (250, 150, 120, "#1c2a31"),
        (830, 170, 140, "#22323a"),
        (1020, 200, 160, "#1c2a31"),
    ):
        y = 620 - h
        parts += rect(x, y, w, h, tone) + path(
            f"M{x - 16} {y + 2}l{w / 2 + 16}-70 {w / 2 + 16} 70z", "#141f25"
        )
        parts += rect(x + w * 0.7, y - 62, 18, 44, "#141f25")
        for k in (0.18, 0.6):
            parts += rect(x + w * k, y + 34, 34, 44, "#2c3f48")
    parts += rect(30 + 190 * 0.6, 504, 34, 44, "#fbd98e") + disc(161, 526, 70, "url(#bulb)", 0.4)
    return parts + rect(159, 504, 4, 44, "#22323a") + rect(144, 524, 34, 4, "#22323a")


def _road() -> str:
    parts = rect(0, 612, 1200, 188, "url(#road)") + path("M0 612h1200v14H0z", "#55666a")
    parts += rect(0, 690, 1200, 110, "#46525a") + rect(0, 686, 1200, 10, "#7c898c")
    return parts + "".join(rect(x, 654, 70, 5, "#c9b678", 0, 0.6) for x in range(-20, 1200, 150))


def _coming_bus() -> str:
    beams = path("M716 640L420 700h-260L706 632z", "#fff0bf", 0.16)
    parts = rect(706, 548, 110, 92, "#a98426", 10) + rect(706, 548, 110, 14, "#c79d33", 8)
    parts += rect(716, 568, 90, 34, "#18242a", 4) + rect(700, 632, 122, 12, "#161f23", 4)
    parts += disc(724, 622, 60, "url(#bulb)") + disc(798, 622, 60, "url(#bulb)")
    parts += disc(724, 622, 9, "#fffbe6") + disc(798, 622, 9, "#fffbe6")
    return beams + parts + disc(728, 556, 4, "#e0483a") + disc(794, 556, 4, "#e0483a")


def _lamp() -> str:
    cone = path("M352 222L160 760h420L404 222z", "url(#cone)", 0.17)
    parts = oval(370, 752, 230, 30, "#ffe9ad", 0.22) + rect(276, 160, 10, 590, "#0f171b")
    parts += path("M276 170q0-44 60-44h50v10h-46q-54 0-54 40z", "#0f171b")
    parts += path("M340 124h80l-14 30h-52z", "#0f171b") + disc(380, 160, 96, "url(#bulb)")
    return cone + parts + oval(380, 156, 28, 9, "#fff6d8") + rect(264, 738, 34, 14, "#0f171b")


def _stop() -> str:
    parts = rect(536, 420, 7, 334, "#0f171b") + rect(496, 400, 88, 108, "#0c5c48", 8)
    parts += rect(496, 400, 88, 22, "#e8b93b", 8) + rect(512, 436, 56, 40, "#f4f2e6", 8)
    parts += rect(520, 444, 40, 16, "#0c5c48", 2) + disc(524, 480, 6, "#f4f2e6")
    return parts + disc(556, 480, 6, "#f4f2e6") + rect(526, 748, 28, 8, "#0f171b")


def _student() -> str:
    figure = person(408, 752, 250, "#a1261b", legs="#27363f", skin=2, stride=0.15)
    pack = rect(364, 556, 34, 84, "#e8b93b", 14) + rect(360, 594, 22, 36, "#c98a1e", 8)
    hood = path("M384 546q24-22 50 0l-4 16q-20 10-42 0z", "#8d1f15")
    cup = rect(432, 602, 18, 26, "#f4f2e6", 3) + rect(430, 598, 22, 6, INK, 2)
    sleeve = path("M424 560q30 14 26 58l-18 4q0-30-14-40z", "#8d1f15")
    return group(pack + figure + hood + sleeve + cup)
