"""Pictures: an upload is checked, made clean and turned into files of every useful size."""

from articles.pictures.renditions import make_renditions
from articles.pictures.storing import as_jpeg, store
from articles.pictures.upload import validate_upload

__all__ = ["as_jpeg", "make_renditions", "store", "validate_upload"]
