"""How far a reader has seen a discussion: what came later is new to them."""

import logging

from django.db import DatabaseError, connection

from articles.models import Story
from newsroom.accounts.models import User

log = logging.getLogger(__name__)
_UPSERT = """
INSERT INTO comments_visit (reader_id, story_id, seen, at)
VALUES (%s, %s, %s, CURRENT_TIMESTAMP)
ON CONFLICT (reader_id, story_id) DO UPDATE SET seen = excluded.seen, at = excluded.at
WHERE comments_visit.seen < excluded.seen
"""


def remember(reader: User, story: Story, seen: int | None, newest: int) -> None:
    """Keeps how far the reader has seen: up to the comment with the id `newest`, 0 for none.

    Writes only when that is further than before. Whoever reads goes on where nothing can be
    written, as on a full disk.
    """
    if newest <= (seen or 0):
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, [reader.pk, story.pk, newest])
    except DatabaseError as error:
        log.warning("How far a reader has seen was not kept: %s", error)
