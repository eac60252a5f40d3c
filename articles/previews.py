"""Preview links: a signed address where a person without an account reads a story to come."""

from datetime import timedelta

from django.core.signing import TimestampSigner
from django.urls import reverse

from articles.models import Story

VALID_FOR = timedelta(hours=72)
_signer = TimestampSigner(salt="articles.preview")


def preview_path(story: Story) -> str:
    """A fresh path of the story's preview, valid for VALID_FOR from now."""
    return reverse("preview", args=[_signer.sign(str(story.pk))])


def story_id(token: str) -> int:
    """The story that a preview token opens.

    Raises django.core.signing.SignatureExpired after VALID_FOR, BadSignature when it is not ours.
    """
    return int(_signer.unsign(token, max_age=VALID_FOR))
