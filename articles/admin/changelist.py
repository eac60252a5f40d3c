"""The list of stories: where each stands, at a glance and by filter."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.states import State, in_state
from articles.models import Section, Story


class StateFilter(admin.SimpleListFilter):
    """Draft, in review, scheduled, public, corrected or withdrawn."""

    title = "state"
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> Iterable[tuple[str, str]]:
        return [(state.name.lower(), state.value) for state in State]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Story]) -> QuerySet[Story]:
        chosen = (self.value() or "").upper()
        return in_state(queryset, State[chosen]) if chosen in State.__members__ else queryset


class SectionFilter(admin.SimpleListFilter):
    """The sections of the paper, in their order."""

    title = "section"
    parameter_name = "section"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> Iterable[tuple[str, str]]:
        return list(Section.objects.values_list("slug", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Story]) -> QuerySet[Story]:
        return queryset.filter(section__slug=self.value()) if self.value() else queryset
