"""Sections, tags, authors and speakers."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path

from articles.admin import spellings
from articles.models import Author, Section, Speaker, Tag


class ShelfAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A name with a page of its own. The address of that page stays once it is made."""

    list_display: tuple[str, ...] = ("name", "slug")
    search_fields = ("name",)
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("name",)}


@admin.register(Section)
class SectionAdmin(ShelfAdmin):
    list_display = ("name", "slug", "position")
    fields = ("name", "slug", "description", "position")


@admin.register(Tag)
class TagAdmin(ShelfAdmin):
    fields = ("name", "slug")


@admin.register(Author)
class AuthorAdmin(ShelfAdmin):
    list_display = ("name", "title", "is_agency")
    fields = ("name", "slug", "title", "biography", "user", "is_agency")
    raw_id_fields = ("user",)


@admin.register(Speaker)
class SpeakerAdmin(ShelfAdmin):
    list_display = ("name", "role", "spelling_of")
    list_select_related = ("spelling_of",)
    fields = ("name", "slug", "role", "is_organization")
    change_list_template = "admin/articles/speaker/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("spellings/", view(spellings.overview), name="articles_speaker_spellings"),
            path("<int:pk>/undo/", view(spellings.undo), name="articles_speaker_undo"),
            path(
                "<int:pk>/apart/<int:other>/",
                view(spellings.tell_apart),
                name="articles_speaker_apart",
            ),
        ]
        return [*own, *super().get_urls()]
