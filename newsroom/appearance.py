"""Light or dark: the reader's choice, in a cookie that says just that. And the site's icon."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from newsroom.context import THEMES

YEAR = 60 * 60 * 24 * 365


# It changes nothing but the color of a page, and every cached page carries the form.
@csrf_exempt
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the choice for a year, or forgets it, and goes back to the page it was made on."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            settings.THEME_COOKIE_NAME,
            theme,
            YEAR,
            samesite="Lax",
            secure=settings.SECURE,
            httponly=True,
        )
    else:
        response.delete_cookie(settings.THEME_COOKIE_NAME, samesite="Lax")
    return response


def favicon(request: HttpRequest) -> HttpResponse:
    """The leaf, for programs that ask for the old name without reading a page."""
    return HttpResponseRedirect(static("img/leaf.svg"))
