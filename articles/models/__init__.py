"""What the paper is made of."""

from articles.models.address import OldAddress
from articles.models.correction import Correction, CorrectionKind
from articles.models.editing import Editing
from articles.models.newsletter import Edition, Subscriber
from articles.models.people import Author, Speaker
from articles.models.photo import Photo
from articles.models.quote import Quote
from articles.models.section import Section, Tag
from articles.models.story import Discussion, FrontSlot, Status, Story
from articles.models.suggestion import Suggestion, SuggestionOutcome
from articles.models.update import Update

__all__ = [
    "Author",
    "Correction",
    "CorrectionKind",
    "Discussion",
    "Editing",
    "Edition",
    "FrontSlot",
    "OldAddress",
    "Photo",
    "Quote",
    "Section",
    "Speaker",
    "Status",
    "Story",
    "Subscriber",
    "Suggestion",
    "SuggestionOutcome",
    "Tag",
    "Update",
]
