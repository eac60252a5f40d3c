"""Addresses of the discussion."""

from django.urls import path

from comments.views import (
    appealing,
    feeds,
    ledger,
    mail,
    me,
    privacy,
    readers,
    reporting,
    standing,
    writing,
)

urlpatterns = [
    path("rules/", readers.house_rules, name="rules"),
    path("moderation/ledger/", ledger.ledger, name="ledger"),
    path("moderation/ledger.csv", ledger.as_csv, name="ledger_csv"),
    path("stories/<int:pk>/comments/", writing.post, name="post_comment"),
    path("stories/<int:pk>/comments/newer/", readers.newer, name="newer_comments"),
    path("stories/<int:pk>/follow/", standing.follow, name="follow"),
    path("comments/<int:pk>/", readers.permalink, name="comment"),
    path("comments/<int:pk>/thread/", readers.thread, name="thread"),
    path("comments/<int:pk>/reply/", writing.reply, name="reply"),
    path("comments/<int:pk>/edit/", writing.edit, name="edit_comment"),
    path("comments/<int:pk>/withdraw/", writing.withdraw, name="withdraw_comment"),
    path("comments/<int:pk>/respect/", standing.respect, name="respect"),
    path("comments/<int:pk>/report/", reporting.report, name="report"),
    path("comments/<int:pk>/report/sent/", reporting.sent, name="report_sent"),
    path("comments/<int:pk>/appeal/", appealing.appeal, name="appeal"),
    path("comments/<int:pk>/again/", appealing.write_again, name="write_again"),
    path("people/<int:pk>/ignore/", standing.ignore, name="ignore"),
    path("me/", me.me, name="me"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("me/export/", privacy.export_mine, name="privacy_export"),
    path("me/close/", privacy.close, name="privacy_close"),
    path("me/close/keep/", privacy.keep, name="privacy_keep"),
    path("me/close/keep/<str:key>/", privacy.keep_by_link, name="privacy_keep_by_link"),
    path("me/read/", me.read, name="read_notices"),
    path("me/acknowledge/", me.acknowledge, name="acknowledge"),
    path("me/mail/", me.choose_mail, name="choose_mail"),
    path("me/name/", me.rename, name="rename"),
    path("me/mail/<str:key>/", mail.off, name="mail_off"),
    path(
        "<slug:section>/<str:year>/<str:month>/<str:day>/<slug:slug>/comments.xml",
        feeds.story_feed,
        name="comments_feed",
    ),
]
