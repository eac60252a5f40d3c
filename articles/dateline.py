"""The dateline by house style: where a story was written, and who sent it."""

from articles.models import Story


def dateline(story: Story) -> str:
    """“HARTFORD, CT (WFSB)” from its parts; "" when the story has no place."""
    if not story.place:
        return ""
    place = f"{story.place}, {story.state}" if story.state else story.place
    return f"{place} ({story.source})" if story.source else place
