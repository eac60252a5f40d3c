"""The house rules as they are worded now, whether the house is open, and what helps to keep it."""

from django.db.models import Subquery

from comments.models import HouseRule, ScreeningModel, SiteSwitch
from comments.rules import Rule
from newsroom.memo import for_a_second
from newsroom.rows import Rows


@for_a_second
def book() -> Rows[HouseRule]:
    """The rules, and with each of them the switch for all discussions and which screening model is
    in use, which whoever needs the rules needs as well: one query a second for all.
    """
    switch = SiteSwitch.objects.all()
    asked = {
        "switch_state": Subquery(switch.values("state")),
        "switch_why": Subquery(switch.values("why")),
        "switch_model_holds": Subquery(switch.values("model_holds")),
        "model": Subquery(ScreeningModel.objects.filter(is_used=True).values("checksum")[:1]),
    }
    return Rows(HouseRule.objects.annotate(**asked))


def rules() -> Rows[HouseRule]:
    """The seven rules in the newsroom's order. At most one query a second."""
    return book()


def site_switch() -> SiteSwitch:
    """The switch for all discussions; open until somebody has touched it. A query as `book`."""
    first = next(iter(book()), None)
    state = getattr(first, "switch_state", None)
    if not state:
        return SiteSwitch()
    return SiteSwitch(
        state=state,
        why=getattr(first, "switch_why", ""),
        model_holds=getattr(first, "switch_model_holds", True),
    )


def model_in_use() -> str:
    """The checksum of the model that may hold comments; "" for none. A query as `book`."""
    first = next(iter(book()), None)
    return (site_switch().model_holds and getattr(first, "model", None)) or ""


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
