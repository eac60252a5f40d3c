"""Threats of harm, wishes of harm and suicide bait: who does what to whom."""

from comments.rules import Rule
from comments.screening import lexicon
from comments.screening.counterspeech import is_denounced, is_reported
from comments.screening.findings import Action, Finding
from comments.screening.reading import Reading
from comments.screening.sentence_patterns import Pattern, load, version
from comments.screening.sentences import Sentence

NAME = "threats"
# Verbs that are also said of games, debates and elections need a person and no such setting.
_SOFT = frozenset(("intent-soft", "deserve-soft"))
# Reported, quoted or not, these are dangerous to whoever reads them.
_ALWAYS = frozenset(("suicide-bait",))
_NEGATORS = lexicon.words("spelling.txt", "negators")


def check(reading: Reading) -> list[Finding]:
    """One finding a threatening sentence, none for reports, idioms and games."""
    found = (_threat(sentence, reading) for sentence in reading.sentences)
    return [finding for finding in found if finding]


def _threat(sentence: Sentence, reading: Reading) -> Finding | None:
    text = sentence.text
    for pattern, match in load("threats").matches(text):
        if _is_harmless(text, match.start(), match.end(), pattern):
            continue
        span = sentence.span(match.start() + 1, match.end())
        action = Action[pattern.action.upper()]
        if reading.is_quoted(span):
            if is_reported(text, match.start()) or is_denounced(text):
                continue
            action = Action.HOLD
        return Finding(
            NAME, Rule.THREAT, action, (span,), pattern.reason, version(), disclose=False
        )
    return None


def _is_harmless(text: str, start: int, end: int, pattern: Pattern) -> bool:
    """Whether the matched words are an idiom, negated, reported, or about a game or an election."""
    if pattern.reason not in _ALWAYS and any(w in _NEGATORS for w in text[:start].split()[-3:]):
        return True
    for harmless, at in load("harmless").matches(text):
        touches = at.start() < end and start < at.end()
        if harmless.reason == "idiom":
            if touches:
                return True
        elif not touches and _applies(harmless.reason, pattern.reason, text[start:end]):
            return True
    return False


def _applies(setting: str, reason: str, matched: str) -> bool:
    """Whether a kind of harmless setting can excuse this kind of threat."""
    if setting == "report":
        return reason not in _ALWAYS
    if setting == "setting-politics":
        return reason in _SOFT
    return " you " not in matched and " him " not in matched and " her " not in matched
