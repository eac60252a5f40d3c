"""The word list in force: the built-in one with the moderators' words laid over it."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Count, Max

from comments.models import Handling, Word
from comments.rules import Rule
from comments.screening import Term, Tier, WordList, builtin
from newsroom.memo import for_a_second

_TIERS = {Handling.REJECT: Tier.REJECT, Handling.HOLD: Tier.HOLD, Handling.WATCH: Tier.WATCH}
_built: tuple[tuple[int, datetime | None], WordList] | None = None
_strict: tuple[WordList, WordList] | None = None


@for_a_second
def in_force() -> WordList:
    """The list as it is now. At most a query a second; built anew only after a change."""
    global _built
    state = Word.objects.aggregate(count=Count("id"), last=Max("changed_at"))
    version = (state["count"], state["last"])
    if _built is None or _built[0] != version:
        _built = (version, _build() if version[0] else builtin())
    return _built[1]


def _build() -> WordList:
    words = list(Word.objects.all())
    extra = [
        Term.of(word.term, _TIERS[Handling(word.handling)], Rule(word.rule))
        for word in words
        if Handling(word.handling) in _TIERS
    ]
    return WordList.build(
        extra=extra,
        exempted=[word.term for word in words if word.handling == Handling.EXEMPT],
        allowed=[word.term for word in words if word.handling == Handling.ALLOW],
    )


def strict() -> WordList:
    """The list in force with watched words held, for hours when nobody is at the desk."""
    global _strict
    words = in_force()
    if _strict is None or _strict[0] is not words:
        forms = {form: _held(term) for form, term in words.forms.items()}
        phrases = {
            first: tuple((rest, _held(term)) for rest, term in found)
            for first, found in words.phrases.items()
        }
        version = f"{words.version}, strict"
        _strict = (words, replace(words, forms=forms, phrases=phrases, version=version))
    return _strict[1]


def _held(term: Term) -> Term:
    return replace(term, tier=Tier.HOLD) if term.tier is Tier.WATCH else term
