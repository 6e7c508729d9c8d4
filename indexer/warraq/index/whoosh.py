"""The Whoosh index: articles and postings that any Whoosh can open, with our own arrays beside them for speed.

A folder holds what `whoosh.index.open_dir` reads (search its `text` with folded words), `words/` (see `postings`), and
`manifest.json` with the SHA-256 of every file, written last: a folder without it was never finished. Why both, and what
each costs: docs/decisions/003. Only what Whoosh 2.7.4 has too is used, by its codec interface.

An index holds pickles. Never open one that a stranger made: make one from the articles instead.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from warraq import readings
from warraq.address import article_address
from warraq.model import NAMES, Annotation, Article, Leaf
from warraq.search import Searcher, SearchError, manifest, postings
from warraq.search.collect import Collector, field_values
from warraq.search.postings import SHIFT, TITLE, Postings
from warraq.search.query import FIELDS
from warraq.search.vocabulary import Analyse
from warraq.swap import link_or_copy
from warraq.words import forms

FORMAT = "whoosh 1"
"""Kind and version of what an index folder holds; another one is refused."""
SEGMENTS = 12
"""Parts an index may have before an update writes it whole again."""

_NAME = "MAIN"  # Whoosh's own name for an index without a name
_WORDS = "words"
_CHUNK = 1 << 19  # occurrences turned into Python numbers at a time


def _schema() -> Schema:
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


# Writing


def write(leaves: Iterable[Leaf], folder: Path, analyse: Analyse = readings.read) -> None:
    """Write the whole index of an archive into a new or empty folder. The same leaves give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    storage = FileStorage(str(folder))
    schema = _schema()
    TOC.create(storage, schema, _NAME)
    segment = _Segment(storage, schema, 1)
    collector = Collector()
    for leaf in leaves:
        segment.add(leaf, collector)
    found = collector.finish(analyse)
    segment.finish(found, 0)
    _finish(folder, TOC(schema, [segment.segment], 1), found, {})


def update(
    folder: Path,
    target: Path,
    changed: Iterable[Leaf],
    removed: Iterable[str] = (),
    analyse: Analyse = readings.read,
) -> None:
    """Write into a new or empty folder `target` the index in `folder` after a change, which is itself left alone.

    `changed` are the new and changed articles, `removed` the ids of those that are gone. Files that stay the same are
    hard-linked where the file system allows. Answers are the same as a fresh index's; bytes need not be.
    Raises `SearchError` where `folder` cannot be used.
    """
    files = manifest.checked(folder, FORMAT)
    old = postings.load(folder / _WORDS)
    leaves = list(changed)
    number = {identity: place for place, identity in enumerate(old.ids) if identity}
    gone = {number[identity] for identity in (*removed, *(leaf.article.id for leaf in leaves)) if identity in number}
    toc = TOC.read(FileStorage(str(folder)), _NAME)
    if len(toc.segments) >= SEGMENTS or 4 * (len(old.ids) - old.articles + len(gone)) > len(old.ids):
        write(_all_leaves(folder, old, gone, leaves), target, analyse)
        return
    target.mkdir(parents=True, exist_ok=True)
    kept: dict[str, str] = {}
    for name, digest in files.items():
        if "/" not in name and not name.endswith(".toc"):
            link_or_copy(folder / name, target / name)
            kept[name] = digest
    storage = FileStorage(str(target))
    _delete(toc.segments, gone)
    segments = toc.segments
    collector = Collector(len(old.ids))
    if leaves:
        segment = _Segment(storage, toc.schema, toc.generation + 1)
        for leaf in leaves:
            segment.add(leaf, collector)
        segments = [*segments, segment.segment]
    found = collector.add_to(old, gone, analyse)
    if leaves:
        segment.finish(found, len(old.ids))
    _finish(target, TOC(toc.schema, segments, toc.generation + 1), found, kept)


def _delete(segments: list[Any], gone: set[int]) -> None:
    first = 0
    for segment in segments:
        size = segment.doc_count_all()
        for number in sorted(number - first for number in gone if first <= number < first + size):
            segment.delete_document(number)
        first += size


def _all_leaves(folder: Path, old: Postings, gone: set[int], leaves: list[Leaf]) -> Iterator[Leaf]:
    reader = FileIndex(FileStorage(str(folder)), indexname=_NAME).reader()
    try:
        for number, identity in enumerate(old.ids):
            if identity and number not in gone:
                yield _leaf(reader.stored_fields(number))
    finally:
        reader.close()
    yield from leaves


