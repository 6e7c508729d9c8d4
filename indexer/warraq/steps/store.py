"""Leaves kept between builds: an article that did not change is not annotated twice.

One SQLite file, since a killed build must leave it sound. A leaf's key names the article's content and the code that
annotated it, so a row is never out of date: it is there or it is not.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from warraq.facts import Facts
from warraq.model import Annotation, Article, Leaf


@lru_cache(maxsize=16)
def fingerprint(*rooms: str) -> str:
    """Name the code and data of some rooms of the package (files or folders), so that a change of them shows."""
    digest = hashlib.sha256()

    def add(entry: Traversable) -> None:
        if entry.is_dir():
            for child in sorted(entry.iterdir(), key=lambda child: child.name):
                if child.name != "__pycache__":
                    add(child)
        else:
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())

    for room in rooms:
        add(files("warraq").joinpath(room))
    return digest.hexdigest()[:16]


def key_of(begun: Leaf, annotators: str) -> str:
    """Name a leaf: the article's whole content, what people said of it, and the `fingerprint` of what annotates it."""
    article = begun.article
    content = [article.id, article.title, article.text, article.date, article.source, sorted(article.meta.items())]
    said = list(map(_packed, begun.annotations))
    packed = json.dumps([annotators, content, said], ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(packed).hexdigest()[:32]


def _packed(note: Annotation) -> list[object]:
    fields: list[object] = [note.start, note.end, note.kind, note.plain]
    return [*fields, note.origin] if note.origin else fields  # nearly all are the machine's: no byte for that


def leaf_to_bytes(leaf: Leaf) -> bytes:
    """Pack a leaf as compressed JSON."""
    article = leaf.article
    data = [
        [article.id, article.title, article.text, article.date, article.source, dict(article.meta)],
        [_packed(note) for note in leaf.annotations],
    ]
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def leaf_from_bytes(packed: bytes) -> Leaf:
    """Unpack what `leaf_to_bytes` packed."""
    article, annotations = json.loads(zlib.decompress(packed))
    return Leaf(Article(*article), tuple(Annotation(*note) for note in annotations))


class Row(NamedTuple):
    """All that is kept of an article."""

    key: str
    """Its leaf's key."""
    leaf: bytes
    """Its leaf, packed."""
    facts: bytes
    """Its facts, packed."""
    date: str
    """Its date: this and the next once more, to be had without unpacking."""
    runs: str
    """By which copies are found, as in its facts."""


_LAYOUT = 2  # of the table: rows of another are of other code, and so of no use


class Store:
    """The leaves and their facts, by key."""

    def __init__(self, path: Path) -> None:
        """Open the store, making it where there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(path)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        if self._base.execute("PRAGMA user_version").fetchone() != (_LAYOUT,):
            self._base.executescript(
                "BEGIN IMMEDIATE; DROP TABLE IF EXISTS leaves;"
                "CREATE TABLE leaves (key TEXT PRIMARY KEY, leaf BLOB, facts BLOB, date TEXT, runs TEXT);"
                f"PRAGMA user_version = {_LAYOUT}; COMMIT"
            )

    def __contains__(self, key: str) -> bool:
        """Tell whether a leaf is kept."""
        return self._base.execute("SELECT 1 FROM leaves WHERE key = ?", (key,)).fetchone() is not None

    def add(self, rows: Iterable[Row]) -> None:
        """Keep articles. What is added together stays or goes together."""
        with self._base:
            self._base.executemany("INSERT OR REPLACE INTO leaves VALUES (?, ?, ?, ?, ?)", rows)

    def leaf(self, key: str) -> Leaf:
        """Give one leaf. Raises `KeyError` where it is not kept."""
        row = self._base.execute("SELECT leaf FROM leaves WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return leaf_from_bytes(row[0])

    def leaves(self, keys: Iterable[str]) -> Iterator[Leaf]:
        """Give leaves in the order of `keys`, one at a time."""
        return (self.leaf(key) for key in keys)

    def facts(self, key: str) -> Facts:
        """Give the facts of one leaf. Raises `KeyError` where it is not kept."""
        row = self._base.execute("SELECT facts FROM leaves WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return Facts.unpack(row[0])

    def runs(self, keys: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
        """Give for articles, by id the keys of their leaves, what `copies.reports` asks: date, id and fingerprint.

        Raises `KeyError` for a leaf that is not kept.
        """
        for identity, key in keys.items():
            row = self._base.execute("SELECT date, runs FROM leaves WHERE key = ?", (key,)).fetchone()
            if row is None:
                raise KeyError(key)
            yield row[0], identity, row[1]

    def keep_only(self, keys: Iterable[str]) -> None:
        """Let go of every leaf but these."""
        with self._base:
            self._base.execute("CREATE TEMP TABLE kept (key TEXT PRIMARY KEY)")
            self._base.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in keys))
            self._base.execute("DELETE FROM leaves WHERE key NOT IN (SELECT key FROM kept)")
            self._base.execute("DROP TABLE kept")

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()
