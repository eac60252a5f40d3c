"""A branch library on a summer afternoon, with a reader on the steps."""

from .motifs import CREAM, INK, RED, cloud, lamp, person, tree
from .svg import Picture, disc, down, line, oval, path, rect

_BRICK, _STONE = "#a8604a", "#ece7d6"


def draw() -> Picture:
    defs = down("sky", "#bcd3cc", "#f3f1e4") + down("wall", "#b06a52", "#98543f")
    body = rect(0, 0, 1200, 800, "url(#sky)") + cloud(90, 150, 300) + cloud(800, 110, 260)
    body += path("M0 560q300-70 620-50t580-20v200H0z", "#9fb79f")
    body += tree(90, 690, 130, 31, "#4e7f61", "#6b9a74") + tree(
        1120, 690, 136, 33, "#4e7f61", "#6b9a74"
    )
    body += _wings() + _porch() + _steps() + _ground()
    body += _reader() + person(830, 740, 128, "#46617a", skin=1, stride=0.9)
    body += person(884, 742, 84, "#a1261b", skin=1, stride=0.7) + lamp(300, 730, 210)
    return Picture(body + tree(-30, 790, 150, 35, "#2f5a45", "#3f7257"), defs)


def _wings() -> str:
    parts = rect(170, 320, 860, 340, "url(#wall)") + path("M140 320h920l-70-84H210z", "#56706a")
    parts += path("M210 236h780l12 14H198z", "#6d877f") + rect(150, 312, 900, 20, _STONE)
    parts += rect(170, 612, 860, 48, "#c8bfa8") + rect(170, 332, 860, 8, "#7f4433")
    for x in (220, 320, 796, 896):
        parts += _arched(x, 390, 72, 180)
    return parts


def _arched(x: float, y: float, w: float, h: float) -> str:
    r = w / 2
    frame = f"M{x - 10} {y + h}V{y + r}a{r + 10} {r + 10} 0 0 1 {w + 20} 0V{y + h}z"
    glass = f"M{x} {y + h}V{y + r}a{r} {r} 0 0 1 {w} 0V{y + h}z"
    parts = path(frame, _STONE) + path(glass, "#37504a")
    parts += path(f"M{x} {y + h * 0.7:g}V{y + r}a{r} {r} 0 0 1 {r}-{r}z", "#ffffff", 0.14)
    books = ("#e8b93b", "#a1261b", "#8fa798", "#ece7d6", "#46617a", "#d79a4e")
    for i in range(6):
        tall = 30 + (i * 13 + int(x)) % 22
        parts += rect(x + 4 + i * 11, y + h - tall, 9, tall, books[(i + int(x)) % 6])
    parts += rect(x + r - 3, y, 6, h, _STONE) + rect(x, y + h * 0.46, w, 6, _STONE)
    return parts + rect(x - 18, y + h, w + 36, 12, _STONE)


def _porch() -> str:
    parts = path("M410 250h380v412H410z", "#a3604a") + path("M386 256L600 130l214 126z", _STONE)
    parts += path("M430 250l170-100 170 100z", "#d9d2bd") + rect(386, 250, 428, 26, "#f7f3e5")
    parts += disc(600, 210, 35, _BRICK) + disc(600, 210, 29, "#fbf8ee")
    parts += line("M600 210V190M600 210l14 8", INK, 5)
    parts += path("M504 662V420a96 96 0 0 1 192 0v242z", _STONE)
    parts += path("M522 662V422a78 78 0 0 1 156 0v240z", "#f2d999")
    parts += path("M522 440V422a78 78 0 0 1 156 0v18z", "#37504a") + rect(522, 440, 156, 10, _STONE)
    parts += path("M522 450h70v212h-70zM608 450h70v212h-70z", "#12463a")
    parts += path("M536 468h42v90h-42zM622 468h42v90h-42z", "#f2d999")
    parts += disc(584, 572, 6, "#e8b93b") + disc(616, 572, 6, "#e8b93b")
    for x in (430, 728):
        parts += rect(x, 276, 42, 386, "#f1ecdc") + rect(x + 28, 276, 14, 386, "#cfc8b3")
        parts += rect(x - 8, 276, 58, 16, "#fbf8ee") + rect(x - 8, 640, 58, 22, "#fbf8ee")
    return parts


def _steps() -> str:
    tones = ("#efe9d8", "#ded7c4", "#cdc6b3", "#bdb6a4")
    return "".join(
        rect(400 - k * 24, 660 + k * 17, 400 + k * 48, 18, tone) for k, tone in enumerate(tones)
    )


def _ground() -> str:
    parts = path("M0 660h400l-76 68H0zM800 660h400v68H876z", "#7f9a72")
    parts += rect(0, 727, 1200, 73, "#b9b8a8") + rect(0, 727, 1200, 5, "#dcd9c8")
    for x in (190, 930, 1010):
        parts += oval(x, 668, 52, 24, "#4e7f61") + oval(x + 46, 674, 40, 18, "#5f8b62")
    return parts


def _reader() -> str:
    """A child who sits on the steps with a book held open."""
    parts = oval(486, 716, 60, 7, INK, 0.25)
    parts += path("M452 640q6-30 30-30t30 30l6 46h-72z", "#e8b93b")
    parts += path("M452 678h64l34 16-4 14h-26l-24-8-6 20h-22l-4-20z", "#46617a")
    parts += path("M520 694h14v24h20v8h-34zM462 704h18v20h-24z", INK)
    parts += disc(484, 590, 23, "#8a5a3c") + path("M460 590a24 24 0 0 1 48-2q-18-14-48 2z", INK)
    parts += disc(462, 580, 11, INK)
    parts += path("M490 640l38-12 6 38-36 12zM528 628l32 8-2 38-24-8z", RED)
    return (
        parts
        + path("M494 642l32-9 5 30-30 10z", CREAM)
        + line("M464 642q10 26 38 20", "#8a5a3c", 10)
    )
