"""Lowering the letters of a shouted comment."""

import pytest

from comments.screening import lower_letters, screen

NAMES = frozenset(("Hartford", "Luke Bronin", "Park Street"))


@pytest.mark.parametrize(
    ("shouted", "lowered"),
    [
        ("THE MAYOR IS RIGHT. I AGREE!", "The mayor is right. I agree!"),
        ("ICE AND THE FBI CAME TO HARTFORD", "ICE and the FBI came to Hartford"),
        ("LUKE BRONIN WAS ON PARK STREET", "Luke Bronin was on Park Street"),
        ("I'M SURE IT WASN'T US", "I'm sure it wasn't us"),
        ("“STOP,” HE SAID. “NOW.”", "“Stop,” he said. “Now.”"),
        ("GO HOME\nNOW", "Go home\nNow"),
        ("BRONIN'S LETTER", "Bronin's letter"),
        ("Quiet words stay. SO THERE", "Quiet words stay. So there"),
    ],
)
def test_shouting_is_lowered_as_a_copy_editor_would(shouted: str, lowered: str) -> None:
    assert lower_letters(shouted, NAMES) == lowered


def test_a_lowered_comment_is_not_nudged_again() -> None:
    shouted = "THE NAACP AND THE MAYOR OF HARTFORD SHOULD SIT DOWN AND TALK ABOUT THIS"
    assert screen(shouted) == "nudge"
    assert screen(lower_letters(shouted, NAMES)) == "allow"


def test_lowering_twice_changes_nothing_more() -> None:
    once = lower_letters("WHO KNEW? THE DOT DID, AND SO DID I.")
    assert lower_letters(once) == once
