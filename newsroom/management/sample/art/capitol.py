"""The state capitol above its park."""

from .motifs import crown
from .svg import Picture, across, down, group, line, path, rect


def draw() -> Picture:
    defs = (
        down("sky", "#d9e4de", "#f6f4ea")
        + across("gilt", "#f0cf6a", "#a87c1e")
        + across("wall", "#e9e7da", "#c9cabb")
    )
    body = rect(0, 0, 1200, 800, "url(#sky)")
    body += path("M0 220c160-40 300 10 460-20s380-50 740 0v160H0z", "#ffffff", 0.6)
    return Picture(body + group(_dome() + _house(), "translate(0 26)") + _park(), defs)


def _dome() -> str:
    parts = rect(420, 400, 360, 60, "url(#wall)") + rect(404, 386, 392, 18, "#f4f2e6")
    parts += rect(500, 240, 200, 150, "url(#wall)") + rect(486, 226, 228, 18, "#f4f2e6")
    for i in range(6):
        parts += path(f"M{514 + i * 30} 268q0-16 9-16t9 16v100h-18z", "#4a5b53")
    parts += path("M506 226q-4-120 94-148 98 28 94 148z", "url(#gilt)")
    for k in (-2, -1, 0, 1, 2):
        rib = f"M600 78Q{600 + k * 34} 120 {600 + k * 30} 226"
        parts += line(rib, "#8a6519", 3, 0.6)
    parts += rect(576, 40, 48, 42, "url(#wall)") + rect(570, 34, 60, 10, "#f4f2e6")
    parts += path("M578 34q0-26 22-30 22 4 22 30z", "url(#gilt)")
    return parts + rect(598, -12, 4, 18, "#6b5217")


def _house() -> str:
    parts = rect(180, 470, 840, 210, "url(#wall)") + rect(160, 452, 880, 22, "#f4f2e6")
    for x in (230, 560, 890):
        parts += path(f"M{x - 20} 452l60-64 60 64z", "#d8d8c9")
        parts += path(f"M{x - 28} 452l68-74 68 74h-14l-54-58-54 58z", "#f4f2e6")
    for i in range(17):
        x = 200 + i * 48
        parts += path(f"M{x} 580v-52q0-18 14-18t14 18v52z", "#4a5b53")
        parts += path(f"M{x} 668v-50q0-12 14-12t14 12v50z", "#586a61")
    return parts + rect(180, 592, 840, 6, "#aeb3a4")


def _park() -> str:
    parts = path("M0 650q300-60 600-30t600-10v200H0z", "#86a878")
    parts += crown(90, 540, 150, "#4e7f61", 21) + crown(306, 612, 84, "#6b9a74", 22)
    parts += crown(1110, 540, 150, "#4e7f61", 23) + crown(914, 620, 78, "#6b9a74", 24)
    parts += path("M0 706q300-50 640-16t560-10v126H0z", "#5f8b62")
    parts += path("M516 800q24-84 92-110l28 3q-50 36-26 107z", "#e9e4cf")
    return parts + crown(-10, 690, 130, "#2f5a45", 25) + crown(1210, 700, 140, "#2f5a45", 26)
