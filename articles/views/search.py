"""Search."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.search import find, spelling

LARGEST_KEY = 2**63 - 1


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form, and under it the stories that hold all the words of `?q=`, newest first."""
    q = request.GET.get("q", "").replace("\0", "").strip()
    results = find(q, cursor(request.GET.get("after", "")))
    lost = bool(q) and not results.count
    context = {
        "q": q,
        "results": results,
        "lost": lost,
        "spelling": spelling(results.words) if lost else "",
    }
    return render(request, "articles/search.html", context)


def cursor(after: str) -> int | None:
    """The key in `?after=`; raises Http404 for one that this site never made."""
    if not after:
        return None
    try:
        key = int(after)
    except ValueError as error:
        raise Http404("There is no such page.") from error
    if abs(key) > LARGEST_KEY:
        raise Http404("There is no such page.")
    return key
