"""The public ledger, as a page and as CSV."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.desk import REMOVABLE_UNDER
from comments.house import short
from comments.ledger import Month, months, shown

_COUNTS = ("reports", "held", "decided", "by_machine", "appeals", "upheld")


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    rows = [(month, _removals(month)) for month in months()]
    rules = [short(rule) for rule in REMOVABLE_UNDER]
    return render(request, "comments/ledger.html", {"rows": rows, "rules": rules})


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same figures, a month a line; times in minutes."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="moderation-ledger.csv"'
    lines = csv.writer(answer)
    names = [f"removed_{rule}" for rule in REMOVABLE_UNDER]
    lines.writerow(["month", *_COUNTS, *names, "median_minutes", "p90_minutes"])
    for month in months():
        counts = [shown(getattr(month.figures, name)) for name in _COUNTS]
        times = [month.figures.median, month.figures.ninetieth]
        spoken = ["" if time is None else time for time in times]
        lines.writerow([f"{month.first_day:%Y-%m}", *counts, *_removals(month), *spoken])
    return answer


def _removals(month: Month) -> list[str]:
    """How many were removed under each rule, in the order of the rules."""
    return [shown(month.figures.removed.get(rule, 0)) for rule in REMOVABLE_UNDER]
