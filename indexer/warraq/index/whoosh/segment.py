"""One part of a Whoosh index, from articles and their postings to bytes, and an article's fields there and back."""

from __future__ import annotations

import json

from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage

from warraq.address import article_address
from warraq.index.whoosh.blocks import Codec, Term, terms_of
from warraq.model import NAMES, Annotation, Article, Leaf
from warraq.search.collect import Collector, field_values
from warraq.search.postings import Postings
from warraq.search.query import FIELDS
from warraq.words import forms

NAME = "MAIN"
"""Whoosh's own name for an index without a name."""


def new_schema() -> Schema:
    """Give the fields of an article and how Whoosh keeps them."""
    plain = SpaceSeparatedTokenizer()  # whoever searches with Whoosh's own parser types folded words
    return Schema(
        id=ID(stored=True, unique=True),
        title=TEXT(analyzer=plain, stored=True),
        text=TEXT(analyzer=plain, stored=True),
        date=ID(stored=True),
        url=STORED,
        more=STORED,
        **{field: KEYWORD(stored=field not in NAMES) for field in FIELDS},
    )


def _codec() -> W3Codec:
    return W3Codec(compression=0)  # zlib on each small block costs more than it saves


class Segment:
    """One part of a Whoosh index, written as `whoosh.writing.SegmentWriter` writes it.

    Only the sorting of postings is left out, since ours come sorted. It is named by a number, where Whoosh takes random
    letters, so that two writes give the same bytes.
    """

    def __init__(self, storage: FileStorage, schema: Schema, number: int) -> None:
        """Begin part `number` of the index in `storage`."""
        self.schema = schema
        self.segment = W3Segment(_codec(), NAME, segid=f"{number:016x}")
        self._storage = storage
        self._articles = _codec().per_document_writer(storage, self.segment)
        self._count = 0
        self._lengths: dict[str, list[int]] = {"text": [], "title": []}
        self._terms: dict[str, dict[str, list[int]]] = {field: {} for field in ("id", "date", *FIELDS)}

    def add(self, leaf: Leaf, collector: Collector) -> None:
        """Take an article, for its stored fields and filters here, and for its words in the collector."""
        text, title = collector.add(leaf)
        article = leaf.article
        values = {"id": [article.id], "date": [article.date] if article.date else []}
        for field, value in field_values(leaf):
            values.setdefault(field, []).extend(forms(value))
        for field, terms in values.items():
            for term in dict.fromkeys(terms):
                self._terms[field].setdefault(term, []).append(self._count)
        lengths = {"text": text, "title": title}
        for field, length in lengths.items():
            self._lengths[field].append(length)
        writer = self._articles
        writer.start_doc(self._count)
        for field, stored in sorted(_stored(leaf).items()):
            writer.add_field(field, self.schema[field], stored, lengths.get(field, 0))
        writer.finish_doc()
        self._count += 1

    def finish(self, found: Postings, first: int) -> None:
        """Write the postings of the articles from number `first` on."""
        self._articles.close()
        self.segment.set_doc_count(self._count)
        writer = Codec(compression=0).field_writer(self._storage, self.segment)
        for field, articles in sorted(self._terms.items()):
            listed = sorted((_bytes(term), numbers) for term, numbers in articles.items())
            writer.add_field(
                field, self.schema[field], (Term(text, at, [1.0] * len(at), [], []) for text, at in listed)
            )
        for field in ("text", "title"):  # the last by name, too
            kind = self.schema[field]
            terms = terms_of(found, first, self._lengths[field], title=field == "title", form_of=kind.format)
            writer.add_field(field, kind, terms)
        writer.close()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _stored(leaf: Leaf) -> dict[str, str]:
    """Give the stored fields, each a string of its own.

    Pickling writes a shared string once, and whether equal strings are shared depends on where they were read from.
    """
    article = leaf.article
    kept: dict[tuple[str, object], Annotation] = {}  # what a search needs of the annotations, a name once
    for note in leaf.annotations:
        if note.kind in NAMES or note.kind == "repair":
            kept.setdefault((note.kind, note.value if note.kind in NAMES else note.start), note)
    notes = [[note.start, note.end, note.kind, note.value] for note in kept.values()]
    values = {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "date": article.date,
        "source": article.source,
        "category": article.meta.get("category", ""),
        "author": article.meta.get("author", ""),
        "url": article_address(article.id),
        "more": json.dumps({"meta": dict(article.meta), "notes": notes}, ensure_ascii=False, sort_keys=True),
    }
    return {field: _bytes(value).decode("utf-8", "surrogatepass") for field, value in values.items()}


def leaf_of(stored: dict[str, str]) -> Leaf:
    """Read an article from its stored fields."""
    more = json.loads(stored["more"])
    article = Article(stored["id"], stored["title"], stored["text"], stored["date"], stored["source"], more["meta"])
    return Leaf(article, tuple(Annotation(*note) for note in more["notes"]))
