"""Somebody keeps their account by the link in the mail, in a browser that is not logged in."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from comments.models import Closure
from comments.privacy import closing, farewell
from newsroom.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_link_in_the_mail_keeps_the_account(page: Page, dolores: User) -> None:
    farewell.tell(closing.ask(dolores, comments_go=True))
    found = re.search(r"https?://[^/\s]+(/me/close/keep/\S+)", mail.outbox[0].body)
    assert found
    page.goto(found[1])
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="Your account stays open")).to_be_visible()
    assert not Closure.objects.exists()
