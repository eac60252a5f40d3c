"""Three roles, right after every migration, and no more than they need."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client

from newsroom.accounts.models import Badge, User
from newsroom.accounts.roles import EDITOR, MODERATOR, SENIOR_MODERATOR, keep_roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def permissions(role: str) -> set[str]:
    """What a role may do, as `app.codename`."""
    user = make_user(groups=(role,), is_staff=True)
    return set(user.get_all_permissions())


def test_an_editor_does_everything_with_stories_and_picks_comments() -> None:
    granted = permissions(EDITOR)
    assert granted == {"comments.pick", "comments.read_tips"} | {
        f"articles.{codename}"
        for codename in Permission.objects.filter(content_type__app_label="articles").values_list(
            "codename", flat=True
        )
    }
    assert {"articles.publish_story", "articles.change_story", "articles.add_quote"} <= granted


def test_a_moderator_moderates_and_nothing_else() -> None:
    assert permissions(MODERATOR) == {"comments.moderate"}


def test_a_senior_moderator_words_the_rules_too_but_touches_no_comment_or_account() -> None:
    granted = permissions(SENIOR_MODERATOR)
    assert {"comments.moderate", "comments.change_houserule"} <= granted
    assert not {p for p in granted if p.endswith("_comment") or not p.startswith("comments.")}


def test_roles_are_set_again_after_a_migration_whatever_was_done_to_them() -> None:
    Group.objects.get(name=MODERATOR).permissions.set(Permission.objects.all())
    Group.objects.get(name=EDITOR).delete()
    call_command("migrate", verbosity=0)
    assert permissions(MODERATOR) == {"comments.moderate"}
    assert "articles.publish_story" in permissions(EDITOR)


def test_roles_do_not_wait_for_another_handler_to_make_the_permissions() -> None:
    Permission.objects.filter(content_type__app_label="articles").delete()
    keep_roles(apps.get_app_config("articles"))
    assert "articles.publish_story" in permissions(EDITOR)


@pytest.mark.parametrize("role", [EDITOR, MODERATOR, SENIOR_MODERATOR])
def test_only_administrators_see_people_in_the_admin(client: Client, role: str) -> None:
    client.force_login(make_user("Somebody", is_staff=True, groups=(role,)))
    other = make_user("Other")
    for path in (
        "/admin/accounts/user/",
        f"/admin/accounts/user/{other.pk}/change/",
        "/admin/account/emailaddress/",
        "/admin/mfa/authenticator/",
    ):
        assert client.get(path).status_code == 403


def test_even_a_person_with_every_permission_does_not_manage_people(client: Client) -> None:
    user = make_user("Somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    client.force_login(user)
    assert client.get("/admin/accounts/user/").status_code == 403


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("Ada Lindqvist", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def person_form(user: User, **fields: Any) -> dict[str, Any]:
    return {"name": user.name, "town": user.town, "badge": "", "is_active": "on", **fields}


def test_an_administrator_gives_a_role_and_a_badge(client: Client, administrator: User) -> None:
    user = make_user("Marisol Reyes")
    editor = Group.objects.get(name=EDITOR)
    answer = client.post(
        f"/admin/accounts/user/{user.pk}/change/",
        person_form(user, badge=Badge.EDITOR, is_staff="on", groups=[editor.pk]),
    )
    assert answer.status_code == 302
    user = User.objects.get(pk=user.pk)
    assert (user.badge, user.is_staff, user.is_superuser) == (Badge.EDITOR, True, False)
    assert user.has_perm("articles.publish_story")


def test_nobody_raises_lowers_or_removes_themselves(client: Client, administrator: User) -> None:
    path = f"/admin/accounts/user/{administrator.pk}"
    form = person_form(administrator, name="Ada L.", groups=[Group.objects.get(name=EDITOR).pk])
    assert client.post(f"{path}/change/", {**form, "is_active": ""}).status_code == 302
    user = User.objects.get(pk=administrator.pk)
    assert (user.name, user.is_active, user.is_superuser) == ("Ada L.", True, True)
    assert not user.groups.exists()
    assert client.post(f"{path}/delete/", {"post": "yes"}).status_code == 403


def test_a_password_is_neither_shown_nor_set(client: Client, administrator: User) -> None:
    user = make_user("Marisol Reyes")
    page = client.get(f"/admin/accounts/user/{user.pk}/change/").content.decode()
    assert user.password not in page
    assert 'type="password"' not in page
    client.post(f"/admin/accounts/user/{user.pk}/change/", person_form(user, password="pbkdf2$x"))
    assert User.objects.get(pk=user.pk).password == user.password


def test_a_taken_name_is_an_error_in_the_form(client: Client, administrator: User) -> None:
    make_user("Glen T.")
    user = make_user("Marisol Reyes")
    page = client.post(
        f"/admin/accounts/user/{user.pk}/change/", person_form(user, name="GIen T.")
    ).content.decode()
    assert "“GIen T.” is taken. Add a letter or your neighborhood" in page


def test_people_are_found_by_name_and_email_in_few_queries(
    client: Client, administrator: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        make_user(groups=(MODERATOR,))
    make_user("Marisol Reyes", email="marisol@example.org")
    with django_assert_max_num_queries(10):
        client.get("/admin/accounts/user/")
    page = client.get("/admin/accounts/user/", {"q": "marisol@example.org"}).content.decode()
    assert "Marisol Reyes" in page
    assert "1 person" in page


def test_people_and_groups_are_not_made_by_hand(client: Client, administrator: User) -> None:
    assert client.get("/admin/accounts/user/add/").status_code == 403
    assert client.get("/admin/auth/group/").status_code == 404


def test_a_lost_phone_is_taken_away_without_showing_its_secret(
    client: Client, administrator: User
) -> None:
    app = TOTP.activate(make_user("Marisol Reyes"), "JBSWY3DPEHPK3PXP").instance
    page = client.get(f"/admin/mfa/authenticator/{app.pk}/change/").content.decode()
    assert app.data["secret"] not in page
    answer = client.post(f"/admin/mfa/authenticator/{app.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 302
