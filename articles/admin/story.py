"""Stories in the admin: the list, the form laid out as DESIGN 9, and its buttons."""

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dateformat import format as date_words

from articles import editing, history, previews, publishing
from articles.admin import endpoints, saving, versions
from articles.admin.buttons import pressed
from articles.admin.changelist import SectionFilter, StateFilter
from articles.admin.forms import StoryForm, is_public_form
from articles.admin.inlines import CorrectionInline, PhotoInline, QuoteInline
from articles.admin.states import State, state, state_words, with_corrections
from articles.checks import checks
from articles.models import Correction, Photo, Status, Story
from newsroom.accounts.models import User

_LISTED = ("body", "brief", "standfirst", "import_digest")


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = StoryForm
    inlines = (QuoteInline, CorrectionInline, PhotoInline)
    change_form_template = "admin/articles/story/change_form.html"

    list_display = ("headline", "state_name", "section", "byline", "time", "comments")
    list_filter: ClassVar[tuple[Any, ...]] = (StateFilter, SectionFilter)
    list_select_related = ("section",)
    list_per_page = 50
    search_fields = ("headline", "kicker", "slug", "authors__name")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ("-saved_at", "-id")
    actions = None

    # The list ------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        stories = with_corrections(super().get_queryset(request))
        if getattr(request.resolver_match, "url_name", "") == "articles_story_changelist":
            return stories.defer(*_LISTED).prefetch_related("authors")
        return stories

    @admin.display(description="state")
    def state_name(self, story: Story) -> State:
        return state(story)

    @admin.display(description="byline")
    def byline(self, story: Story) -> str:
        return ", ".join(author.name for author in story.authors.all())

    @admin.display(description="time", ordering="published_at")
    def time(self, story: Story) -> str:
        when = timezone.localtime(story.published_at or story.saved_at)
        return date_words(when, "M j, Y, g:i a")

    @admin.display(description="comments", ordering="comment_count")
    def comments(self, story: Story) -> int:
        return story.comment_count

    # Who may do what -------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        publisher = request.user.has_perm("articles.publish_story")
        seen = obj is not None and obj.status in (Status.PUBLISHED, Status.WITHDRAWN)
        return super().has_change_permission(request, obj) and (publisher or not seen)

    def has_delete_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        """What readers have seen is withdrawn, with a reason; it does not vanish."""
        gone = obj is not None and publishing.has_been_public(obj)
        return super().has_delete_permission(request, obj) and not gone

    def editor(self, request: HttpRequest) -> User:
        """Who is at work; raises PermissionDenied when nobody is logged in."""
        if not isinstance(request.user, User):
            raise PermissionDenied
        return request.user

    # The form --------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Story | None = None) -> Any:
        times: tuple[str, ...] = ("publish_at", "embargo_until")
        if obj is not None and obj.status in (Status.PUBLISHED, Status.WITHDRAWN):
            if publishing.has_been_public(obj):
                times = ("change_kind", "whats_new", "withdraw_why", "embargo_until")
            if obj.status == Status.WITHDRAWN:
                times = ("embargo_until",)
        address = ("slug", "change_address") if is_public_form(obj) else ("slug",)
        story = ("headline", "kicker", "standfirst", ("place", "state", "source"), "body", "brief")
        return (
            (None, {"fields": story, "classes": ("main",)}),
            ("Status", {"fields": times, "classes": ("side",)}),
            ("Section and topic", {"fields": ("section", "tags"), "classes": ("side",)}),
            ("Byline", {"fields": ("authors",), "classes": ("side",)}),
            ("Front page", {"fields": ("front_slot",), "classes": ("side",)}),
            (
                "Comments",
                {"fields": ("discussion", "discussion_stays_open"), "classes": ("side",)},
            ),
            ("Address", {"fields": address, "classes": ("side",)}),
        )

    def get_form(
        self, request: HttpRequest, obj: Story | None = None, change: bool = False, **kwargs: Any
    ) -> type[StoryForm]:
        made = super().get_form(request, obj, change, **kwargs)
        told = {
            "editor": request.user,
            "action": pressed(request.POST),
            "refusal": getattr(request, "refusal", None),
        }
        return type("StoryForm", (made,), told)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What a verb refuses undoes the whole save; the form comes back with it as its errors."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
            for _, uploads in request.FILES.lists():
                for upload in uploads:
                    upload.seek(0)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Story, form: Any, change: bool) -> None:
        saving.refuse_without_permission(request, form)
        saving.save_fields(form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        form.save_m2m()
        corrections: list[Correction] = []
        for formset in formsets:
            kept = formset.save(commit=formset.model not in (Photo, Correction))
            if formset.model is Correction:
                corrections = kept
            if formset.model is Photo:
                saving.save_photos(kept)
                for photo in formset.deleted_objects:
                    photo.delete()
        for note in saving.finish(form, corrections):
            messages.success(request, note)

    def response_add(
        self, request: HttpRequest, obj: Story, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Story) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[obj.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        story: Story | None = kwargs.get("obj")
        context["desk"] = self._desk(request, story, context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def _desk(self, request: HttpRequest, story: Story | None, form: Any) -> dict[str, Any]:
        """What stands around the fields: state, other editors, warnings, links, buttons."""
        if story is None:
            return {"state": "A new story. Readers cannot see it.", "may_publish": True}
        # A form that was refused has left its own words on the instance: look at what is stored.
        stored = Story.objects.select_related("section").get(pk=story.pk)
        editor = self.editor(request)
        editing.open_form(stored, editor)
        desk = {
            "state": state_words(stored),
            "story": stored,
            "others": editing.notices_of_others(stored, editor),
            "checks": checks(stored),
            "preview": request.build_absolute_uri(previews.preview_path(stored)),
            "preview_until": timezone.now() + previews.VALID_FOR,
            "is_scheduled": state(stored) is State.SCHEDULED,
            "is_public": is_public_form(stored),
            "is_withdrawn": stored.status == Status.WITHDRAWN,
            "address": stored.get_absolute_url() if stored.is_public() else "",
            "may_publish": request.user.has_perm("articles.publish_story"),
        }
        if form.is_bound and form.conflicts:
            desk["conflict"] = history.changes(stored, story)
            desk["theirs"] = history.versions(stored).first()
        return desk

    # Its other pages -------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("names/<str:kind>/", view(endpoints.names), name="articles_story_names"),
            path("find-quotes/", view(endpoints.find_quotes), name="articles_story_find_quotes"),
            path("time/", view(endpoints.publication_time), name="articles_story_time"),
            path("<int:pk>/presence/", view(endpoints.presence), name="articles_story_presence"),
            path(
                "<int:pk>/history/<int:version_id>/",
                view(partial(versions.version, admin=self)),
                name="articles_story_version",
            ),
            path(
                "<int:pk>/history/<int:version_id>/restore/",
                view(partial(versions.restore, admin=self)),
                name="articles_story_restore",
            ),
        ]
        return [*own, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        named = unquote(object_id)
        if not (named.isascii() and named.isdecimal() and len(named) < 19):
            raise Http404("There is no such story.")
        return versions.version_list(request, int(named), admin=self)

    def page_context(self, request: HttpRequest, story: Story, title: str) -> dict[str, Any]:
        """What a page of one story in the admin is told, besides its own matter."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": story.headline,
            "opts": self.opts,
            "story": story,
        }
