"""Reads an answer as a browser would and tells what in it a stranger's string has become.

Of the site's own pages it is known that no element runs a script but by `src`, that nothing has an
inline style or handler, and that nothing is loaded from or sent to another site. So any of these is
a fault, whatever string it came from, and one that breaks out of its place shows as one of them.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.http import HttpResponse

from tests.security.strings import MARK

_FORBIDDEN = frozenset(
    (
        "animate", "applet", "base", "embed", "foreignobject", "frame", "iframe", "marquee", "math",
        "mglyph", "noscript", "object", "portal", "style", "template",
    )
)  # fmt: skip
# Where an address is loaded, sent to or gone to.
_ADDRESSES = frozenset(
    ("href", "src", "action", "formaction", "poster", "data", "xlink:href", "ping", "background")
)
_SAFE_SCHEMES = frozenset(("", "http", "https", "mailto"))
_OWN_HOSTS = frozenset(("", "testserver", "localhost", "127.0.0.1"))
_DATA = frozenset(("application/ld+json", "application/json"))
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9:_-]*", re.ASCII)
_SKIPPED_BY_BROWSERS = re.compile(r"[\x00-\x20]")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _FORBIDDEN or MARK in tag or not tag.replace("-", "").isalnum():
            self.faults.append(f"<{tag}> is none of ours")
        if tag == "meta" and "http-equiv" in given:
            self.faults.append("<meta http-equiv>")
        for name, value in given.items():
            self._judge(tag, name, value)
        self._script = None
        if tag == "script" and "src" not in given:
            self._script = given.get("type", "")
            if self._script not in _DATA:
                self.faults.append("a script without src")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script in _DATA and data.strip():
            self._judge_json(data)

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.faults.append(f"a comment holds it: {data[:60]!r}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"an instruction: {data[:60]!r}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a declaration: {data[:60]!r}")

    def _judge(self, tag: str, name: str, value: str) -> None:
        if not _ATTRIBUTE.fullmatch(name) or MARK in name:
            self.faults.append(f"<{tag}> has an attribute {name!r}")
        if name.startswith("on") or name in ("style", "srcdoc"):
            self.faults.append(f"<{tag} {name}={value[:60]!r}>")
        if name in _ADDRESSES and tag != "input":
            self._judge_address(tag, name, value)

    def _judge_address(self, tag: str, name: str, value: str) -> None:
        bare = _SKIPPED_BY_BROWSERS.sub("", value).replace("\\", "/")
        try:
            parts = urlsplit(bare)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() not in _SAFE_SCHEMES:
            self.faults.append(f"<{tag} {name}={value[:60]!r}> runs or leads astray")
        # A comment may link to another site; nothing is loaded from there or sent there.
        elif tag != "a" and (parts.hostname or "") not in _OWN_HOSTS:
            self.faults.append(f"<{tag} {name}={value[:60]!r}> is not ours")

    def _judge_json(self, data: str) -> None:
        try:
            json.loads(data)
        except ValueError:
            self.faults.append("a data block is no JSON")
        if "<" in data:
            self.faults.append("a data block holds a <")


def faults(response: HttpResponse) -> list[str]:
    """What is wrong with the answer; nothing if all is well."""
    found = _of_headers(response)
    if response.status_code >= 500:
        return [*found, f"it answers {response.status_code}"]
    if getattr(response, "streaming", False):
        return found
    kind = response.headers.get("Content-Type", "")
    text = response.content.decode()
    if "html" in kind:
        found += _of_html(text)
    elif "xml" in kind:
        found += _of_xml(text)
    elif "json" in kind:
        json.loads(text)
    return found


def _of_headers(response: HttpResponse) -> list[str]:
    found = [
        f"the header {name} holds a line break"
        for name, value in response.headers.items()
        if "\n" in value or "\r" in value
    ]
    if any(MARK in name.lower() for name in (*response.headers, *response.cookies)):
        found.append("it became a header or a cookie")
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        found.append("it has no strict Content-Security-Policy")
    target = response.headers.get("Location", "").replace("\\", "/")
    try:
        foreign = (urlsplit(target).hostname or "") not in _OWN_HOSTS or target.startswith("//")
    except ValueError:
        foreign = True
    return [*found, f"it sends away to {target[:80]}"] if foreign else found


def _of_html(text: str) -> list[str]:
    page = _Page()
    page.feed(text)
    page.close()
    return page.faults


def _of_xml(text: str) -> list[str]:
    """Well formed, without a document type; what a feed calls HTML is judged as HTML."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return ["the document declares entities"]
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - our own, judged above
    except ElementTree.ParseError as error:
        return [f"it is no XML: {error}"]
    htmls = [one.text or "" for one in root.iter() if one.get("type") == "html"]
    return [fault for html in htmls for fault in _of_html(html)]
