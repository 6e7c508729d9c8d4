"""A Whoosh index is opened and checked: see the package."""

from __future__ import annotations

from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from warraq import readings
from warraq.index.whoosh.segment import NAME, leaf_of
from warraq.index.whoosh.write import FORMAT, WORDS
from warraq.search import Searcher, SearchError, manifest, postings
from warraq.search.vocabulary import Analyse


def open_index(folder: Path, analyse: Analyse | None = readings.read) -> Searcher:
    """Open an index; every file is checked first.

    Raises `SearchError` where there is no complete index, a file is missing or damaged, or other rules or another
    version made it.
    """

    def opening() -> Searcher:
        reader = FileIndex(FileStorage(str(folder)), indexname=NAME).reader()
        # Whoosh opens the file of articles when the first is asked for; by then another index may stand here.
        for part, _ in reader.leaf_readers():
            if part.doc_count_all():
                part.stored_fields(0)
        found = postings.load(folder / WORDS)
        return Searcher(found, lambda number: leaf_of(reader.stored_fields(number)), analyse, reader.close)

    return manifest.while_steady(folder, FORMAT, opening)


def verify(folder: Path) -> list[SearchError]:
    """List all that is wrong with an index; nothing where it is as it was written."""
    return manifest.verify(folder, FORMAT)
