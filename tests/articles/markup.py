"""Reading a page's HTML in tests."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.test.html import Element, parse_html


class Page:
    """A response as a tree of elements."""

    def __init__(self, response: HttpResponse) -> None:
        self.root = parse_html(response.content.decode())

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of that name in reading order that have these attributes (`class_` for class:
        one of its names)."""
        return [one for one in _walk(self.root) if one.name == tag and _fits(one, attributes)]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        """What readers read in those elements."""
        return [text(one) for one in self.all(tag, **attributes)]


def text(element: Element | str) -> str:
    """The text of an element, its spaces made one."""
    if isinstance(element, str):
        return element
    return " ".join(" ".join(text(child) for child in element.children).split())


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, "" without one."""
    return str(dict(element.attributes).get(name) or "")


def inside(element: Element, tag: str) -> list[Element]:
    return [one for one in _walk(element) if one.name == tag and one is not element]


def _walk(element: Element) -> Iterator[Element]:
    if element.name:
        yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _walk(child)


def _fits(element: Element, wanted: dict[str, str]) -> bool:
    if "class_" in wanted and wanted["class_"] not in attribute(element, "class").split():
        return False
    return all(
        attribute(element, name) == value for name, value in wanted.items() if name != "class_"
    )
