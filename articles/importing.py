"""A parsed wire story to a stored one: its parts, quotations, pictures and corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import body, pictures, publishing, wire
from articles.bylines import authors_named, speaker_named, tags_named
from articles.models import CorrectionKind, Photo, Quote, Section, Story

# Wire copy has a date but no time; noon is neither yesterday's news nor tomorrow's anywhere.
NOON = time(12)


@dataclass(frozen=True)
class Order:
    """How a file is to be taken: the desk's title and section win over the file's own."""

    title: str = ""
    section: str = ""
    pictures: Path | None = None


def digest(text: str) -> str:
    """What a file is known by, so that it does not become a second story."""
    return sha256(text.encode()).hexdigest()


def already(text: str) -> Story | None:
    """The story that came from this very text, if there is one."""
    stories = Story.objects.select_related("section")
    return stories.filter(import_digest=digest(text)).first()


@transaction.atomic
def import_story(text: str, order: Order) -> Story:
    """A draft with everything that the text says of it; its time is set, but it is not public.

    Without a headline the draft is named from its first sentence and flagged. Raises
    `wire.WireError` for damaged copy and ValidationError for what the site has no place for,
    such as an unknown section; nothing is stored then.
    """
    parsed = wire.parse(text)
    headers = dict(parsed.headers)
    title = order.title or parsed.title
    when = _moment(parsed, headers.get("time", ""))
    story = Story(
        headline=title or _first_sentence(parsed.paragraphs[0]),
        needs_headline=not title,
        kicker=headers.get("kicker", ""),
        standfirst=headers.get("standfirst", ""),
        slug=headers.get("slug", ""),
        section=_section(order.section or headers.get("section", "")),
        place=parsed.place,
        state=parsed.state,
        source=parsed.source,
        body=body.from_paragraphs(parsed.paragraphs),
        brief="\n".join(value for key, value in parsed.headers if key == "brief"),
        published_at=when,
        is_sample=headers.get("note") == "sample",
        import_digest=digest(text),
    )
    story.slug = free_slug(story.slug or slugify(story.headline)[:70] or "story", when)
    story.full_clean(exclude=["section"])
    story.save()
    story.authors.set(authors_named(headers.get("byline", "")))
    story.tags.set(tags_named(headers.get("tags", "")))
    _add_quotes(story, parsed)
    _add_pictures(story, parsed, order.pictures)
    return story


def corrections(story: Story, text: str) -> None:
    """Adds the corrections that a file lists, oldest first; the story must be published."""
    for key, value in wire.parse(text).headers:
        if key == "correction":
            at, was, now = _parts(value, 3)
            try:
                moment = timezone.make_aware(datetime.fromisoformat(at))
            except ValueError as error:
                raise ValidationError(f"“{at}” is not a time such as 2019-06-24T19:15.") from error
            publishing.correct(story, CorrectionKind.CORRECTION, was, now, at=moment)


def _parts(value: str, count: int) -> list[str]:
    """The parts of a header between bars; raises ValidationError when there are not so many."""
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != count:
        raise ValidationError(f"“{value}” should have {count} parts with | between them.")
    return parts


def _moment(parsed: wire.Story, clock: str) -> datetime:
    """The story's time in the newsroom's time zone: its date, and the file's own hour if any."""
    try:
        hour = time.fromisoformat(clock) if clock else NOON
    except ValueError as error:
        raise ValidationError(f"“{clock}” is not a time of day such as 17:42.") from error
    return timezone.make_aware(datetime.combine(parsed.date, hour))


def _section(named: str) -> Section:
    """The section of this name or slug; without a name the first one, made if there is none."""
    if not named:
        first = Section.objects.first()
        return first or Section.objects.create(name="News", slug="news")
    found = Section.objects.filter(slug=slugify(named)).first()
    if found is None:
        known = ", ".join(Section.objects.values_list("slug", flat=True)) or "none yet"
        raise ValidationError(f"There is no section “{named}”. The sections are: {known}.")
    return found


def _first_sentence(paragraph: str) -> str:
    """The first sentence, cut at a word where it is longer than a headline may be."""
    end = next((i for i, c in enumerate(paragraph) if c in ".?!" and i > 40), len(paragraph))
    sentence = paragraph[:end].strip()
    if len(sentence) <= 120:
        return sentence
    return f"{sentence[:117].rsplit(' ', 1)[0]} …"


def free_slug(slug: str, when: datetime) -> str:
    """The slug, numbered where another story of that day has it."""
    day = timezone.localdate(when)
    nearby = Story.objects.filter(
        published_at__gte=when - timedelta(days=1), published_at__lte=when + timedelta(days=1)
    )
    taken = set(nearby.filter(slug__startswith=slug).values_list("slug", flat=True))
    that_day = Story.objects.filter(day=day, slug__startswith=slug)
    taken |= set(that_day.values_list("slug", flat=True))
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _add_quotes(story: Story, parsed: wire.Story) -> None:
    for quote in parsed.quotes:
        Quote.objects.create(
            story=story,
            speaker=speaker_named(quote.speaker, quote.role),
            text=quote.text,
            role=quote.role[:120],
            paragraph=quote.paragraph,
            certain=quote.certain,
        )


def _add_pictures(story: Story, parsed: wire.Story, folder: Path | None) -> None:
    """The pictures that the file names, `file | alt | caption | credit`, from the folder."""
    if folder is None:
        return
    listed = [value for key, value in parsed.headers if key == "photo"]
    for position, value in enumerate(listed):
        name, alt, caption, credit = _parts(value, 4)
        picture = folder / Path(name).name
        if not picture.is_file():
            raise ValidationError(f"There is no picture “{picture.name}” beside the file.")
        with picture.open("rb") as file:
            upload = File(file, name=Path(name).name)
            pictures.validate_upload(upload)
            photo = Photo(
                story=story, original=upload, alt=alt, caption=caption, credit=credit,
                position=position,
            )  # fmt: skip
            pictures.store(photo)
