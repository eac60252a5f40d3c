"""The discussion under the stories and its moderation."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = "Discussion"

    def ready(self) -> None:
        import comments.gauges  # noqa: F401 - registers its figures
