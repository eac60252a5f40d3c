"""Writing: post, reply, edit, withdraw. Every form works without JavaScript.

A request with the header `X-Fragment` gets the piece of the page that changed, not a page.
"""

from __future__ import annotations

from math import ceil

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from articles.changes import changes
from articles.models import Story
from comments import composing, standing, submission
from comments.composing import Composer
from comments.forms import CommentForm
from comments.judging import names_in
from comments.models import Comment, Status
from comments.screening import lower_letters
from comments.submission import Entry, Outcome, Refusal
from comments.views.loading import answerable, own_comment, person, public_story, seen_comment
from newsroom.ratelimit import Allowance, Limit, address_key, demand, give_back, take

# "That is five comments in ten minutes" (DESIGN section 7).
POSTS = Limit(5, 600)
# A text that is sent back to be mended does not count as a comment, so many times.
SENT_BACK = Limit(20, 600)
EDITS = Limit(20, 600)
WITHDRAWALS = Limit(60, 600)
KEPT_FOR_STRANGERS = Limit(10, 600)
REFUSALS = {
    Refusal.CLOSED: "This discussion takes no more comments",
    Refusal.SAME: "You already posted this",
    Refusal.BARRED: "You cannot post now. Your text is kept here",
    Refusal.LATE: "The 10 minutes for editing are over. You can delete it or add a reply.",
}


