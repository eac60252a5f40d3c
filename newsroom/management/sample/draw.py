"""Draws the illustrations of the sample edition into `pictures/`.

Run `python -m newsroom.management.sample.draw [NAME ...]`; it draws all of them when no name is
given. The step from SVG to pixels needs `rsvg-convert` (Debian and Ubuntu: `librsvg2-bin`,
Homebrew: `librsvg`). The same module always gives the same picture.
"""

import io
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from PIL import Image

from newsroom.management.sample import art
from newsroom.management.sample.art.svg import Picture

PICTURES = Path(__file__).parent / "pictures"
QUALITY = 82  # WebP; flat color stays clean at this, and no drawing passes 60 kB
_NOT_DRAWINGS = ("motifs", "svg")


def names() -> list[str]:
    """Return the names of all drawings."""
    return [found.name for found in iter_modules(art.__path__) if found.name not in _NOT_DRAWINGS]


def rasterize(picture: Picture) -> Image.Image:
    """Return the picture's pixels, at its own size.

    Raises FileNotFoundError where `rsvg-convert` is not installed.
    """
    program = shutil.which("rsvg-convert")
    if program is None:
        raise FileNotFoundError("rsvg-convert is not installed (package librsvg2-bin or librsvg)")
    made = subprocess.run(  # noqa: S603 - a fixed program; the picture goes in as its input
        [program, "--width", str(picture.width), "--height", str(picture.height)],
        input=picture.svg().encode(),
        capture_output=True,
        check=True,
    )
    return Image.open(io.BytesIO(made.stdout)).convert("RGB")


def draw(name: str, folder: Path = PICTURES) -> Path:
    """Draw `name` as WebP into `folder` and return the file."""
    picture = import_module(f"{art.__name__}.{name}").draw()
    file = folder / f"{name}.webp"
    rasterize(picture).save(file, quality=QUALITY, method=6)
    return file


if __name__ == "__main__":
    for wanted in sys.argv[1:] or names():
        sys.stdout.write(f"{draw(wanted)}\n")
