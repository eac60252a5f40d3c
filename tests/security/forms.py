"""The forms of a page, as a browser would fill and send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

from django.http import HttpResponse
from django.test import Client

URLENCODED = "application/x-www-form-urlencoded"
# What is typed into fields that a page leaves empty, so that the form is taken.
TYPED = {
    "email": "rosa@example.org",
    "name": "Rosa Lind",
    "town": "Frog Hollow",
    "password1": "correct horse battery",
    "rules": "on",
    "body": "The bridge needs a second lane, and the council knows it.",
    "note": "Please look at this.",
    "text": "I said what is so.",
    "reason": "Please mind the rules.",
    "headline": "Council hears neighbors",
}
_BUTTONS = frozenset(("submit", "button", "image", "reset"))


@dataclass
class Form:
    """Where it goes and what it holds; `texts` are the fields that somebody can write into."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        return self.action, tuple(self.texts)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._address = address
        self._form: Form | None = None
        self._select = self._textarea = ""
        self._chosen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self._address, given.get("action", ""))
            self._form = Form(action.partition("#")[0], given.get("method", "get").lower())
            self.forms.append(self._form)
            self._chosen = set()
        if self._form is None:
            return
        name, kind = given.get("name", ""), given.get("type", "text").lower()
        if tag == "button" or (tag == "input" and kind in _BUTTONS):
            self._form.buttons.append((name, given.get("value", "")))
        elif tag == "input" and name and kind != "file":
            self._input(self._form, name, kind, given)
        elif tag == "textarea" and name:
            self._form.values.append((name, ""))
            self._form.texts.append(name)
            self._textarea = name
        elif tag == "select" and name:
            self._select = name
            self._form.texts.append(name)
        elif tag == "option" and self._select:
            self._option(self._form, given)

    def handle_data(self, data: str) -> None:
        if self._form and self._textarea:
            name, value = self._form.values.pop()
            self._form.values.append((name, value + data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._textarea:
            if self._form:  # the line break that may stand first is none of the text's
                name, value = self._form.values.pop()
                self._form.values.append((name, value.removeprefix("\n")))
            self._textarea = ""

    def _input(self, form: Form, name: str, kind: str, given: dict[str, str]) -> None:
        if name == "csrfmiddlewaretoken":
            form.values.append((name, given.get("value", "")))
            return
        if kind in ("checkbox", "radio"):
            if "checked" in given or (kind == "radio" and name not in self._chosen):
                form.values = [one for one in form.values if kind == "checkbox" or one[0] != name]
                form.values.append((name, given.get("value", "on")))
                self._chosen.add(name)
        else:
            form.values.append((name, given.get("value", "")))
        if name not in form.texts:
            form.texts.append(name)

    def _option(self, form: Form, given: dict[str, str]) -> None:
        value = given.get("value", "")
        known = any(name == self._select for name, _ in form.values)
        if "selected" in given or (value and not known):
            form.values = [one for one in form.values if one[0] != self._select]
            form.values.append((self._select, value))


def forms_on(response: HttpResponse, address: str) -> list[Form]:
    """The forms of an HTML page, at the address it was read at."""
    if "html" not in response.headers.get("Content-Type", ""):
        return []
    reader = _Reader(address)
    reader.feed(response.content.decode())
    return reader.forms


def send(client: Client, form: Form, changed: dict[str, str], button: int = 0) -> HttpResponse:
    """Sends the form with some of its fields changed, pressing one of its buttons."""
    values = dict(form.values)
    for name, value in values.items():
        values[name] = changed.get(name, value or TYPED.get(name.rpartition("-")[2], ""))
    values |= changed
    if form.buttons and form.buttons[button % len(form.buttons)][0]:
        values |= dict([form.buttons[button % len(form.buttons)]])
    body = urlencode(values, errors="surrogatepass")
    if form.method == "post":
        return client.post(form.action, body, content_type=URLENCODED)
    bare = form.action.partition("?")[0]
    return client.generic("GET", bare, QUERY_STRING=body)
