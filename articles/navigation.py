"""What the navigation of every page lists."""

from articles.models import Section
from newsroom.memo import for_a_second


@for_a_second
def in_navigation() -> tuple[Section, ...]:
    """The sections in their order. At most one query a second."""
    return tuple(Section.objects.all())
