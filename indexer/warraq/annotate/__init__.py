"""Annotating: what is said of a text, by one annotator a file; `ANNOTATORS` gives their order.

An annotator sees the article and what those before it said, says more, and alters nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from warraq import dictionaries
from warraq.annotate import (
    dates,
    gazetteer,
    names,
    numbers,
    parts,
    people,
    quotes,
    repairs,
    scores,
    sentences,
    sources,
    words,
)
from warraq.model import Annotation, Annotator, Article, Leaf

ANNOTATORS: tuple[Annotator, ...] = (
    sentences.annotate,
    numbers.annotate,
    dates.annotate,
    names.annotate,
    quotes.annotate,
    sources.annotate,
    repairs.annotate,
    words.annotate,
)


def load() -> None:
    """Load all that the annotators look things up in, so that processes forked after this share it."""
    dictionaries.load()
    gazetteer.load()
    parts.load()
    scores.load()


def _order(note: Annotation) -> tuple[int, int, str, str]:
    # No two words stand in one place, and their mappings are slow to write out.
    return note.start, -note.end, note.kind, note.value if isinstance(note.value, str) else ""


def annotate(article: Article, said: Sequence[Annotation] = ()) -> Leaf:
    """Give the article with all that the annotators say of it, in order of start, longer before shorter, then kind.

    What people `said` of it stands first: annotators see it, and what they say of the same thing is left out.
    """
    notes = people.named(said, article.text)
    for annotator in ANNOTATORS:
        found = annotator(article, tuple(notes))
        notes = people.settled(notes, found, said) if said else [*notes, *found]
    meant = (note for note in notes if note.kind != "listed" and not repairs.is_refusal(note, article.text))
    return Leaf(article, tuple(sorted(meant, key=_order)))


def complete(begun: Leaf) -> Leaf:
    """Annotate an article with which people began."""
    return annotate(begun.article, begun.annotations)
