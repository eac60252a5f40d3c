"""What is new to a reader: marks since the last visit, and the number of newer comments."""

import pytest
from django.test import Client

from comments.models import Visit
from newsroom.accounts.models import User
from tests.comments.talking import open_story, page, shown
from tests.factories import make_comment

pytestmark = pytest.mark.django_db
NEW = '<span class="bdg bdg--new">New</span>'


def test_nothing_is_marked_at_the_first_visit_and_what_came_since_at_the_next(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    root = make_comment(story, teo)
    client.force_login(dolores)
    assert NEW not in page(client, story)
    make_comment(story, teo, "Newer.", parent=root)
    make_comment(story, dolores, "Her own.")
    assert page(client, story).count(NEW) == 1
    assert NEW not in page(client, story)


def test_a_look_at_older_comments_makes_nothing_new_again(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    made = [make_comment(story, teo) for _ in range(55)]
    client.force_login(dolores)
    page(client, story)
    page(client, story, f"?after={made[3].pk}")
    assert NEW not in page(client, story)
    assert Visit.objects.get().seen == made[-1].pk


def test_a_reader_who_is_not_logged_in_leaves_no_trace(client: Client, teo: User) -> None:
    story = open_story()
    make_comment(story, teo)
    page(client, story)
    assert not Visit.objects.exists()


def test_a_page_asks_how_many_came_since_and_mostly_hears_nothing_new(
    client: Client, teo: User
) -> None:
    story = open_story()
    last = make_comment(story, teo)
    make_comment(story, teo, status="held")
    address = f"/stories/{story.pk}/comments/newer/?since={last.pk}"
    first = client.get(address)
    assert first.json() == {"newer": 0}
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_comment(story, teo)
    changed = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (changed.status_code, changed.json()) == (200, {"newer": 1})


def test_more_than_ninety_nine_are_not_counted_further(client: Client, teo: User) -> None:
    story = open_story()
    for _ in range(105):
        make_comment(story, teo)
    assert client.get(f"/stories/{story.pk}/comments/newer/?since=0").json() == {"newer": 100}


@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 30, "١٢"])
def test_a_question_that_makes_no_sense_counts_from_the_beginning(
    client: Client, teo: User, since: str
) -> None:
    story = open_story()
    make_comment(story, teo)
    address = f"/stories/{story.pk}/comments/newer/"
    assert client.get(address, {"since": since}).json() == {"newer": 1}


def test_the_newest_comment_is_new_only_once_however_the_page_is_sorted(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    made = [make_comment(story, teo) for _ in range(3)]
    client.force_login(dolores)
    assert shown(page(client, story, "?sort=oldest")) == [c.pk for c in made]
    assert NEW not in page(client, story, "?sort=respected")
