"""Small answers to the script of the story form. Each needs the right to change stories."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from articles import editing
from articles.admin import proposals
from articles.admin.states import publication_words
from articles.models import Author, Speaker, Story, Tag
from newsroom.accounts.models import User

_SUGGESTIONS = 10
_NAMED: dict[str, type[Author] | type[Speaker] | type[Tag]] = {
    "authors": Author,
    "speakers": Speaker,
    "tags": Tag,
}


def refuse_reader(request: HttpRequest) -> User:
    """The editor who asks; raises PermissionDenied for everybody else."""
    if not isinstance(request.user, User) or not request.user.has_perm("articles.change_story"):
        raise PermissionDenied
    return request.user


@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes that the form is still open, or with `left` that it is not; tells who else has it."""
    editor = refuse_reader(request)
    story = get_object_or_404(Story.objects.only("pk"), pk=pk)
    if "left" in request.POST:
        editing.close_form(story, editor)
        return HttpResponse(status=204)
    editing.open_form(story, editor)
    return JsonResponse({"others": editing.notices_of_others(story, editor)})


@require_POST
def find_quotes(request: HttpRequest) -> HttpResponse:
    """Proposes the quotations of the posted `body` that are not among the posted `known` words."""
    refuse_reader(request)
    body = request.POST.get("body", "")
    return JsonResponse({"quotes": proposals.find(body, request.POST.getlist("known"))})


@require_GET
def names(request: HttpRequest, kind: str) -> HttpResponse:
    """Names of speakers, authors or tags that hold the words of `q`."""
    refuse_reader(request)
    if kind not in _NAMED:
        raise Http404("No such names.")
    found = _NAMED[kind]._default_manager.all()
    for word in request.GET.get("q", "")[:120].split():
        found = found.filter(name__icontains=word)
    return JsonResponse({"names": list(found.values_list("name", flat=True)[:_SUGGESTIONS])})


@require_GET
def publication_time(request: HttpRequest) -> HttpResponse:
    """The newsroom's time `at` in words, with how far off it is."""
    refuse_reader(request)
    try:
        at = parse_datetime(request.GET.get("at", ""))
    except ValueError:
        at = None
    if at is None:
        return HttpResponseBadRequest("No date and time.")
    aware = timezone.make_aware(at) if timezone.is_naive(at) else at
    return JsonResponse({"words": publication_words(aware)})
