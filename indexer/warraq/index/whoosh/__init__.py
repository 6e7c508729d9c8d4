"""The Whoosh index: articles and postings that any Whoosh can open, with our own arrays beside them for speed.

A folder holds what `whoosh.index.open_dir` reads (search its `text` with folded words), `words/` (see `postings`), and
`manifest.json` with the SHA-256 of every file, written last: a folder without it was never finished. Why both, and what
each costs: docs/decisions/003. Only what Whoosh 2.7.4 has too is used, by its codec interface.

An index holds pickles. Never open one that a stranger made: make one from the articles instead.
"""

from warraq.index.whoosh.read import open_index, verify
from warraq.index.whoosh.write import FORMAT, SEGMENTS, update, write

__all__ = ["FORMAT", "SEGMENTS", "open_index", "update", "verify", "write"]
