"""Second readings: one at a time, blind; afterwards the two decisions side by side."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from comments import second_reads, shifts
from comments.cards import marked
from comments.models import Act, SecondRead
from comments.views.loading import person
from comments.views.moderators.door import for_moderators, page
from comments.views.moderators.forms import KEEP, NO_SAY, SecondReadForm
from comments.views.moderators.queue import decision_context


@require_safe
@for_moderators
def read_one(request: HttpRequest) -> HttpResponse:
    """The oldest that waits for this moderator, without what was decided."""
    return _to_read(request, second_reads.next_for(person(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderators
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps an answer; shows it to its reader, beside what the first moderator did."""
    reader = person(request)
    related = ("decision__comment__parent", "decision__comment__story__section")
    read = get_object_or_404(SecondRead.objects.select_related(*related), pk=pk)
    if request.method == "POST" and read.reader_id != reader.pk:
        return _keep(request, read)
    own = get_object_or_404(SecondRead.objects.select_related(*related), pk=pk, reader=reader)
    context = {
        "title": "Read twice",
        "read": own,
        "comment": own.decision.comment,
        "removed_first": own.decision.act == Act.REMOVE,
        "is_same": _is_same(own),
        "more": second_reads.waiting(reader).exists(),
    }
    return page(request, "second_answered.html", context)


def _keep(request: HttpRequest, read: SecondRead) -> HttpResponse:
    reader, form = person(request), SecondReadForm(request.POST)
    if not form.is_valid():
        is_theirs = second_reads.waiting(reader).filter(pk=read.pk).exists()
        return _to_read(request, read if is_theirs else None, form, status=422)
    would = form.cleaned_data["would"]
    act = {KEEP: Act.PUBLISH.value, NO_SAY: ""}.get(would, Act.REMOVE.value)
    if not second_reads.answer(read, reader, act, would):
        messages.error(request, "Nothing was kept: this one is not open to you any more.")
        return HttpResponseRedirect(reverse("admin:desk_second"), status=303)
    shifts.keep_up(reader)
    if would == NO_SAY:
        messages.success(request, "It is left out of the figures.")
        return HttpResponseRedirect(reverse("admin:desk_second"), status=303)
    return HttpResponseRedirect(reverse("admin:desk_second_read", args=[read.pk]), status=303)


def _to_read(
    request: HttpRequest, read: SecondRead | None, form: Any = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"title": "Second reading", "read": read, "form": form}
    if read is not None:
        findings, reports = second_reads.evidence(read)
        comment = read.decision.comment
        context |= {
            "comment": comment,
            "findings": findings,
            "reports": reports,
            "pieces": marked(comment.body, findings),
            "keep": KEEP,
            "no_say": NO_SAY,
            **decision_context(request),
        }
    return page(request, "second.html", context, status=status)


def _is_same(read: SecondRead) -> bool:
    removed_first = read.decision.act == Act.REMOVE
    if read.act != Act.REMOVE:
        return not removed_first
    return removed_first and read.rule == read.decision.rule
