"""Addresses of the paper. Sections come last: their slugs must not hide anything else."""

from django.urls import path

from articles.views import (
    corrections,
    crawlers,
    feeds,
    front,
    newsletter,
    preview,
    said,
    search,
    share,
    shelves,
    sitemaps,
    story,
    suggesting,
)

urlpatterns = [
    path("", front.front_page, name="front"),
    path("latest/", shelves.latest, name="latest"),
    path("search/", search.search, name="search"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("said/", said.index, name="said"),
    path("said/<slug:slug>/", said.speaker, name="speaker"),
    path("tags/<slug:slug>/", shelves.tag, name="tag"),
    path("authors/<slug:slug>/", shelves.author, name="author"),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("newsletter/", newsletter.newsletter, name="newsletter"),
    path("newsletter/sent/", newsletter.sent, name="newsletter_sent"),
    path("newsletter/confirm/<str:key>/", newsletter.confirm, name="newsletter_confirm"),
    path("newsletter/<str:key>/", newsletter.choices, name="newsletter_choices"),
    path("newsletter/<str:key>/off/", newsletter.off, name="newsletter_off"),
    path("feeds/latest.xml", feeds.latest_feed, name="feed_latest"),
    path("feeds/<slug:section>.xml", feeds.section_feed, name="feed_section"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap_index"),
    path("sitemaps/<str:part>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news_sitemap"),
    path("robots.txt", crawlers.robots, name="robots"),
    path(".well-known/security.txt", crawlers.security_txt, name="security_txt"),
    path("stories/<int:pk>/correct/", suggesting.choose, name="suggest_where"),
    path("stories/<int:pk>/correct/<slug:place>/", suggesting.suggest, name="suggest"),
    path("share/<int:pk>.png", share.share_image, name="share_image"),
    path("<slug:section>/<str:year>/<str:month>/<str:day>/<slug:slug>/", story.story, name="story"),
    path("<slug:slug>/", shelves.section, name="section"),
]
