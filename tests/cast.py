"""The people of the tests. Ask for one by name: `def test_…(client, dolores)`.

Log one in with `client.force_login(dolores)`, or in a form with their e-mail and `PASSWORD`.
"""

import pytest

from newsroom.accounts.models import User
from tests.factories import make_user


@pytest.fixture
def dolores(db: None) -> User:
    """A reader, long with us."""
    return make_user("Dolores Quinn", email="dolores@example.com", town="Frog Hollow")


@pytest.fixture
def teo(db: None) -> User:
    """A second reader, who answers Dolores."""
    return make_user("Teo Marchetti", email="teo@example.com", town="West End")


@pytest.fixture
def anselm(db: None) -> User:
    """A newcomer who has never posted."""
    return make_user("Anselm Birch", email="anselm@example.com")


@pytest.fixture
def sam(db: None) -> User:
    """A moderator."""
    return make_user("Sam Okafor", email="sam@example.com", is_staff=True, groups=("Moderator",))


@pytest.fixture
def ines(db: None) -> User:
    """A second moderator, who hears appeals against Sam's decisions."""
    return make_user("Ines Vidal", email="ines@example.com", is_staff=True, groups=("Moderator",))


@pytest.fixture
def marisol(db: None) -> User:
    """An editor."""
    return make_user(
        "Marisol Reyes", email="marisol@example.com", is_staff=True, groups=("Editor",)
    )


@pytest.fixture
def admin(db: None) -> User:
    """The administrator."""
    return make_user("Ada Lindqvist", email="ada@example.com", is_staff=True, is_superuser=True)