@require_POST
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A new comment: 303 to it; 422 with the form and the reason; 429 when too fast."""
    parent = _parent(request, pk)
    story = parent.story if parent else public_story(pk)
    if not request.user.is_authenticated:
        return _log_in_first(request, story, parent)
    form = CommentForm(request.POST)
    composer = _composer(request, story, parent)
    if not form.is_valid():
        composer.problem = str(next(iter(form.errors.values()))[0])
        return _send_back(request, composer)
    if "lower" in request.POST:
        composer.body = lower_letters(form.cleaned_data["body"], names_in(story))
        return _send_back(request, composer, status=200)
    used = ("comment", person(request).pk)
    if not (allowance := take(used, POSTS)).ok:
        return _too_fast(request, composer, allowance)
    entry = Entry(
        story=story,
        author=person(request),
        parent=parent,
        revision=composer.revision,
        **form.cleaned_data,
    )
    outcome = submission.submit(entry)
    if outcome.comment is None and take(("sent back", *used), SENT_BACK).ok:
        give_back(used)
    return _answer(request, composer, outcome)


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The page on which a comment is answered; after logging in, where that is needed."""
    parent = seen_comment(pk, request)
    if parent.status != Status.PUBLISHED:
        return HttpResponseRedirect(reverse("comment", args=[parent.pk]))
    if not request.user.is_authenticated:
        return HttpResponseRedirect(
            f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        )
    composer = composing.fresh(request.session, parent.story, parent)
    composer.sanction = standing.barred_by(person(request))
    return render(request, _template(request), {"composer": composer})


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes one's own comment within ten minutes."""
    comment = own_comment(pk, request)
    composer = Composer(comment.story, editing=comment, body=comment.body, kind=comment.kind)
    if not submission.is_editable(comment):
        composer.problem = REFUSALS[Refusal.LATE]
        return _send_back(request, composer)
    if request.method == "GET":
        return render(request, _template(request), {"composer": composer})
    form = CommentForm(request.POST)
    composer.body = request.POST.get("body", "")
    if not form.is_valid():
        composer.problem = str(next(iter(form.errors.values()))[0])
        return _send_back(request, composer)
    data = form.cleaned_data
    if "lower" in request.POST:
        composer.body = lower_letters(data["body"], names_in(comment.story))
        return _send_back(request, composer, status=200)
    if not (allowance := take(("edit", person(request).pk), EDITS)).ok:
        return _too_fast(request, composer, allowance)
    return _answer(request, composer, submission.edit(comment, data["body"], data["insists"]))


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back one's own comment, after a question where there is no JavaScript to ask it.

    Raises RateLimited.
    """
    comment = own_comment(pk, request)
    if request.method == "GET":
        return render(request, "comments/withdraw.html", {"comment": comment})
    demand(("withdraw", person(request).pk), WITHDRAWALS)
    submission.withdraw(comment)
    messages.success(request, "Your comment is deleted. Replies to it stay.")
    return HttpResponseRedirect(reverse("comment", args=[comment.pk]), status=303)


def _parent(request: HttpRequest, story: int) -> Comment | None:
    """The comment that is answered, if one is; 404 for one that does not stand under the story."""
    named = request.POST.get("parent", "")
    if not named:
        return None
    number = int(named) if named.isascii() and named.isdecimal() and len(named) < 19 else 0
    return answerable(number, story)


def _composer(request: HttpRequest, story: Story, parent: Comment | None) -> Composer:
    typed = request.POST
    composer = Composer(story, parent, body=typed.get("body", ""), kind=typed.get("kind", ""))
    composer.token = typed.get("token", "")[:64] or composer.token
    composer.revision = _revision(typed.get("revision", ""), story)
    return composer


def _revision(named: str, story: Story) -> int:
    """The version of the story that the form was opened at: an earlier one, or the newest."""
    is_number = named.isascii() and named.isdecimal() and len(named) < 10
    return min(int(named), story.revision) if is_number else story.revision


def _log_in_first(request: HttpRequest, story: Story, parent: Comment | None) -> HttpResponse:
    """To the log-in, and from there to the very form, with the text in it."""
    if take(("kept comment", address_key(request)), KEPT_FOR_STRANGERS).ok:
        composing.keep(request.session, story, parent, request.POST.dict())
    back = reverse("reply", args=[parent.pk]) if parent else f"{story.get_absolute_url()}#write"
    return HttpResponseRedirect(
        f"{reverse('account_login')}?{urlencode({'next': back})}", status=303
    )


def _answer(request: HttpRequest, composer: Composer, outcome: Outcome) -> HttpResponse:
    """What became of the text: where it stands now, or the form with what stands in the way."""
    if outcome.comment is not None:
        return _stored(request, outcome.comment)
    composer.verdict = outcome.verdict
    if outcome.refusal is not None:
        composer.problem = REFUSALS[outcome.refusal]
    if outcome.refusal is Refusal.BARRED:
        composer.sanction = standing.barred_by(person(request))
    return _send_back(request, composer)


def _stored(request: HttpRequest, comment: Comment) -> HttpResponse:
    held = comment.status == Status.HELD
    if "X-Fragment" in request.headers:
        context = {"comment": comment, "changes": changes(comment.story), "level": 1}
        return render(request, "comments/_posted.html", context, status=201)
    if held:
        messages.warning(request, "Your comment is waiting for a moderator. Only you can see it.")
    else:
        messages.success(request, "Your comment is posted. You can edit it for 10 minutes.")
    return HttpResponseRedirect(_place(comment), status=303)


def _place(comment: Comment) -> str:
    """A new comment on the story stands first on its page; a reply is looked for."""
    if comment.root_id is None or comment.status == Status.HELD:
        return f"{comment.story.get_absolute_url()}#comment-{comment.pk}"
    return reverse("comment", args=[comment.pk])


def _too_fast(request: HttpRequest, composer: Composer, allowance: Allowance) -> HttpResponse:
    """The form with its text, and when it can be posted."""
    composer.wait_minutes = ceil(allowance.retry_after_seconds / 60)
    response = _send_back(request, composer, status=429)
    response.headers["Retry-After"] = str(allowance.retry_after_seconds)
    return response


def _send_back(request: HttpRequest, composer: Composer, status: int = 422) -> HttpResponse:
    return render(request, _template(request), {"composer": composer}, status=status)


def _template(request: HttpRequest) -> str:
    return "comments/_form.html" if "X-Fragment" in request.headers else "comments/write.html"
