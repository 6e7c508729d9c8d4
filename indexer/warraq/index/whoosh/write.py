"""A Whoosh index is written, whole or after a change: see the package."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from warraq import readings
from warraq.garbage import uncollected
from warraq.index.whoosh.segment import NAME, Segment, leaf_of, new_schema
from warraq.model import Leaf
from warraq.search import manifest, postings
from warraq.search.collect import Collector, Reports
from warraq.search.postings import Postings
from warraq.search.vocabulary import Analyse
from warraq.swap import link_or_copy
from warraq.variants import Sets

FORMAT = "whoosh 2"
"""Kind and version of what an index folder holds; another one is refused."""
SEGMENTS = 12
"""Parts an index may have before an update writes it whole again."""
WORDS = "words"
"""The folder of our arrays within an index."""


def write(
    leaves: Iterable[Leaf],
    folder: Path,
    analyse: Analyse = readings.read,
    *,
    reports: Reports = dict[str, str],
    sets: Sets = (),
) -> None:
    """Write the whole index of an archive into a new or empty folder. The same leaves give the same bytes.

    `sets` are what the publisher takes for the same word.
    """
    folder.mkdir(parents=True, exist_ok=True)
    storage = FileStorage(str(folder))
    schema = new_schema()
    TOC.create(storage, schema, NAME)
    segment = Segment(storage, schema, 1)
    collector = Collector()
    with uncollected():
        for leaf in leaves:
            segment.add(leaf, collector)
        found = collector.finish(analyse, reports(), sets)
        segment.finish(found, 0)
    _finish(folder, TOC(schema, [segment.segment], 1), found, {})


def update(  # noqa: PLR0913 - an index, a change of it, and what the archive is known by
    folder: Path,
    target: Path,
    changed: Iterable[Leaf],
    removed: Iterable[str] = (),
    analyse: Analyse = readings.read,
    *,
    reports: Reports = dict[str, str],
) -> None:
    """Write into a new or empty folder `target` the index in `folder` after a change, which is itself left alone.

    `changed` are the new and changed articles, `removed` the ids of those that are gone; `reports` tells of all there
    are. Files that stay the same are hard-linked where the file system allows. Answers are the same as a fresh index's;
    bytes need not be. Raises `SearchError` where `folder` cannot be used.
    """
    files = manifest.checked(folder, FORMAT)
    old = postings.load(folder / WORDS)
    leaves = list(changed)
    number = {identity: place for place, identity in enumerate(old.ids) if identity}
    gone = {number[identity] for identity in (*removed, *(leaf.article.id for leaf in leaves)) if identity in number}
    toc = TOC.read(FileStorage(str(folder)), NAME)
    if len(toc.segments) >= SEGMENTS or 4 * (len(old.ids) - old.articles + len(gone)) > len(old.ids):
        write(_all_leaves(folder, old, gone, leaves), target, analyse, reports=reports, sets=old.vocabulary.sets)
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
    with uncollected():
        if leaves:
            segment = Segment(storage, toc.schema, toc.generation + 1)
            for leaf in leaves:
                segment.add(leaf, collector)
            segments = [*segments, segment.segment]
        found = collector.add_to(old, gone, analyse, reports())
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
    reader = FileIndex(FileStorage(str(folder)), indexname=NAME).reader()
    try:
        for number, identity in enumerate(old.ids):
            if identity and number not in gone:
                yield leaf_of(reader.stored_fields(number))
    finally:
        reader.close()
    yield from leaves


def _finish(folder: Path, toc: TOC, found: Postings, known: dict[str, str]) -> None:
    """Write what closes an index: Whoosh's table of contents, our arrays, and when all is on the disk the manifest."""
    toc.write(FileStorage(str(folder)), NAME)
    current = f"_{NAME}_{toc.generation}.toc"
    for older in folder.glob("*.toc"):
        if older.name != current:
            older.unlink()
    shutil.rmtree(folder / f"{NAME}.tmp", ignore_errors=True)  # where Whoosh kept columns while it wrote
    (folder / WORDS).mkdir(exist_ok=True)
    postings.save(found, folder / WORDS)
    manifest.write(folder, FORMAT, found.articles, known)
