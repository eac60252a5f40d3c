"""Whatever comes in: a story or a WireError, and no quotation that is not in the text."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.wire import Quote, WireError, decode, find_quotes, parse

FRAGMENTS = (
    "said told wrote added the The a letter statement Smith Jones Ann Mayor mayor police she he "
    "who according to , . ? ! : ; -- — ( ) as saying called \" “ ” ‘ ’ ' « » '' `` (3) comments "
    "6'2\" U.S. date 2019-06-24 HARTFORD, CT (WFSB) McDonald de la Cruz Jr. and but “We ” said. \n"
)
WORDS = st.sampled_from(FRAGMENTS.split(" "))
COPY = st.lists(WORDS, max_size=60).map(" ".join)


def stands_in(quote: Quote, paragraphs: list[str]) -> bool:
    """Whether a quotation's words stand, part after part, in its paragraph and those after it."""
    rest = " ".join(paragraphs[quote.paragraph :])
    for word in quote.text.split():
        _, found, rest = rest.partition(word)
        if not found:
            return False
    return True


@settings(max_examples=150, deadline=None)
@given(COPY)
def test_wire_copy_of_any_kind_is_a_story_or_a_wire_error(copy: str) -> None:
    try:
        story = parse(" date 2019-06-24 HARTFORD, CT (WFSB) -- " + copy)
    except WireError:
        return
    assert all(stands_in(quote, list(story.paragraphs)) for quote in story.quotes)
    assert all(not quote.certain or quote.speaker for quote in story.quotes)
    for one, other in itertools.pairwise(story.quotes):
        assert one.paragraph <= other.paragraph


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_story_or_a_wire_error(text: str) -> None:
    try:
        assert parse(text).paragraphs
    except WireError:
        return


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_wire_error(raw: bytes) -> None:
    try:
        assert isinstance(decode(raw), str)
    except WireError:
        return


@settings(max_examples=100, deadline=None)
@given(st.lists(COPY.map(lambda text: " ".join(text.split())), max_size=4))
def test_quotes_of_bare_paragraphs_stand_in_their_paragraphs(paragraphs: list[str]) -> None:
    assert all(stands_in(quote, paragraphs) for quote in find_quotes(paragraphs))
