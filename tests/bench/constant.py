"""What pages are measured beside: the same bytes from nothing but a server, and from plain Django.

Both read the bytes from the file that CONSTANT names.
"""

import os
from pathlib import Path
from typing import Any

BODY = Path(os.environ["CONSTANT"]).read_bytes()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def bare(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """A WSGI application that does nothing."""
    start_response("200 OK", [*HEADERS])
    return [BODY]


def django() -> Any:
    """A Django without middleware whose one view returns a constant."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(BODY)

    settings.configure(
        ALLOWED_HOSTS=["*"], SECRET_KEY="bench", ROOT_URLCONF=(path("", view),), MIDDLEWARE=[]
    )
    return get_wsgi_application()
