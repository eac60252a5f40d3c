"""Every address of the site, by who serves it."""

from django.contrib import admin
from django.urls import include, path

from newsroom.appearance import choose_theme, favicon
from newsroom.health import alive, ready
from newsroom.media import media
from newsroom.metrics import metrics

handler500 = "newsroom.errors.broken"

# These stand behind the admin's door, and their addresses are named like the admin's own.
_newsroom = [
    path("desk/", include("comments.desk_urls")),
    path("corrections/", include("articles.desk_urls")),
    path("questions/", include("comments.questions_urls")),
    path("tips/", include("comments.tip_urls")),
    *admin.site.get_urls(),
]

urlpatterns = [
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("favicon.ico", favicon, name="favicon"),
    path("media/<path:name>", media, name="media"),
    path("theme/", choose_theme, name="theme"),
    path("accounts/", include("newsroom.accounts.urls")),
    path("admin/", (_newsroom, admin.site.name, admin.site.name)),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]
