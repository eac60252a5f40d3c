"""What waits on a desk."""

import pytest
from django.test import Client

from articles.models import Story
from comments import cases
from comments.models import Case, Status
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story


@pytest.fixture
def story(db: None) -> Story:
    return make_story()


@pytest.fixture
def held(story: Story, dolores: User) -> Case:
    """A comment of Dolores' that the machine held."""
    comment = make_comment(story, dolores, status=Status.HELD, in_place=False)
    return cases.open_case(comment, rule="nice", reason="insult", held=True)


@pytest.fixture
def shown(story: Story, dolores: User) -> Case:
    """A comment of Dolores' that everybody sees and somebody reported."""
    comment = make_comment(story, dolores)
    return cases.open_case(comment, rule="nice", reason="reported", report_weight=100)


@pytest.fixture
def desk_of_sam(client: Client, sam: User) -> Client:
    client.force_login(sam)
    return client