class _Segment:
    """One part of a Whoosh index, written as `whoosh.writing.SegmentWriter` writes it.

    Only the sorting of postings is left out, since ours come sorted. It is named by a number, where Whoosh takes random
    letters, so that two writes give the same bytes.
    """

    def __init__(self, storage: FileStorage, schema: Schema, number: int) -> None:
        self.schema = schema
        self.segment = W3Segment(_codec(), _NAME, segid=f"{number:016x}")
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
        writer = _codec().field_writer(self._storage, self.segment)
        writer.add_postings(self.schema, self, self._items(found, first))
        writer.close()

    def doc_field_length(self, number: int, field: str, default: int = 0) -> int:
        """Give the number of words in an article's field: Whoosh keeps the least and most of each term."""
        lengths = self._lengths.get(field)
        return lengths[number] if lengths else default

    def _items(self, found: Postings, first: int) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """Give every posting, in order of field, then of the term's UTF-8 bytes."""
        for field, terms in sorted(self._terms.items()):
            if field > "text":
                raise AssertionError(field)  # text and title come last
            for term in sorted(terms, key=_bytes):
                for number in terms[term]:
                    yield field, _bytes(term), number, 1.0, b""
        yield from _positions(found, first, "text", self.schema["text"].format)
        yield from _positions(found, first, "title", self.schema["title"].format)


def _positions(found: Postings, first: int, field: str, form_of: Any) -> Iterator[tuple[str, bytes, int, float, bytes]]:
    """Give the postings of the text or the title: forms in order, which is the order of their bytes too."""
    vocabulary = found.vocabulary
    places = np.asarray(found.starts)[vocabulary.first]  # of each form, where its occurrences begin
    alone: dict[int, bytes] = {}
    low = 0
    while low < len(vocabulary.forms):
        high = max(low + 1, int(np.searchsorted(places, places[low] + _CHUNK)) - 1)
        keys = np.array(found.keys[places[low] : places[high]])
        form = np.repeat(np.arange(low, high), np.diff(places[low : high + 1]))
        wanted = (keys >> SHIFT >= first) & ((keys & (2 * TITLE - 1) >= TITLE) == (field == "title"))
        keys, form = keys[wanted], form[wanted]
        order = np.lexsort((keys, form))
        keys, form = keys[order], form[order]
        article = (keys >> SHIFT) - first
        position = keys & (TITLE - 1)
        changes = np.flatnonzero(np.diff(article, prepend=-1) | np.diff(form, prepend=-1))
        ends = np.append(changes, len(keys))[1:].tolist()
        positions = position.tolist()
        columns = zip(changes.tolist(), ends, article[changes].tolist(), form[changes].tolist(), strict=True)
        for start, end, number, at in columns:
            if end - start == 1:
                value = alone.get(positions[start])
                if value is None:
                    value = alone[positions[start]] = form_of.encode(positions[start:end])
            else:
                value = form_of.encode(positions[start:end])
            yield field, vocabulary.forms[at].encode(), number, float(end - start), value
        low = high


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


def _leaf(stored: dict[str, str]) -> Leaf:
    more = json.loads(stored["more"])
    article = Article(stored["id"], stored["title"], stored["text"], stored["date"], stored["source"], more["meta"])
    return Leaf(article, tuple(Annotation(*note) for note in more["notes"]))


def _finish(folder: Path, toc: TOC, found: Postings, known: dict[str, str]) -> None:
    """Write what closes an index: Whoosh's table of contents, our arrays, and when all is on the disk the manifest."""
    toc.write(FileStorage(str(folder)), _NAME)
    current = f"_{_NAME}_{toc.generation}.toc"
    for older in folder.glob("*.toc"):
        if older.name != current:
            older.unlink()
    shutil.rmtree(folder / f"{_NAME}.tmp", ignore_errors=True)  # where Whoosh kept columns while it wrote
    (folder / _WORDS).mkdir(exist_ok=True)
    postings.save(found, folder / _WORDS)
    manifest.write(folder, FORMAT, found.articles, known)


# Reading


def open_index(folder: Path, analyse: Analyse | None = readings.read) -> Searcher:
    """Open an index; every file is checked first.

    Raises `SearchError` where there is no complete index, a file is missing or damaged, or other rules or another
    version made it.
    """

    def opening() -> Searcher:
        reader = FileIndex(FileStorage(str(folder)), indexname=_NAME).reader()
        found = postings.load(folder / _WORDS)
        return Searcher(found, lambda number: _leaf(reader.stored_fields(number)), analyse, reader.close)

    return manifest.while_steady(folder, FORMAT, opening)


def verify(folder: Path) -> list[SearchError]:
    """List all that is wrong with an index; nothing where it is as it was written."""
    return manifest.verify(folder, FORMAT)
