"""A stencil prints what its template prints, whatever the values."""

from typing import Any

import pytest
from django.template import engines
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from newsroom import stencil
from newsroom.stencil import Stencil

TEMPLATE = engines["django"].from_string(
    "{{ name }}{% if is_loud %}!{% endif %}{% if town %} of {{ town }}{% endif %}"
    " <a href=\"{% url 'comment' pk %}\">100%</a> {{ count }}"
)
VALUES = st.fixed_dictionaries(
    {
        "name": st.text(min_size=1, max_size=12) | st.just(SafeString("<b>bold</b>")),
        "town": st.none() | st.text(max_size=8) | st.just("\ue0000\ue001%(pk)s {{ pk }}"),
        "pk": st.integers(1, 2**63 - 1),
        "count": st.integers(0, 3),
    }
)


@pytest.fixture(scope="module")
def one() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stencil, "get_template", lambda _name: TEMPLATE)
        yield Stencil("a template")


@given(st.booleans(), VALUES)
def test_it_prints_what_its_template_prints(one: Stencil, is_loud: bool, values: Any) -> None:
    assert one({"is_loud": is_loud}, values) == TEMPLATE.render({"is_loud": is_loud, **values})


def test_shapes_that_never_repeat_fill_no_memory(
    one: Stencil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stencil, "MOST_SHAPES", 5)
    monkeypatch.setattr(one, "_cut", {})
    values = {"name": "Ada", "town": "", "pk": 7, "count": 1}
    for number in range(20):
        assert "Ada!" in one({"is_loud": number + 1}, values)
    assert len(one._cut) <= 5
