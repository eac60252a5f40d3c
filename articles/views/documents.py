"""Documents for machines: XML and plain text that a client asks for again and again."""

import re
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

ATOM = "application/atom+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
# Signs that XML 1.0 cannot hold in any form (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def document(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    content_type: str,
    *,
    modified: datetime | None = None,
    max_age: int = 300,
) -> HttpResponse:
    """The template as a document, or 304 when the client has it already.

    In: `modified` for Last-Modified; `max_age` in seconds, for how long nobody need ask again.
    The ETag is made from the content, so whatever changes it is noticed.
    """
    content = _NOT_XML.sub("", render_to_string(template, context)).strip() + "\n"
    response = HttpResponse(content, content_type=content_type)
    response.headers["Cache-Control"] = f"public, max-age={max_age}"
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:20]}"'
    stamp = int(modified.timestamp()) if modified else None
    if stamp is not None:
        response.headers["Last-Modified"] = http_date(stamp)
    return get_conditional_response(request, response.headers["ETag"], stamp, response) or response
