"""Quotations that the newsroom's reader finds in a body, proposed to the editor."""

from typing import TypedDict

from django.utils.text import slugify

from articles import wire
from articles.body import paragraphs
from articles.models import Quote, Speaker, Story
from articles.quoting import bare


class Proposal(TypedDict):
    """A quotation as the form takes it; `certain` is false where an editor should look."""

    text: str
    speaker: str
    role: str
    certain: bool
    paragraph: int


def find(body: str, known: list[str]) -> list[Proposal]:
    """Quotations in a body that are not among the `known` words."""
    have = [bare(words) for words in known]
    return [
        Proposal(
            text=found.text,
            speaker=found.speaker,
            role=found.role,
            certain=found.certain and bool(found.speaker),
            paragraph=found.paragraph,
        )
        for found in wire.find_quotes(paragraphs(body))
        if bare(found.text) not in have
    ]


def add(story: Story) -> list[Quote]:
    """Adds to a saved story what `find` proposes; returns what was added."""
    known = list(Quote.objects.filter(story=story).values_list("text", flat=True))
    return [
        Quote.objects.create(
            story=story,
            text=proposal["text"],
            speaker=speaker_named(proposal["speaker"], proposal["role"]),
            role=proposal["role"][:120],
            certain=proposal["certain"],
            paragraph=proposal["paragraph"],
        )
        for proposal in find(story.body, known)
    ]


def speaker_named(name: str, role: str = "") -> Speaker | None:
    """The speaker of that name whatever its case, made when the archive has none; None for "".

    A spelling gives the speaker whose it is.
    """
    name = " ".join(name.split())
    if not name:
        return None
    known = Speaker.objects.filter(name__iexact=name).select_related("spelling_of").first()
    if known:
        return known.spelling_of or known
    return Speaker.objects.create(name=name, slug=_free_slug(name), role=role[:120])


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:110] or "speaker"
    taken = set(Speaker.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
