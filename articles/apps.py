"""Stories: wire copy in; pages, feeds, sitemaps and search out."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self) -> None:
        from articles.schedule import next_publication
        from articles.search.index import after_migrate, before_migrate
        from newsroom.changes.sight import by_the_clock

        by_the_clock(next_publication)
        pre_migrate.connect(before_migrate, sender=self)
        post_migrate.connect(after_migrate, sender=self)
