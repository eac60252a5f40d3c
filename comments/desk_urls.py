"""Addresses of the desk, inside the admin: its door is the admin's."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, path

from comments.views.moderators import (
    acting,
    appeals,
    bulk,
    embedding,
    people,
    queue,
    searching,
    second,
)


def _page(address: str, view: Callable[..., Any], name: str) -> URLPattern:
    return path(address, admin.site.admin_view(view), name=name)


urlpatterns = [
    _page("", queue.desk, "desk"),
    _page("shift/", queue.shift, "desk_shift"),
    _page("cases/<int:pk>/", acting.case, "desk_case"),
    _page("cases/<int:pk>/take/", acting.take, "desk_take"),
    _page("cases/<int:pk>/copies/", bulk.copies, "desk_copies"),
    _page("bulk/", bulk.act, "desk_bulk"),
    _page("decisions/<int:pk>/undo/", acting.undo, "desk_undo"),
    _page("appeals/<int:pk>/", appeals.decide, "desk_appeal"),
    _page("people/<int:pk>/", people.person, "desk_person"),
    _page("people/<int:pk>/note/", people.note, "desk_note"),
    _page("people/<int:pk>/sanction/", people.sanction, "desk_sanction"),
    _page("sanctions/<int:pk>/lift/", people.lift, "desk_lift"),
    _page("second/", second.read_one, "desk_second"),
    _page("second/<int:pk>/", second.answered, "desk_second_read"),
    _page("search/", searching.search, "desk_search"),
    _page("comments/<int:pk>/case/", searching.open_case, "desk_open_case"),
    _page("comments/<int:pk>/pick/", searching.pick, "desk_pick"),
    _page("comments/<int:pk>/embed/", embedding.embed, "desk_embed"),
]
