"""The house rules as they are worded now, and whether the house is open."""

from django.db.models import Subquery

from comments.models import HouseRule, SiteSwitch
from comments.rules import Rule
from newsroom.memo import for_a_second


@for_a_second
def book() -> tuple[HouseRule, ...]:
    """The rules, and with each of them the switch for all discussions, which whoever needs the
    rules needs as well: one query a second for both.
    """
    switch = SiteSwitch.objects.all()
    asked = {
        "switch_state": Subquery(switch.values("state")),
        "switch_why": Subquery(switch.values("why")),
    }
    return tuple(HouseRule.objects.annotate(**asked))


def rules() -> tuple[HouseRule, ...]:
    """The seven rules in the newsroom's order. At most one query a second."""
    return book()


def site_switch() -> SiteSwitch:
    """The switch for all discussions; open until somebody has touched it. A query as `book`."""
    first = next(iter(book()), None)
    state = getattr(first, "switch_state", None)
    return SiteSwitch(state=state, why=getattr(first, "switch_why", "")) if state else SiteSwitch()


def rule(code: str) -> HouseRule | None:
    """The rule of this code; None for "something else", which no house rule names."""
    return next((one for one in rules() if one.code == code), None)


def wording(code: str) -> str:
    """The rule as it is printed, title and text; "" where no house rule has the code."""
    found = rule(code)
    return f"{found.title} {found.text}".strip() if found else ""


def short(code: str) -> str:
    """The rule's name in a list of reasons: its title without the full stop, and not shouted."""
    if code == Rule.OTHER:
        return "Spam or off the subject"
    if code == Rule.CAPS:
        return "Caps lock"
    found = rule(code)
    return found.title.rstrip(".") if found else ""
