"""What waits in the discussion, as figures for `/metrics`."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils import timezone

from comments.models import Case, Closure, Notice
from newsroom.metrics import Figure, figures


@figures
def waiting() -> Iterator[Figure]:
    """The desk's queue, mail that is due and accounts to be closed. Three queries by indexes."""
    now = timezone.now()
    desk = Case.objects.filter(closed_at=None).aggregate(count=Count("pk"), oldest=Min("opened_at"))
    mail = Notice.objects.filter(mailed_at=None, mail_at__lte=now)
    due = mail.aggregate(count=Count("pk"), oldest=Min("mail_at"))
    yield Figure("newsroom_cases_open", "Cases that wait for a moderator.", desk["count"])
    oldest = (now - desk["oldest"]).total_seconds() if desk["oldest"] else 0
    yield Figure("newsroom_case_oldest_seconds", "How long the oldest has waited.", oldest)
    yield Figure("newsroom_mail_due", "Mails that should have gone out.", due["count"])
    late = (now - due["oldest"]).total_seconds() if due["oldest"] else 0
    yield Figure("newsroom_mail_oldest_seconds", "How long the oldest has been due.", late)
    closures = Closure.objects.filter(due_at__lte=now).count()
    yield Figure("newsroom_closures_due", "Accounts that should be closed by now.", closures)
