"""How the editor's form becomes a story: fields, then what belongs to it, then one verb.

All of it happens in the transaction of the request. A verb that refuses undoes the whole, and the
form comes back with what was typed; so a version is either kept complete or not at all.
"""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils import timezone

from articles import editing, pictures, publishing
from articles.admin import proposals
from articles.admin.buttons import Action, ChangeKind
from articles.admin.forms import StoryForm
from articles.admin.states import state_words
from articles.body import paragraphs
from articles.models import Correction, CorrectionKind, FrontSlot, Photo, Quote, Status, Story
from articles.quoting import place

# Not written with the form's fields: verbs do that.
_BY_VERB = frozenset({"front_slot", "tags", "authors"})
_NEEDS_PUBLISHER = frozenset({Action.PUBLISH, Action.SCHEDULE, Action.WITHDRAW})


def refuse_without_permission(request: HttpRequest, form: StoryForm) -> None:
    """Raises PermissionDenied for what only a publisher may do: all that readers would see."""
    seen = form.stood in (Status.PUBLISHED, Status.WITHDRAWN)
    if (seen or form.action in _NEEDS_PUBLISHER) and not request.user.has_perm(
        "articles.publish_story"
    ):
        raise PermissionDenied


def save_fields(form: StoryForm, change: bool) -> None:
    """Writes the form's own fields and nothing else, so that no counter is set back.

    Raises OutdatedFormError when another form was saved meanwhile.
    """
    story = form.instance
    story.skip_history_when_saving = True  # the verb keeps the version
    if "headline" in form.changed_data:
        story.needs_headline = False
    if not change:
        story.front_slot = ""
        story.save()
        return
    editing.claim(story, form.seen)
    stored = Story.objects.select_related("section").get(pk=story.pk)
    former = stored.get_absolute_url() if publishing.has_been_public(stored) else ""
    fields = {name for name in form.changed_data if name in StoryForm.Meta.fields}
    fields |= {"slug", "needs_headline"}
    if not former:
        # Off the schedule for as long as the transaction lasts: the verb puts it where it goes.
        story.status, story.published_at, story.day = Status.DRAFT, None, None
        fields |= {"status", "published_at", "day"}
    story.save(update_fields=fields - _BY_VERB)
    if former:
        publishing.leave_old_address(story, former)


def save_photos(photos: list[Photo]) -> None:
    for photo in photos:
        pictures.store(photo)


def finish(form: StoryForm, corrections: list[Correction]) -> list[str]:
    """Numbers the quotes anew, places the story, and has the verb of the button keep the version.

    Out: what to tell the editor. Raises ValidationError with what the verb refuses.
    """
    story, notes = form.instance, []
    if form.action is Action.FIND_QUOTES:
        notes.append(_found(proposals.add(story)))
    number_quotes(story)
    slot = form.cleaned_data.get("front_slot", story.front_slot)
    if former := publishing.place_on_front(story, slot, form.editor):
        label = FrontSlot(slot).label.lower()
        notes.append(f"“{former.headline}” gave up its place on the front page: {label}.")
    del story.skip_history_when_saving
    _verb(form, corrections)()
    return [f"Saved. {state_words(story)}", *notes]


def number_quotes(story: Story) -> None:
    """Points each quote at the paragraph where its words stand now."""
    body = paragraphs(story.body)
    for quote in Quote.objects.filter(story=story):
        standing = place(quote.text, body)
        if standing is not None and standing != quote.paragraph:
            quote.paragraph = standing
            quote.save(update_fields=["paragraph"])


def _verb(form: StoryForm, corrections: list[Correction]) -> Callable[[], object]:
    """What the button does to this story in its state."""
    story, editor = form.instance, form.editor
    public = publishing.has_been_public(story)
    match form.action:
        case Action.PUBLISH:
            return partial(publishing.publish, story, None if public else timezone.now(), editor)
        case Action.SCHEDULE:
            return partial(publishing.publish, story, form.cleaned_data["publish_at"], editor)
        case Action.WITHDRAW:
            return partial(publishing.withdraw, story, form.cleaned_data["withdraw_why"], editor)
        case Action.DRAFT:
            return partial(publishing.hold_back, story, Status.DRAFT, editor)
        case Action.REVIEW:
            return partial(publishing.hold_back, story, Status.REVIEW, editor)
    if public:
        return partial(_change_public, form, corrections)
    if form.stood is Status.PUBLISHED:
        at = form.cleaned_data.get("publish_at") or form.initial["publish_at"]
        return partial(publishing.publish, story, at, editor)
    return partial(publishing.hold_back, story, form.stood, editor)


def _change_public(form: StoryForm, corrections: list[Correction]) -> None:
    """A small fix, an update or a correction, as the editor says; what is filled in is meant."""
    story, editor = form.instance, form.editor
    publishing.refuse_unpublishable(story)
    kind = form.cleaned_data.get("change_kind")
    if kind == ChangeKind.CORRECTION and not corrections:
        raise ValidationError("Write the correction: what was wrong, and what is right.")
    for note in corrections:
        publishing.correct(story, CorrectionKind(note.kind), note.was, note.now, editor)
    news = form.cleaned_data.get("whats_new", "")
    if news or kind == ChangeKind.UPDATE:
        publishing.update(story, news, editor)
    elif not corrections:
        publishing.keep(story, "Small fix", editor)


def _found(quotes: list[Quote]) -> str:
    doubtful = sum(not quote.certain for quote in quotes)
    if not quotes:
        return "Found no further quotes."
    some = f"Found {len(quotes)} quote{'s' if len(quotes) > 1 else ''}."
    return f"{some} Look at {doubtful} of them: the speaker is doubtful." if doubtful else some
