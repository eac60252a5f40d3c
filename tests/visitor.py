"""Somebody who visits a site that is served by a process of its own, and keeps its cookies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@dataclass(frozen=True)
class Page:
    """An answer."""

    status: int
    text: str
    location: str

    def hidden(self, form: str) -> dict[str, str]:
        """What the form with this id sends of itself."""
        inside = self.text.partition(f'id="{form}"')[2].partition("</form>")[0]
        return dict(_HIDDEN.findall(inside))


@dataclass
class Visitor:
    """Each request has a connection of its own. `host` and `port` are what is asked."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"

    def get(self, path: str) -> Page:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Page:
        return self._ask("POST", path, urlencode(fields))

    def comments(self, story: str, pk: int, body: str) -> Page:
        """Opens the story, and posts a comment by its form."""
        fields = self.get(story).hidden("comment-form")
        return self.post(f"/stories/{pk}/comments/", {**fields, "body": body})

    def _ask(self, method: str, path: str, body: str | None) -> Page:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for given in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(given).items()}
        return Page(answer.status, text, answer.headers.get("Location", ""))
