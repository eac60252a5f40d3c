"""Bytes to text: UTF-8, or UTF-16 with its mark; anything else is refused by line."""

import codecs

from articles.wire.errors import WireError

MAX_BYTES = 2 * 1024 * 1024
"""The largest file that is read. The longest wire story is a few dozen kilobytes."""


def decode(raw: bytes) -> str:
    """Return the text of a wire-copy file, without its byte order mark.

    Raises WireError for a file over MAX_BYTES (before anything is decoded), for bytes that are
    not text, and for an encoding other than UTF-8 or marked UTF-16, naming the first bad line.
    """
    if len(raw) > MAX_BYTES:
        raise WireError(
            f"The file is too big: {len(raw):,} bytes, where {MAX_BYTES:,} is the most."
        )
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_as(raw, "utf-16", "UTF-16")
    readable, zero, _ = raw.partition(b"\0")
    text = _decode_as(readable, "utf-8-sig", "UTF-8")
    if zero:
        line = readable.count(b"\n") + 1
        raise WireError("this is not text. Save the story as UTF-8 and try again.", line)
    return text


def _decode_as(raw: bytes, codec: str, name: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(codec, errors="replace")
        line = before.count("\n") + 1
        raise WireError(
            f"the encoding is not {name}. Save the story as UTF-8 and try again.", line
        ) from error
