"""The municipal building: nine bays, a flag, people on the plaza."""

from .motifs import crown, person
from .svg import Picture, across, disc, down, group, path, rect

_COLUMN = (
    '<g id="column"><rect width="34" height="236" fill="url(#round)"/>'
    '<path d="M-7 0h48v-9h-48zM-4-9h42v-8h-42zM-7 236h48v12h-48z" fill="#efeee2"/>'
    '<path d="M-7 248h48v5h-48z" fill="#a9ada0"/></g>'
)
_WINDOW = (
    '<g id="window"><rect width="58" height="150" fill="#3c4f48"/>'
    '<path d="M0 0h58v8H0z" fill="#22312c"/>'
    '<path d="M0 52h27v46H0z" fill="#5b7168"/>'
    '<path d="M27 0h4v150h-4zM0 48h58v4H0zM0 98h58v4H0z" fill="#cfd0c2"/>'
    '<path d="M-8-14h74v12H-8zM-8 150h74v10H-8z" fill="#eeeddf"/></g>'
)
_BAY = 104


def draw() -> Picture:
    defs = (
        down("sky", "#b9cdc4", "#eef1e6")
        + down("wall", "#e4e3d6", "#d3d3c4")
        + across("round", "#f4f2e6", "#bdbfb1")
        + down("ground", "#8d9a90", "#74837a")
        + _COLUMN
        + _WINDOW
    )
    clouds = "M0 150C180 118 300 176 470 138S800 96 960 128s170 6 240-10v90H0z"
    body = rect(0, 0, 1200, 800, "url(#sky)") + path(clouds, "#f6f6ee", 0.65)
    return Picture(body + _flag() + _front() + _base() + _plaza() + _trees() + _people(), defs)


def _front() -> str:
    parts = path("M110 140L176 92h848l66 48z", "#6f8f80") + path(
        "M176 92h848l18 13H158z", "#84a394"
    )
    parts += path("M90 226h1020v424H90z", "url(#wall)") + rect(120, 150, 960, 40, "#cfd1c2")
    parts += rect(108, 140, 984, 12, "#edecdf") + rect(84, 190, 1032, 16, "#dcdccd")
    parts += rect(70, 206, 1060, 24, "#f3f1e4") + rect(70, 230, 1060, 8, "#a3a899")
    parts += "".join(rect(x, 238, 12, 9, "#f3f1e4") for x in range(78, 1124, 24))
    for x in range(150, 1070, 92):
        parts += rect(x, 152, 50, 36, "#43564f") + rect(x + 23, 152, 4, 36, "#cfd0c2")
    parts += "".join(f'<use href="#window" x="{146 + i * _BAY}" y="300"/>' for i in range(9))
    parts += "".join(f'<use href="#column" x="{104 + i * _BAY}" y="280"/>' for i in range(10))
    return parts


def _base() -> str:
    parts = rect(78, 533, 1044, 130, "#c6c8b9")
    parts += "".join(rect(78, y, 1044, 3, "#a8ac9d") for y in (556, 582, 608, 634))
    for i in (0, 1, 2, 6, 7, 8):
        x = 148 + i * _BAY
        parts += path(f"M{x} 640v-58q0-8 8-8h38q8 0 8 8v58z", "#43564f")
        parts += rect(x + 25, 574, 4, 66, "#c6c8b9")
    for i in (3, 4, 5):
        x = 140 + i * _BAY
        parts += path(f"M{x - 6} 663v-70a40 40 0 0 1 80 0v70z", "#ecebdd")
        parts += path(f"M{x + 4} 663v-68a30 30 0 0 1 60 0v68z", "#23322c")
        parts += path(f"M{x + 32} 566h4v97h-4zM{x + 4} 603h60v4h-60z", "#8a6a2c")
    return parts + path("M1110 238L900 650h210z", "#5d6b63", 0.16)


def _plaza() -> str:
    parts = path("M0 663h360l-80 49H0zM840 663h360v49H920z", "#7f9a72")
    parts += rect(0, 712, 1200, 88, "url(#ground)") + rect(0, 712, 1200, 6, "#c3cabf")
    for k, (y, tone) in enumerate(((663, "#dedfd1"), (675, "#cfd1c2"), (687, "#bfc3b4"))):
        parts += rect(360 - k * 26, y, 480 + k * 52, 13, tone)
    parts += rect(282, 699, 636, 14, "#aeb4a6")
    parts += path("M520 718h160l120 82H400z", "#a3aea3", 0.6)
    for x in (330, 866):
        parts += rect(x, 640, 6, 92, "#1d2a25") + disc(x + 3, 632, 13, "#f7e7b2")
    return parts


def _flag() -> str:
    cloth = "M603 8c34-14 54 12 92 0v46c-38 12-58-14-92 0z"
    shield = "M642 18l14 8v11q-2 10-14 14-12-4-14-14V26z"
    return rect(597, 4, 6, 92, "#4b5851") + path(cloth, "#1d4d7a") + path(shield, "#f3f1e4")


def _trees() -> str:
    trunks = path("M56 470h20l8 250H46zM1128 470h18l10 250h-36z", "#3b3a2d")
    dark = crown(40, 400, 150, "#2f5a45", 4) + crown(1160, 410, 140, "#2f5a45", 9)
    return (
        trunks + dark + crown(10, 360, 104, "#3f7257", 5, 16) + crown(1196, 362, 96, "#3f7257", 6)
    )


def _people() -> str:
    figures = (
        (470, 752, 82, "#39463f", 0),
        (500, 750, 74, "#6b2f2a", 2),
        (712, 764, 84, "#46617a", 1),
        (742, 744, 60, "#8a6a2c", 3),
        (568, 784, 96, "#1d3f5f", 2),
        (650, 712, 54, "#4d5c54", 0),
        (256, 764, 84, "#7a4a3a", 1),
    )
    return group("".join(person(x, y, h, coat, skin=tone) for x, y, h, coat, tone in figures))
