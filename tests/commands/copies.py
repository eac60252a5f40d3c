"""What the tests of `backup` and `restore` share: a small site, and running a command on it."""

from io import StringIO

from django.core.management import call_command

from articles.models import Photo, Story
from tests.factories import make_comment, make_photo, make_story, make_user


def run(*arguments: str) -> str:
    """What a command says; raises CommandError as it does."""
    said = StringIO()
    call_command(*arguments, stdout=said)
    return said.getvalue()


def a_site() -> Story:
    """One story with a comment and a photo."""
    story = make_story("Flood gates to be tested")
    make_comment(story, make_user("Dolores Quinn"), "The river — “our” river.\n\nTwice.")
    make_photo(story)
    return story


def picture() -> bytes:
    """What the site's only photo holds."""
    with Photo.objects.get().original.open() as file:
        return file.read()
