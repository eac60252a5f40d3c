"""A robot stacks a crate in a school workshop; its builders watch."""

from .motifs import CREAM, GOLD, INK, RED, sash
from .svg import Picture, disc, down, group, line, oval, path, rect

_STEEL, _SHADE = "#c9d1cb", "#8d9a94"


def draw() -> Picture:
    defs = down("wall", "#dfe5da", "#c9d2c4") + down("floor", "#8d9a90", "#717d75")
    body = rect(0, 0, 1200, 620, "url(#wall)") + rect(0, 600, 1200, 200, "url(#floor)")
    body += rect(0, 592, 1200, 12, "#aab5a6") + _windows() + _board() + _lights()
    body += _student(172, "#46617a", 2, "bun") + _student(312, "#e8b93b", 1, "short")
    body += _student(446, "#7a4a3a", 0, "long") + _bench()
    return Picture(body + _crates() + _robot(), defs)


def _windows() -> str:
    parts = "".join(sash(x, 110, 150, 210, "#9fc0b6", CREAM) for x in (60, 244, 428))
    return parts + "".join(
        path(f"M{x} 320v-70q40-40 80-10t70-20v100z", "#7ba08a") for x in (60, 244, 428)
    )


def _board() -> str:
    parts = rect(690, 100, 430, 240, "#b98a5a", 4) + rect(702, 112, 406, 216, "#c99c6b")
    parts += "".join(
        disc(x, y, 2.4, "#9c6f44") for x in range(720, 1100, 24) for y in range(130, 320, 24)
    )
    spanner = path("M-7-60h14v92q14 8 10 26l-10-8h-14l-10 8q-4-18 10-26z", "#6b746e")
    parts += group(spanner, "translate(760 200) rotate(8)") + group(
        spanner, "translate(812 200) rotate(-4)"
    )
    parts += rect(868, 140, 14, 120, "#8a5a3c", 4) + path("M842 132h62q12 8 0 26h-62z", "#4b5851")
    parts += path("M930 150h24l-4 70h-16zM938 220h8v50h-8z", RED) + rect(938, 244, 8, 36, _STEEL)
    gear = disc(1036, 200, 42, _SHADE) + "".join(
        group(rect(-8, -54, 16, 20, _SHADE, 2), f"translate(1036 200) rotate({a})")
        for a in range(0, 360, 45)
    )
    return parts + gear + disc(1036, 200, 16, "#c99c6b")


def _lights() -> str:
    parts = ""
    for x in (250, 790):
        parts += rect(x - 2, 0, 4, 40, INK) + rect(x + 158, 0, 4, 40, INK)
        parts += path(f"M{x - 30} 58l14-22h192l14 22z", "#2f6b5a") + rect(
            x - 26, 58, 212, 8, "#fff6d8"
        )
    return parts


def _student(x: float, shirt: str, skin: int, hair: str) -> str:
    tone = ("#f0cfae", "#c98f65", "#8a5a3c")[skin]
    back = {"long": rect(-42, -218, 84, 120, "#6d3a22", 38), "bun": disc(-6, -212, 24, INK)}
    color = "#6d3a22" if hair == "long" else INK
    body = path("M-78 60q-4-150 78-150t78 150z", shirt) + rect(-16, -116, 32, 40, tone, 10)
    face = disc(0, -160, 42, tone)
    fringe = path("M-45-156a45 45 0 0 1 90 0q-20-34-52-30-30 4-38 30z", color)
    glass = "".join(
        f'<circle cx="{cx}" cy="-156" r="12" fill="#ffffff" fill-opacity=".5" stroke="#22322c"'
        ' stroke-width="4"/>'
        for cx in (-2, 26)
    )
    smile = line("M6-136q8 7 18 0", INK, 3)
    return group(back.get(hair, "") + body + face + fringe + glass + smile, f"translate({x} 540)")


def _bench() -> str:
    parts = rect(30, 560, 560, 26, "#c99c6b") + rect(30, 586, 560, 8, "#8f6638")
    parts += rect(60, 594, 26, 150, "#9c6f44") + rect(534, 594, 26, 150, "#9c6f44")
    parts += rect(86, 660, 448, 16, "#9c6f44") + oval(310, 750, 280, 9, INK, 0.22)
    parts += rect(110, 496, 116, 64, "#39463f", 5) + rect(118, 504, 100, 48, "#9fc0b6")
    parts += line("M128 540l22-20 20 12 34-22", "#12463a", 4) + rect(96, 556, 146, 8, INK, 3)
    parts += rect(420, 516, 70, 44, RED, 4)
    parts += line("M438 516v-12h34v12", "#8d1f15", 6) + rect(340, 546, 60, 14, "#6b746e", 4)
    return parts


def _crates() -> str:
    parts = oval(1010, 752, 150, 12, INK, 0.25)
    for x, y in ((930, 640), (1040, 640), (985, 530)):
        parts += rect(x, y, 106, 106, "#c99c6b") + rect(x, y, 106, 14, "#b98a5a")
        parts += rect(x, y + 92, 106, 14, "#b98a5a") + rect(x, y, 12, 106, "#a97a48")
        parts += rect(x + 94, y, 12, 106, "#a97a48") + line(
            f"M{x + 14} {y + 90}l78-74", "#a97a48", 9
        )
    return parts


def _robot() -> str:
    parts = oval(760, 752, 170, 14, INK, 0.3) + rect(626, 596, 250, 96, "#2f6b5a", 12)
    parts += rect(626, 648, 250, 18, GOLD) + rect(650, 612, 84, 26, "#12463a", 4)
    parts += "".join(
        disc(664 + i * 18, 625, 5, c) for i, c in enumerate((GOLD, RED, "#86a878", GOLD))
    )
    parts += disc(830, 622, 15, "#12463a") + disc(830, 622, 8, "#e0483a")
    for x in (672, 830):
        parts += disc(x, 704, 48, INK) + disc(x, 704, 27, _SHADE) + disc(x, 704, 10, INK)
    parts += rect(690, 420, 44, 180, _SHADE) + rect(696, 420, 14, 180, _STEEL)
    arm = line("M712 430L886 300", "#2f6b5a", 34) + line("M712 430L886 300", "#4f8f78", 10)
    arm += line("M886 300L1038 356", "#2f6b5a", 28) + line("M886 300L1038 356", "#4f8f78", 8)
    arm += "".join(
        disc(x, y, r, _STEEL) + disc(x, y, r / 2.4, INK)
        for x, y, r in ((712, 430, 32), (886, 300, 26), (1038, 356, 20))
    )
    grip = line("M1038 356v30M984 392h108M984 392v34M1092 392v34", "#4b5851", 12)
    crate = rect(985, 412, 106, 84, "#d9b07c") + rect(985, 412, 106, 12, "#b98a5a")
    crate += rect(985, 484, 106, 12, "#b98a5a") + line("M999 478l78-54", "#b98a5a", 9)
    head = rect(660, 356, 106, 66, CREAM, 16) + rect(674, 370, 78, 36, INK, 10)
    head += disc(698, 388, 10, GOLD) + disc(730, 388, 10, GOLD) + rect(710, 330, 5, 28, INK)
    return parts + crate + grip + arm + head + disc(712, 326, 9, RED)
