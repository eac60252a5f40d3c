"""What tests of the eyewitness lane do again and again."""

from typing import Any

from django.test import Client

from articles.models import Story
from comments.models import Tip
from tests.articles.pixels import uploaded

ALLOWED = {"contact": "860-555-0114", "may_contact": "on", "may_use": "named"}


def own(tip: Tip, rest: str = "") -> str:
    return f"/comments/{tip.comment_id}/tip/{rest}"


def desk(tip: Tip) -> str:
    return f"/admin/tips/{tip.pk}/"


def send_photo(client: Client, tip: Tip, content: bytes, alt: str = "The porch.") -> Any:
    return client.post(own(tip, "photos/"), {"photo": uploaded(content), "alt": alt})


def used(tip: Tip, **changes: Any) -> dict[str, Any]:
    story = Story.objects.get(pk=tip.comment.story_id)
    return {
        "act": "use", "story": "“I saw it,” wrote Dolores Quinn.", "what": "A reader saw it.",
        "revision": story.revision, **changes,
    }  # fmt: skip
