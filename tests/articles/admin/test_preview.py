"""A preview link opens one story for whoever holds it, for three days."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.models import Story
from articles.previews import preview_path
from tests.articles.admin.conftest import change_url
from tests.factories import make_story


def test_the_form_gives_a_link_that_works_without_an_account(
    client: Client, desk: Client, draft: Story
) -> None:
    link = desk.get(change_url(draft)).context["desk"]["preview"]
    answer = Client().get(link.removeprefix("http://testserver"))
    assert answer.status_code == 200
    assert "Council hears neighbors" in answer.content.decode()


def test_a_preview_stays_out_of_searches_caches_and_referrers(client: Client, draft: Story) -> None:
    answer = client.get(preview_path(draft))
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_preview_ends_after_72_hours(client: Client, draft: Story) -> None:
    link, now = preview_path(draft), timezone.now()
    with time_machine.travel(now + timedelta(hours=71)):
        assert client.get(link).status_code == 200
    with time_machine.travel(now + timedelta(hours=73)):
        answer = client.get(link)
    assert answer.status_code == 410
    assert "Ask the newsroom for a new one" in answer.content.decode()


@pytest.mark.parametrize("forged", ["1", "1:abc:def", "x" * 300])
def test_a_forged_preview_is_not_found(client: Client, draft: Story, forged: str) -> None:
    assert client.get(f"/preview/{forged}/").status_code == 404


def test_a_link_opens_its_own_story_only(client: Client, draft: Story) -> None:
    other = make_story("Other")
    number, rest = preview_path(draft).removeprefix("/preview/").split(":", 1)
    assert client.get(f"/preview/{other.pk}:{rest}").status_code == 404
    assert number == str(draft.pk)
