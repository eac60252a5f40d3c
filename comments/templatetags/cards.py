"""The desk's cards: one template, cut for each shape and filled in with each case.

What a person wrote is a value, never part of a shape. What all cards of a page have alike, their
rules and saved replies, is printed once for all of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from articles.templatetags.paper import clock, short_day
from comments.cards import Card
from comments.desk import version_of
from comments.house import short
from comments.models import Comment
from comments.rules import Rule
from comments.templatetags.desk import ago, few
from comments.text import as_shown
from newsroom.stencil import Stencil, Value

register = template.Library()
_CARD = Stencil("admin/desk/_card.html")
_CHIP = Stencil("admin/desk/_chip.html")
PARENT_LETTERS = 180
_REASONS = ("new", "moderator")


@register.simple_tag(takes_context=True)
def print_cards(context: Context, cards: list[Card]) -> SafeString:
    """The cards one below the other; each form leads on to the card after its own."""
    page = _page(context)
    following = [card.case.pk for card in cards[1:]] + [None]
    return SafeString(  # templates have printed each # nosec B703
        "".join(
            _card(card, context, {**page, "next": after})
            for card, after in zip(cards, following, strict=True)
        )
    )


@register.simple_tag(takes_context=True)
def print_card(context: Context, card: Card, *, alone: bool = False) -> SafeString:
    """A card with what was wrong with the form that it sent; `alone` where none is beside it."""
    wrong = {name: context.get(name) for name in ("was_edited", "problems")}
    says = _once("_says", wrong) if any(wrong.values()) else ""
    return _card(card, context, {**_page(context), "says": says}, alone=alone)


def _page(context: Context) -> dict[str, Value]:
    """The values that are the same on all cards."""
    wanted = context["wanted"]
    return {
        "csrf_token": str(context.get("csrf_token") or ""),
        "query": wanted.query(),
        "tab": str(wanted.tab),
        "next": None,
        "says": "",
        "rules": _once("_which", {"rules": context["rules"]}),
        "replies": _once("_saved", {"replies": context["replies"]}),
        "pauses": _once("_pauses", {"pauses": context["pauses"]}),
    }


def _card(
    card: Card, context: Context, page: Mapping[str, Value], *, alone: bool = False
) -> SafeString:
    is_moderator = bool(context["is_moderator"])
    is_ours = bool(context["is_editor"]) if card.case.is_escalated else is_moderator
    shape = {
        **_shape(card),
        "is_moderator": is_moderator,
        "is_ours": is_ours,
        "alone": alone,
        "has_problems": bool(context.get("problems")),
        "is_narrowed": bool(context["wanted"].story),
    }
    is_anothers = card.case.taken_by_id != context["user"].pk
    reader = {"reader": card.taken_by if is_anothers else ""}
    return _CARD(shape, {**page, **reader, **_values(card), **_author(card), **_evidence(card)})


def _shape(card: Card) -> dict[str, Hashable]:
    """All that the template decides by, but for what is printed or left out."""
    case, author, standing = card.case, card.comment.author, card.author
    return {
        "is_escalated": case.is_escalated,
        "reason": case.reason if case.reason in _REASONS else "",
        "is_hidden": bool(case.hidden),
        "is_held": case.is_held,
        "is_public": card.is_public,
        "is_late": card.is_late,
        "is_shouted": card.is_shouted,
        "is_answer": card.comment.parent_id is not None,
        "is_by_reader": author is not None,
        "is_by_staff": author is not None and author.is_staff,
        "reported": min(case.reports, 2),
        "noted": min(standing.notes, 2),
        "sanctions": tuple(standing.sanctions),
    }


def _values(card: Card) -> dict[str, Value]:
    case, comment = card.case, card.comment
    parent, story = comment.parent, comment.story
    copies = getattr(case, "copies", 1)
    return {
        "case": case.pk,
        "text_key": case.text_key,
        "seen": version_of(comment),
        "chips": SafeString("".join(map(_chip, card.rules))),  # as printed # nosec B703
        "reports": case.reports,
        "copies": copies if copies > 1 else 0,
        "waiting": ago(case.opened_at),
        "address": story.get_absolute_url(),
        "headline": story.headline,
        "story": story.pk,
        "parent_name": _name(parent) if parent else "",
        "parent_text": Truncator(as_shown(parent.body)).chars(PARENT_LETTERS) if parent else "",
        "text": _marked(card),
        "comment": comment.pk,
        "comment_name": comment.name,
        "name": _name(comment),
        "posted": f"{short_day(comment.posted_at)}, {clock(comment.posted_at)}",
        "edited": clock(comment.edited_at),
    }


def _author(card: Card) -> dict[str, Value]:
    author, standing = card.comment.author, card.author
    return {
        "author": author.pk if author else None,
        "author_name": author.name if author else "",
        "town": author.town if author else "",
        "joined": short_day(author.date_joined) if author else "",
        "published": few(standing.published),
        "removals": standing.removals,
        "removed": ", ".join(f"{short(rule)} {n}" for rule, n in standing.removed_under),
        "notes": standing.notes,
    }


def _evidence(card: Card) -> dict[str, Value]:
    """What speaks for and against."""
    case = card.case
    handed = bool(getattr(case, "handed_because", None))
    if not (card.reports or card.findings or handed):
        return {"evidence": ""}
    return {"evidence": _once("_evidence", {"card": card, "case": case})}


def _once(name: str, told: dict[str, Any]) -> SafeString:
    """A part that is no stencil. Its last line ends in the file, not on the page."""
    printed = render_to_string(f"admin/desk/{name}.html", told)
    return SafeString(printed.rstrip("\n"))  # as printed # nosec B703


def _chip(rule: str) -> SafeString:
    printed = _CHIP({"is_threat": rule == Rule.THREAT}, {"name": short(rule)})
    return SafeString(printed.strip())  # as printed # nosec B703


def _name(comment: Comment) -> str:
    return (comment.author and comment.author.name) or comment.name or "a reader"


def _marked(card: Card) -> SafeString:
    """The text, with what the findings point at marked."""
    shown = ((escape(as_shown(piece.text)), piece.marked) for piece in card.pieces)
    marked = (f"<mark>{text}</mark>" if hit else text for text, hit in shown)
    return SafeString("".join(marked))  # escaped above # nosec B703
