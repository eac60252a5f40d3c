"""A part of a page that is kept is printed again as soon as a value that it names is another."""

from typing import Any

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Section
from newsroom.templatetags.kept import KeptNode, plain

PLAIN = st.none() | st.booleans() | st.integers(-1, 2) | st.sampled_from(["", "1", "<b>", "None"])


class Part:
    """A template with a kept part, which counts how often that is printed."""

    def __init__(self, text: str) -> None:
        self.printed = 0
        inside = "{{ counted }}" + text
        self.template = Template("{% load kept %}{% kept a b %}" + inside + "{% endkept %}")

    def counted(self) -> str:
        self.printed += 1
        return ""

    def __call__(self, **values: Any) -> str:
        return self.template.render(Context({**values, "counted": self.counted}))


def test_the_same_values_print_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # As it is outside of tests, where nothing is printed again to be compared.
    monkeypatch.setattr(KeptNode, "render", KeptNode.render.__wrapped__)
    part = Part("{{ a }} and {{ b }}")
    for _ in range(3):
        assert part(a=1, b="<x>") == "1 and &lt;x&gt;"
    assert part.printed == 1
    assert part(a=1, b="y") == "1 and y"
    assert part.printed == 2


def test_two_places_do_not_share_what_they_keep() -> None:
    assert (Part("one")(a=1), Part("other")(a=1)) == ("one", "other")


@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=8))
def test_it_prints_what_it_would_print_without_being_kept(pairs: list[tuple[Any, Any]]) -> None:
    text = "{{ a }}|{% if b %}yes{% endif %}|{{ b }}"
    part = Part(text)
    for a, b in pairs:
        assert part(a=a, b=b) == Template(text).render(Context({"a": a, "b": b}))


@pytest.mark.parametrize(
    "value",
    [Section(pk=1), (Section(pk=1),), [1], {"a": 1}, object()],
    ids=lambda v: type(v).__name__,
)
def test_a_value_that_does_not_tell_what_it_prints_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="does not tell"):
        plain(value)


def test_numbers_and_truths_are_told_apart() -> None:
    assert len({plain(value) for value in (1, True, 1.0, "1", (1,), None)}) == 6
