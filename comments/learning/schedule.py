"""When a model is to be fitted again: at night, or once an erased text has put it out of use."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from comments.learning.figures import LEAST_DECISIONS, LEAST_SINCE
from comments.models import Decision, ScreeningModel

# The newsroom's own hours.
NIGHT = range(2, 6)


def due(now: datetime | None = None) -> str:
    """For what occasion a model is to be fitted now; "" for none. At most four queries."""
    now = now or timezone.now()
    models = ScreeningModel.objects.defer("table", "learned_from")
    erased = models.filter(left_because=ScreeningModel.ERASED).order_by("-left_at").first()
    if erased and not models.filter(fitted_at__gt=erased.left_at).exists():
        return f"after erasing, {erased.pk}"
    last = models.first()
    moment = timezone.localtime(now)
    occasion = f"night of {moment:%Y-%m-%d}"
    if moment.hour not in NIGHT or ScreeningModel.objects.filter(occasion=occasion).exists():
        return ""
    decided = Decision.objects.filter(moderator__isnull=False)
    wanted = LEAST_SINCE if last else LEAST_DECISIONS
    new = decided.filter(decided_at__gt=last.fitted_at) if last else decided
    return occasion if new.order_by()[:wanted].count() >= wanted else ""
