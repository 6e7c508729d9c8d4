"""The six types everything else is made of; this room imports nothing of ours.

Offsets are always code points of `Article.text`, half-open: `text[start:end]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("sentence", "quote", "person", "place", "organization", "date", "number", "repair", "source", "word")
"""Every kind an annotation may have. People script against these names."""

NAMES = ("person", "place", "organization")
"""The kinds that are names: they get lists and pages of their own."""

LEVELS = ("typed", "folded", "stem", "lemma", "root")
"""How far a word may be from the word asked for; each level finds all that the one before it finds."""


@dataclass(frozen=True, slots=True)
class Article:
    """One text of the archive, as its publisher has it."""

    id: str
    """Unique in the archive and for ever: every address of the article is made from it."""
    title: str
    """The headline; made from the text's lead where the source has none (`meta["title_from"] == "lead"`)."""
    text: str
    """What the reader sees, paragraphs parted by newlines. No step ever changes it."""
    date: str = ""
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD` in the Gregorian calendar; empty where unknown."""
    source: str = ""
    """Who published it: a newspaper, an agency, a library."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """All else that is known of it: `category`, `author`, `url`, `path`, ..."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the one spelling that all its spellings share, and the way back."""

    source: str
    """The text that was folded."""
    text: str
    """The folded text."""
    origin: tuple[int, ...]
    """`origin[i]` is the offset in `source` of `text[i]`; one more entry ends it with `len(source)`."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something said of a stretch of an article's text."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point; always greater than `start`."""
    kind: str
    """One of `KINDS`."""
    value: str | Mapping[str, str] = ""
    """What is said: a quote's speaker, a date in EDTF, a number in digits, a name's canonical form, a
    repair's mended text, a source's name, a sentence's number from 1; of a word `fold`, `stem`, `lemma` and `root`."""
    origin: str = ""
    """Who says it, as the file names them; empty where this version's own annotator of the kind does."""

    @property
    def plain(self) -> str | dict[str, str]:
        """Its value as JSON holds it: words share read-only mappings, which JSON refuses."""
        return self.value if isinstance(self.value, str) else dict(self.value)


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article with all that is known of its text: what every later step takes."""

    article: Article
    """The article, untouched."""
    annotations: tuple[Annotation, ...]
    """In order of start, longer before shorter, then kind."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, as plain data that JSON can carry between Python and JavaScript."""

    text: str
    """The words as they were typed."""
    tree: Mapping[str, Any]
    """The parsed question: see `query.parse` for its nodes."""
    level: str = "lemma"
    """One of `LEVELS`: how far a found word may be from the word asked for."""
    notes: tuple[str, ...] = ()
    """Message keys for what could not be read as asked and was searched as words instead."""
    collapse: bool = False
    """Whether a report that stands in the archive several times is listed, and counted, once."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query."""

    article: Article
    """The article found."""
    score: float
    """Higher is better; comparable only within one answer."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where the words asked for stand in `article.text`, in order."""


Annotator = Callable[[Article, tuple[Annotation, ...]], Iterable[Annotation]]
"""Given an article and what earlier annotators said of it, says more. It never alters text."""
