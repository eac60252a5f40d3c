"""Parking meters along a downtown curb at dusk."""

from .motifs import CREAM, GOLD, INK, RED, person
from .svg import Picture, disc, down, glow, group, line, oval, path, rect


def draw() -> Picture:
    defs = down("sky", "#2c4a5a", "#e8b98a") + down("lit", "#fbe3a4", "#efb95e")
    defs += down("walk", "#7c7f78", "#5f6661") + glow("warm", "#ffdf94", 0.7)
    body = rect(0, 0, 1200, 800, "url(#sky)") + _block() + _walk()
    body += person(300, 640, 150, "#6b2f2a", legs="#1d2a25", skin=1, stride=0.9)
    body += person(350, 640, 142, "#1d3f5f", legs="#1d2a25", skin=2, stride=0.9)
    body += person(1010, 650, 158, "#39463f", legs="#1d2a25", skin=0, stride=0.3) + _car()
    spots = ((1130, 0.42), (1030, 0.5), (900, 0.64), (720, 0.84))
    body += "".join(_meter(x, 770, scale) for x, scale in spots) + _meter(440, 860, 1.24)
    return Picture(body, defs)


def _block() -> str:
    parts = rect(0, 130, 420, 470, "#5c4038") + rect(420, 60, 380, 540, "#46514c")
    parts += rect(800, 160, 400, 440, "#6d4a3c") + rect(0, 118, 420, 18, "#7a584c")
    parts += rect(408, 46, 404, 20, "#5d6963") + rect(800, 148, 400, 18, "#8a6250")
    lit = {
        (30, 170),
        (220, 270),
        (450, 110),
        (650, 210),
        (560, 310),
        (840, 210),
        (1030, 310),
        (130, 270),
    }
    for x, y in ((x, y) for x in (30, 130, 220, 320) for y in (170, 270)):
        parts += rect(x, y, 56, 70, "#fbd98e" if (x, y) in lit else "#33302e")
    for x, y in ((x, y) for x in (450, 560, 650, 740) for y in (110, 210, 310)):
        parts += rect(x, y, 40, 70, "#fbd98e" if (x, y) in lit else "#2a3431")
    for x, y in ((x, y) for x in (840, 935, 1030, 1125) for y in (210, 310)):
        parts += rect(x, y, 54, 70, "#fbd98e" if (x, y) in lit else "#3a2b25")
    return parts + _shops()


def _shops() -> str:
    parts = ""
    for x, w, tone in ((20, 380, "#12463a"), (440, 340, "#7a251d"), (820, 360, "#1d3f5f")):
        parts += rect(x, 396, w, 204, "#1d2a25") + rect(x + 12, 436, w - 24, 148, "url(#lit)")
        parts += rect(x - 6, 390, w + 12, 40, tone) + rect(x - 6, 426, w + 12, 6, "#0f1714", 0, 0.4)
        parts += rect(x + w * 0.3, 406, w * 0.4, 7, GOLD, 3) + rect(
            x + w * 0.64, 436, 8, 148, "#1d2a25"
        )
        parts += oval(x + w / 2, 610, w * 0.6, 46, "url(#warm)")
        for k in (0.14, 0.36, 0.8):
            parts += _diners(x + w * k, 582)
    return parts


def _diners(x: float, y: float) -> str:
    parts = rect(x - 22, y - 34, 44, 5, "#5c3f22") + rect(x - 2, y - 34, 5, 34, "#5c3f22")
    for side in (-1, 1):
        parts += path(f"M{x + side * 32 - 12:g} {y}v-34q0-18 12-18t12 18v34z", "#3a2b25")
        parts += disc(x + side * 32, y - 62, 10, "#3a2b25")
    return parts + line(f"M{x:g} {y - 36}v-12", CREAM, 4)


def _walk() -> str:
    parts = rect(0, 600, 1200, 200, "url(#walk)") + rect(0, 600, 1200, 5, "#9a9a8f")
    for x in range(-200, 1500, 150):
        parts += line(f"M{600 + (x - 600) * 0.8:g} 604L{x} 720", "#565d58", 2, 0.7)
    return parts + rect(0, 716, 1200, 16, "#a9a99c") + rect(0, 732, 1200, 68, "#343c3a")


def _car() -> str:
    shell = "M-180 0q-10-40 30-46l60-8q40-50 80-50h90q46 0 90 52l60 10q34 8 30 42z"
    parts = path(shell, "#23504a") + path(
        "M-76-56q34-36 66-36h36v38zM38-92h42q36 0 66 40L38-54z", "#9fb7a8"
    )
    parts += rect(-186, -10, 466, 18, "#173833", 8) + rect(252, -34, 24, 14, "#fff0bf", 5)
    parts += rect(-178, -36, 18, 16, "#e0483a", 5)
    for x in (-96, 176):
        parts += disc(x, 6, 40, "#141b19") + disc(x, 6, 19, "#8d958b")
    return group(parts, "translate(180 768) scale(1.1)")


def _meter(x: float, y: float, scale: float) -> str:
    parts = rect(-13, -360, 26, 360, "#3a4742") + rect(-13, -360, 9, 360, "#56655f")
    parts += path("M-62-380V-520a62 66 0 0 1 124 0v140q-62 26-124 0z", "#5f706a")
    parts += path("M-62-380V-520a62 66 0 0 1 50-64q-22 24-22 70v146q-16-4-28-12z", "#80928b")
    parts += path("M-42-470v-46a42 44 0 0 1 84 0v46z", "#e9edd8")
    parts += path("M-42-470v-46a42 44 0 0 1 84 0q-40-24-84 46z", "#ffffff", 0.45)
    parts += rect(-34, -500, 52, 22, "#33463f", 3) + rect(24, -500, 10, 22, RED, 2)
    parts += line("M-26-489h14M-6-489h14", "#b9d6a0", 5)
    parts += (
        rect(-26, -446, 52, 12, INK, 5) + rect(-5, -443, 10, 6, GOLD) + disc(0, -408, 13, "#3a4742")
    )
    return group(parts, f"translate({x} {y}) scale({scale})")
