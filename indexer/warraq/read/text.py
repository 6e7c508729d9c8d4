"""Plain text: one article a file, with nothing said about it."""

from __future__ import annotations

from collections.abc import Iterator

from warraq.read.files import File, read_text
from warraq.read.record import Record


def read_plain(file: File) -> Iterator[Record]:
    """Take the whole file as text, and its name as id."""
    yield Record({"text": read_text(file)}, default_id=file.stem)
