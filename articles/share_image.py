"""The picture that stands for a story where its address is shared: headline under the nameplate.

Colors are the tokens of the light theme (DESIGN 2.2); the leaf is glyph U+E000 of our own cut of
the headline face (static/fonts/README.md).
"""

from functools import cache as remembered
from hashlib import sha256
from io import BytesIO

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from PIL import Image, ImageDraw, ImageFont

from articles.models import Story
from newsroom.environment import ROOT

SIZE = (1200, 630)
PAPER, INK, INK_3, BRAND = "#fcfdfb", "#151a18", "#5c6761", "#0b5d45"
MARGIN = 72
HEADLINE_TOP, HEADLINE_BOTTOM = 234, 528
HEADLINE_SIZES = (84, 76, 68, 60, 52, 46)
LEAF = "\ue000"
KEPT_FOR = 24 * 60 * 60  # seconds
# Grows when the drawing changes, so that nobody keeps the old one.
_LAYOUT = 1


def share_image_path(story: Story) -> str:
    """The path of a story's share image; another one after every edit."""
    return f"{reverse('share_image', args=[story.pk])}?v={story.revision}"


def digest(story: Story) -> str:
    """A name for what the picture shows: the same for the same words."""
    return sha256(repr((_LAYOUT, settings.SITE_NAME, *_words(story))).encode()).hexdigest()[:20]


def share_image(story: Story) -> bytes:
    """The PNG, 1200 by 630, drawn once a day and process at most. In: story with its section."""
    key = f"share:{digest(story)}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        drawn = _draw(story)
        cache.set(key, drawn, KEPT_FOR)
    return drawn


def _words(story: Story) -> tuple[str, str, str]:
    """Headline, section and date as they are drawn."""
    when = story.published_at
    day = date_format(timezone.localtime(when), "F j, Y") if when else ""
    return story.headline, story.section.name, day


def _draw(story: Story) -> bytes:
    headline, section, day = _words(story)
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    right = SIZE[0] - MARGIN
    _nameplate(pen)
    pen.rectangle((MARGIN, 144, right, 149), fill=INK)
    pen.rectangle((MARGIN, 154, right, 155), fill=INK)
    pen.text((MARGIN, 212), section, BRAND, _font("oak-sans", 32), anchor="ls")
    font, lines = _fitted(headline, right - MARGIN)
    for number, line in enumerate(lines):
        top = HEADLINE_TOP + number * font.size * 1.12
        pen.text((MARGIN, top), line, INK, font, anchor="la")
    pen.text((MARGIN, 578), day, INK_3, _font("oak-sans", 28), anchor="ls")
    out = BytesIO()
    # 64 colors hold the four inks and their edges: a third of the bytes.
    picture.quantize(64, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _nameplate(pen: ImageDraw.ImageDraw) -> None:
    """The site's name with the leaf before its last word."""
    first, _, last = settings.SITE_NAME.rpartition(" ")
    font = _font("oak-head", 52)
    left = float(MARGIN)
    for words, color in ((f"{first} ", INK), (LEAF, BRAND), (f" {last}", INK)):
        pen.text((left, 112), words, color, font, anchor="ls")
        left += pen.textlength(words, font)


def _fitted(text: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size at which the headline fits its space, and its lines at that size.

    A headline that fits at no size loses its end to an ellipsis.
    """
    for size in HEADLINE_SIZES:
        font = _font("oak-head", size)
        lines = _wrapped(text, font, width)
        room = int((HEADLINE_BOTTOM - HEADLINE_TOP) / (size * 1.12))
        if len(lines) <= room and all(font.getlength(line) <= width for line in lines):
            return font, lines
    lines = [_cut(line, font, width) for line in lines[:room]]
    return font, [*lines[:-1], _cut(f"{lines[-1]}…", font, width)]


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Words in lines of at most this width; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines or [""]


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """The line, its end replaced by an ellipsis where it is too wide."""
    while font.getlength(line) > width:
        line = f"{line.rstrip('…')[:-1]}…"
    return line


@remembered
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(ROOT / "static" / "fonts" / "share" / f"{name}.ttf", size)
