"""What all automatic mail has in common."""

from pathlib import Path
from typing import Any

import pytest

from newsroom import mail


@pytest.fixture
def template(settings: Any, tmp_path: Path) -> Path:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return tmp_path / "letter.txt"


def test_the_first_line_is_the_subject_and_gaps_are_closed(template: Path) -> None:
    template.write_text("\n  {{ what }}   happened \nFirst.\n\n\n\n\nSecond, at {{ site }}.\n\n\n")
    subject, body = mail.worded("letter.txt", {"what": "It", "site": "https://news.example.org"})
    assert subject == "It happened"
    assert body == "First.\n\nSecond, at https://news.example.org.\n"


def test_the_site_is_named_in_every_mail(template: Path, settings: Any) -> None:
    template.write_text("From {{ SITE_NAME }}\n{{ site }}")
    assert mail.worded("letter.txt", {}) == (
        f"From {settings.SITE_NAME}",
        f"{settings.SITE_URL}\n",
    )


@pytest.mark.parametrize("text", ["one\ntwo", "one\r\nBcc: two", " one \t two "])
def test_nothing_that_stands_in_a_header_breaks_its_line(text: str) -> None:
    assert mail.one_line(text).splitlines() == [" ".join(text.split())]


def test_mail_that_was_asked_for_is_ended_by_one_click(settings: Any) -> None:
    settings.SITE_URL = "https://news.example.org"
    assert mail.subscribed("notice-7", "https://news.example.org/off/") == {
        "Message-ID": "<notice-7@news.example.org>",
        "List-Unsubscribe": "<https://news.example.org/off/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
