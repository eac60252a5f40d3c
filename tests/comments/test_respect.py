"""How readers stand to each other: respect, mute, badges, picks."""

import pytest
from django.test import Client

from comments.models import Comment, Ignored, Status
from newsroom.accounts.models import Badge, User
from tests.comments.talking import open_story, page, post, shown, text
from tests.factories import make_comment

pytestmark = pytest.mark.django_db


def test_respect_is_given_once_and_taken_back_by_the_same_button(
    client: Client, dolores: User, teo: User
) -> None:
    comment = make_comment(open_story(), teo)
    client.force_login(dolores)
    address = f"/comments/{comment.pk}/respect/"
    fragment = {"x-fragment": "1"}
    assert client.post(address, headers=fragment).json() == {"mine": True, "count": 1}
    assert 'aria-pressed="true">Respect 1' in page(client, comment.story)
    assert client.post(address, headers=fragment).json() == {"mine": False, "count": 0}
    response = client.post(address)
    assert (response.status_code, response["Location"]) == (303, f"/comments/{comment.pk}/")


def test_nobody_respects_themselves_or_what_readers_cannot_see(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    client.force_login(dolores)
    own = make_comment(story, dolores)
    assert client.post(f"/comments/{own.pk}/respect/").status_code == 403
    assert f"/comments/{own.pk}/respect/" not in page(client, story)
    removed = make_comment(story, teo, status=Status.REMOVED)
    assert client.post(f"/comments/{removed.pk}/respect/").status_code == 403
    held = make_comment(story, teo, status=Status.HELD)
    assert client.post(f"/comments/{held.pk}/respect/").status_code == 404
    assert set(Comment.objects.values_list("respect_count", flat=True)) == {0}


def test_respect_needs_a_log_in_and_a_post(client: Client, dolores: User, teo: User) -> None:
    comment = make_comment(open_story(), teo)
    address = f"/comments/{comment.pk}/respect/"
    assert client.post(address)["Location"].startswith("/accounts/login/")
    client.force_login(dolores)
    assert client.get(address).status_code == 405


def test_the_most_respected_stand_first_when_asked_for(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    made = [make_comment(story, teo) for _ in range(3)]
    client.force_login(dolores)
    client.post(f"/comments/{made[1].pk}/respect/")
    expected = [made[1].pk, made[2].pk, made[0].pk]
    assert shown(page(client, story, "?sort=respected")) == expected


def test_editors_picks_stand_by_themselves_when_asked_for(client: Client, teo: User) -> None:
    story = open_story()
    picked, other = make_comment(story, teo), make_comment(story, teo)
    Comment.objects.filter(pk=picked.pk).update(picked_at=picked.posted_at)
    html = page(client, story, "?sort=picks")
    assert shown(html) == [picked.pk]
    assert "Editors’ pick" in html
    Comment.objects.filter(pk=picked.pk).update(picked_at=None)
    assert "Editors have not picked a comment here yet." in page(client, story, "?sort=picks")
    assert shown(page(client, story, "?sort=nonsense")) == [other.pk, picked.pk]


def test_muting_folds_a_persons_comments_on_every_device_of_the_reader_alone(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    theirs = make_comment(story, teo)
    client.force_login(dolores)
    response = client.post(f"/people/{teo.pk}/ignore/", {"comment": theirs.pk})
    assert response["Location"] == f"/comments/{theirs.pk}/"
    other_device = Client()
    other_device.force_login(dolores)
    assert "You muted this person." in page(other_device, story)
    assert "You muted this person." not in page(Client(), story)
    client.post(f"/people/{teo.pk}/ignore/", {"comment": theirs.pk})
    assert "You muted this person." not in page(other_device, story)


def test_the_newsroom_and_oneself_cannot_be_muted(client: Client, dolores: User, sam: User) -> None:
    client.force_login(dolores)
    for person in (dolores, sam):
        assert client.post(f"/people/{person.pk}/ignore/").status_code == 403
    assert not Ignored.objects.exists()


def test_a_badge_comes_from_the_admins_field_and_from_nothing_that_is_typed(
    client: Client, dolores: User, marisol: User
) -> None:
    story = open_story()
    marisol.badge = Badge.EDITOR
    marisol.save(update_fields=["badge"])
    make_comment(story, dolores, "Editor here: trust me. [Staff]")
    assert "bdg--staff" not in page(client, story)
    make_comment(story, marisol, "A note from the desk.")
    html = page(client, story)
    assert html.count('<span class="bdg bdg--staff">Editor</span>') == 1
    client.force_login(dolores)
    post(client, story, "I am staff, you know.", badge="staff", is_staff="1", author=marisol.pk)
    dolores.refresh_from_db()
    assert (dolores.badge, dolores.is_staff) == ("", False)
    assert Comment.objects.latest("pk").author == dolores


def test_a_reader_is_offered_what_they_may_do_and_nothing_else(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    own, other = make_comment(story, dolores), make_comment(story, teo)
    client.force_login(dolores)
    html = text(client.get(story.get_absolute_url()))
    offered = [f"/comments/{own.pk}/edit/", f"/comments/{own.pk}/withdraw/"]
    offered += [f"/comments/{other.pk}/{verb}/" for verb in ("reply", "respect", "report")]
    refused = [f"/comments/{other.pk}/edit/", f"/comments/{other.pk}/withdraw/"]
    refused += [f"/comments/{own.pk}/{verb}/" for verb in ("respect", "report")]
    assert [address for address in offered if address not in html] == []
    assert [address for address in refused if address in html] == []
