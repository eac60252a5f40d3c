"""An author asks, once for each removal, that somebody else read it again."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from comments import desk, notices, sanctions, submission
from comments.models import Act, Appeal, Comment, Decision, Status
from newsroom.accounts.models import User

# Under which decisions comments were removed, and what became of the appeals: one query for all.
REMOVALS = Prefetch(
    "decisions",
    Decision.objects.filter(act=Act.REMOVE).select_related("appeal__outcome"),
    to_attr="removals",
)


class AlreadyAppealed(Exception):  # noqa: N818 - it tells what happened, like Http404
    """This decision has been appealed against before."""


def removal_of(comment: Comment) -> Decision | None:
    """The decision under which the comment is removed now; None where it is not. One query.

    `appeal_made` says whether it has been appealed against.
    """
    if comment.status != Status.REMOVED:
        return None
    removals = Decision.objects.filter(comment=comment, act=Act.REMOVE)
    appeals = Appeal.objects.filter(decision=OuterRef("pk"))
    return removals.annotate(appeal_made=Exists(appeals)).order_by("-id").first()


def file_appeal(decision: Decision, author: User, text: str) -> Appeal:
    """Asks for a review of a removal of one's own comment. At most three queries.

    Raises AlreadyAppealed; PermissionDenied for anybody else, and where nothing is removed now.
    """
    with transaction.atomic():
        comment = Comment.objects.select_for_update().get(pk=decision.comment_id)
        if comment.author_id != author.pk or removal_of(comment) != decision:
            raise PermissionDenied("Authors appeal against a removal of their own comment.")
        try:
            with transaction.atomic():
                return Appeal.objects.create(
                    decision=decision,
                    author=author,
                    text=text,
                    first_moderator_id=decision.moderator_id,
                )
        except IntegrityError as error:
            raise AlreadyAppealed from error


@transaction.atomic
def decide(appeal: Appeal, moderator: User, restore: bool, reason: str = "") -> Decision:
    """Puts the comment back or leaves it removed; the author is told. At most twelve queries.

    `reason` is for the author. Raises PermissionDenied for the moderator who removed it (as the
    database does) and for its author, and `desk.AlreadyDecided`.
    """
    related = Comment.objects.select_related("story", "author")
    comment = related.select_for_update(of=("self",)).get(pk=appeal.decision.comment_id)
    current = Appeal.objects.select_related("decision", "outcome").get(pk=appeal.pk)
    if moderator.pk in (current.first_moderator_id, current.author_id):
        raise PermissionDenied("Somebody else decides this appeal.")
    if current.outcome is not None:
        raise desk.AlreadyDecided(current.outcome)
    before = Status(comment.status)
    if restore and before == Status.REMOVED:
        _put_back(comment, current.decision, moderator)
    act = Act.RESTORE if restore else Act.UPHOLD
    decision = desk.record(
        comment, moderator, act, before, rule=current.decision.rule, reason=reason
    )
    current.outcome, current.decided_by = decision, moderator
    current.save(update_fields=["outcome", "decided_by"])
    notices.of_decision(decision)
    return decision


def _put_back(comment: Comment, removal: Decision, moderator: User) -> None:
    """As if it had not been removed: read and kept, and what came with the removal is lifted."""
    comment.kept_at = timezone.now()
    submission.change_status(comment, Status.PUBLISHED, also=("kept_at",))
    sanctions.lift_those_of(removal, moderator)
