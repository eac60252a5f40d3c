"""The public ledger, as a page and as CSV."""

import csv

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.desk import REMOVABLE_UNDER
from comments.house import short
from comments.ledger import Month, agreements, months, shown

_COUNTS = ("reports", "held", "decided", "by_machine", "appeals", "upheld")
_READ_AGAIN = ("read_again", "same_outcome")


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    rows = [(month, _removals(month)) for month in months()]
    context = {
        "rows": rows,
        "rules": [short(rule) for rule in REMOVABLE_UNDER],
        "agreements": agreements([month for month, _ in rows], REMOVABLE_UNDER),
        "share_read_again": f"{100 * settings.SECOND_READ_SHARE:g}",
    }
    return render(request, "comments/ledger.html", context)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same figures, a month a line; times in minutes."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="moderation-ledger.csv"'
    lines = csv.writer(answer)
    names = [f"removed_{rule}" for rule in REMOVABLE_UNDER]
    lines.writerow(["month", *_COUNTS, *names, "median_minutes", "p90_minutes", *_READ_AGAIN])
    for month in months():
        counts = [shown(getattr(month.figures, name)) for name in _COUNTS]
        times = [month.figures.median, month.figures.ninetieth]
        spoken = ["" if time is None else time for time in times]
        again = [shown(number) for number in _read_again(month)]
        lines.writerow([f"{month.first_day:%Y-%m}", *counts, *_removals(month), *spoken, *again])
    return answer


def _removals(month: Month) -> list[str]:
    """How many were removed under each rule, in the order of the rules."""
    return [shown(month.figures.removed.get(rule, 0)) for rule in REMOVABLE_UNDER]


def _read_again(month: Month) -> tuple[int, int]:
    """How many decisions were read again, and how many of these with the same outcome."""
    counts = month.figures.read_again.values()
    return sum(read for read, _, _ in counts), sum(same for _, same, _ in counts)
