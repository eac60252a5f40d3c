"""The newsroom's side of the paper, inside the Django admin."""

from django.conf import settings
from django.contrib import admin

from articles.admin import newsletter, shelves, story

__all__ = ["newsletter", "shelves", "story"]

admin.site.site_header = admin.site.site_title = f"{settings.SITE_NAME} newsroom"
admin.site.index_title = "Newsroom"
