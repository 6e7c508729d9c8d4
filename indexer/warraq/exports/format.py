"""What every format is made of, and what several of them need."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from warraq import __version__
from warraq.address import article_address, name_address
from warraq.model import Annotation, Leaf
from warraq.settings import Settings

PROGRAM = f"warraq {__version__}"
"""The program, as exports name it."""
ANNOTATORS = {
    "sentence": "sentences", "quote": "quotes", "person": "names", "place": "names", "organization": "names",
    "date": "dates", "number": "numbers", "repair": "repairs", "source": "sources", "word": "words",
}  # fmt: skip
"""Which annotator says what is of a kind."""

_BREAKING = re.compile("[\x85\u2028\u2029]")  # legal in JSON, but a line's end for programs that read line by line
_HALF = re.compile("[\ud800-\udfff]")


class Format(NamedTuple):
    """A form of export: each article for itself, then all of them together, so that no step holds an archive."""

    piece: Callable[[Leaf, Settings], str]
    """What one article gives."""
    whole: Callable[[Iterable[str], Settings], Iterator[str]]
    """What the pieces of all articles give, in their order."""
    byte_order_mark: bool = False
    """Whether the file begins with a byte order mark."""


def one_after_another(pieces: Iterable[str], settings: Settings) -> Iterator[str]:  # noqa: ARG001 - a `Format.whole`
    """Give the pieces as they come."""
    yield from pieces


def author(note: Annotation) -> str:
    """Name who says it: a person or program of a file, or this version's annotator."""
    return note.origin or f"{PROGRAM} ({ANNOTATORS[note.kind]})"


def encodable(text: str) -> str:
    """Give the text with U+FFFD for each half of a character, which UTF-8 cannot hold and no reader lets through."""
    return _HALF.sub("\ufffd", text)


def json_line(data: object) -> str:
    """Give data as JSON on a line of its own, whatever a reader takes for a line's end."""
    text = encodable(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    return _BREAKING.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def page_address(leaf: Leaf, settings: Settings) -> str:
    """Give the address of an article's page: whole where `site_url` is set, else from the root of the site."""
    base = settings.site_url.rstrip("/")
    return f"{base}/{article_address(leaf.article.id)}" if base else article_address(leaf.article.id)


def name_id(note: Annotation) -> str:
    """Give the id of a name: that of its page, if it has one."""
    return name_address(note.kind, str(note.value)).removeprefix("names/").removesuffix(".html")
