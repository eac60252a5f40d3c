"""An eyewitness account, its author's browser and an editor's."""

import pytest
from django.test import Client

from comments.models import Tip
from newsroom.accounts.models import User
from tests.comments.talking import open_story
from tests.factories import make_tip


@pytest.fixture
def tip(dolores: User) -> Tip:
    return make_tip(open_story("Fire on Main Street"), dolores)


@pytest.fixture
def author(client: Client, dolores: User) -> Client:
    client.force_login(dolores)
    return client


@pytest.fixture
def editor(marisol: User) -> Client:
    browser = Client()
    browser.force_login(marisol)
    return browser
