"""The sample discussions: threads under the sample stories, with people to have written them."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from articles.models import Story
from comments import reports, respect, submission
from comments.models import Comment, Kind
from newsroom.accounts.models import User

FILE = Path(__file__).resolve().parent / "sample" / "discussions.toml"


def load() -> None:
    """Adds the threads to sample stories that have none of them yet. Needs the sample people."""
    sample = tomllib.loads(FILE.read_text(encoding="utf-8"))
    people = {key: _person(key, about) for key, about in sample["people"].items()}
    for thread in sample["stories"]:
        stories = Story.objects.filter(slug=thread["slug"], is_sample=True)
        story = stories.select_related("section").first()
        if story is not None and not Comment.objects.filter(story=story, author__isnull=False):
            named = _write(story, thread["comments"], people)
            for line in thread.get("handed_in", []):
                _hand_in(story, line, people)
            for line in thread.get("reported", []):
                reporter = _somebody(line["by"], people)
                note = line.get("note", "")
                reports.file_report(named[line["comment"]], reporter, rule=line["rule"], note=note)


def _person(key: str, about: dict[str, str]) -> User:
    """Somebody who only wrote: without a password there is no logging in."""
    email = f"{key}@sample.example.com"
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, is_sample=True, **about)


def _write(
    story: Story, lines: list[dict[str, Any]], people: dict[str, User]
) -> dict[str, Comment]:
    """The thread as it was printed, past the screening; out: its comments by their keys."""
    named: dict[str, Comment] = {}
    assert story.published_at is not None  # noqa: S101 - the sample is published
    for line in lines:
        brought = submission.Brought(
            body=line["text"].strip(),
            author=_somebody(line["by"], people),
            parent=named[line["to"]] if "to" in line else None,
            kind=Kind(line.get("kind", "comment")),
            posted_at=story.published_at + timedelta(minutes=line["after"]),
        )
        (comment,) = submission.bring_in(story, [brought])
        named[line.get("key", f"unnamed {comment.pk}")] = comment
        for reader in line.get("respect", []):
            respect.toggle(comment, _somebody(reader, people))
        if line.get("picked"):
            Comment.objects.filter(pk=comment.pk).update(picked_at=brought.posted_at)
    return named


def _hand_in(story: Story, line: dict[str, Any], people: dict[str, User]) -> None:
    """Hands a comment in as its author would, so that the desk has something to read."""
    entry = submission.Entry(
        story=story,
        author=_somebody(line["by"], people),
        body=line["text"],
        kind=Kind(line.get("kind", "comment")),
        insists=line.get("shouted", False),
    )
    submission.submit(entry)


def _somebody(key: str, people: dict[str, User]) -> User:
    return people.get(key) or User.objects.get(email=key)
