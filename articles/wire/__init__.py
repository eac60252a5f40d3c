"""Wire copy in: a scraped story page or an editor's file to a story, its quotes and comments.

Pure Python: nothing here knows Django. The quotation rules are described in `quotes`.
"""

from articles.wire.decoding import MAX_BYTES, decode
from articles.wire.errors import WireError
from articles.wire.parsing import parse
from articles.wire.quotes import find_quotes
from articles.wire.story import Quote, Story, as_json

__all__ = [
    "MAX_BYTES",
    "Quote",
    "Story",
    "WireError",
    "as_json",
    "decode",
    "find_quotes",
    "parse",
]
