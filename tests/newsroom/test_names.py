"""Public names: look-alikes collide, different names do not, nobody poses as the newsroom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.accounts.names import KEY_LENGTH, complaint, is_plain, name_key, tidy

SITE = "The Charter Oak"

ALIKE = [
    ("Ann", "ANN"),
    ("Ann", "Änn"),
    ("Glen T.", "GlenT"),
    ("Ivan", "lvan"),
    ("Ivan", "1van"),
    ("Bernie", "Bemie"),
    ("Viv", "Vi\u2174"),  # a Roman numeral
    ("Coco", "Сосо"),  # all Cyrillic
    ("BOB", "ΒΟΒ"),  # all Greek
    ("Bob", "Ｂｏｂ"),  # full width
    ("Lukasz", "Łukasz"),
    ("Olga", "Øłga"),
    ("Tina", "ᴛɪɴᴀ"),
    ("Андрей", "АНДРЕЙ"),
    ("Ωmega", "ωmega"),
    ("שָׁלוֹם", "שלום"),  # with and without vowel points
    ("Room 0", "Room O"),
]
DIFFERENT = [
    ("Ann", "Anne"),
    ("Sam", "Sami"),
    ("Jon", "John"),
    ("Андрей", "Алексей"),
    ("Вера", "Нина"),
    ("محمد", "أحمد"),
    ("李明", "王明"),
    ("मीना", "मानी"),  # the same consonants, other vowel signs
    ("かな", "がな"),
    ("김철수", "김영희"),
    ("กุ", "กู"),
    ("Νίκη", "Ελένη"),
]
ALLOWED = [
    "Dolores V.", "Mary-Jo O’Neil", "Marisol Quiñones", "José & Ana", "Nguyễn Văn An",
    "Badminton Bob",
    "Андрей Петров", "محمد علي", "李明", "田中さん", "山田 Taro", "मीना", "김철수",
    "Δέσποινα", "Readers’ Ann",
]  # fmt: skip
REFUSED = [
    "x",
    "x" * 41,
    "42",
    "...",
    "Bob\u202etxt",  # turns the text around
    "Bo\u200bb",  # zero width
    "Bob\u00adby",  # soft hyphen
    "Bob\ue000",  # private
    "Bob\x07by",
    "Z\u0327\u0321\u0322a",  # stacked marks
    "\u0301Bob",
    "😀 Joe",
    "<b>Joe</b>",
    "Вill",  # Cyrillic and Latin
    "Ѕаm Okafor",
    "NΙΚΗ",
    "Admin",
    "ᴀᴅᴍɪɴ",
    "аdmin",
    "The Editor",
    "Editor-in-Chief",
    "Moderator 2",
    "moderator2",
    "Newsroom",
    "Staff",
    "STAFF",
    "Anonymous",
    "The Charter Oak",
    "The Chаrter Oak Desk",
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_alike_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ALLOWED)
def test_a_name_of_any_one_alphabet_is_welcome(name: str) -> None:
    assert complaint(tidy(name), SITE) == ""


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_hides_stacks_mixes_or_poses_is_refused(name: str) -> None:
    assert complaint(tidy(name), SITE)


def test_a_name_is_kept_in_one_line_and_composed() -> None:
    assert tidy("  Jose\u0301\n  Ana ") == "José Ana"


@given(st.text(max_size=60))
def test_a_key_never_depends_on_case_or_outer_space_and_always_fits(text: str) -> None:
    key = name_key(text)
    assert len(key) <= KEY_LENGTH
    assert name_key(f" {text.casefold()} ") == key


@given(st.text(max_size=60))
def test_a_plain_name_prints_on_one_line(text: str) -> None:
    name = tidy(text)
    assert not is_plain(name) or name.isprintable()
