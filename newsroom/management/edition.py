"""The sample edition: sections, stories and authors that a new site shows until it has its own."""

from collections.abc import Iterator
from pathlib import Path

from articles.importing import Order
from articles.models import Author, FrontSlot, Section, Story
from articles.wire import decode
from newsroom.management.importing import import_page

SAMPLE = Path(__file__).resolve().parent / "sample"
LEAD = "hartford-mayor-letter-ice"
SECTIONS = {
    "local": ("Local", "Hartford and the river towns, street by street."),
    "politics": ("Politics", "City Hall, the Capitol, and what they decide."),
    "public-safety": ("Public safety", "Fire, police and rescue, with what happened afterward."),
    "schools": ("Schools", "Classrooms, boards and buses."),
    "business": ("Business", "Shops, jobs and who keeps the door open."),
    "sports": ("Sports", "From the river to the ballpark."),
    "weather": ("Weather", "Heat, high water and what to do about it."),
    "opinion": ("Opinion", "Columns and letters, signed."),
}
TITLES = {"Marisol Quiñones": "City Hall reporter"}


def load() -> Iterator[str]:
    """Brings in what is not there yet, and says of each story what came of it."""
    for position, (slug, (name, description)) in enumerate(SECTIONS.items(), start=1):
        defaults = {"name": name, "description": description, "position": position}
        Section.objects.get_or_create(slug=slug, defaults=defaults)
    for file in sorted((SAMPLE / "stories").glob("*.txt")):
        order = Order(pictures=SAMPLE / "pictures")
        imported = import_page(decode(file.read_bytes()), order, publish=True)
        if imported.why_draft:
            yield f"{file.name} stays a draft: {imported.why_draft}"
    for name, title in TITLES.items():
        Author.objects.filter(name=name, title="").update(title=title)
    Story.objects.filter(slug=LEAD, is_sample=True).update(
        discussion_stays_open=True, front_slot=FrontSlot.LEAD
    )
