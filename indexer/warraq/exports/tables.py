"""Tables for spreadsheets: the archive's names, and where each is mentioned (RFC 4180, UTF-8 with a byte order mark).

The mark is there because Excel takes a file without one for the system's old encoding, and Arabic for nonsense.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import closing

from warraq.address import name_address
from warraq.exports.format import Format, author, encodable, json_line, name_id
from warraq.model import NAMES, Annotation, Leaf
from warraq.ownnames import OwnName, read_own_names
from warraq.settings import Settings

MENTIONS = ("name_id", "kind", "canonical", "article_id", "start", "end", "surface", "sentence", "origin")
NAMES_HEAD = ("name_id", "kind", "canonical", "articles", "mentions", "variants", "wikidata")
_BETWEEN = " | "  # between variants in one cell
# What a spreadsheet would run: see OWASP, CSV Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """Give a value that no spreadsheet takes for a formula: an apostrophe goes before what looks like one."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def rows(table: Iterable[Iterable[object]]) -> str:
    """Give rows as CSV, lines ended by CR and LF."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([map(cell, row) for row in table])
    return encodable(text.getvalue())


def _named(leaf: Leaf) -> Iterator[Annotation]:
    return (note for note in leaf.annotations if note.kind in NAMES)


def mentions(leaf: Leaf, settings: Settings) -> str:  # noqa: ARG001 - a `Format.piece`
    """Give a row for each mention of a name; sentences are numbered from 1."""
    starts = [note.start for note in leaf.annotations if note.kind == "sentence"]
    text = leaf.article.text
    return rows(
        (
            name_id(note),
            note.kind,
            note.value,
            leaf.article.id,
            note.start,
            note.end,
            text[note.start : note.end],
            bisect_right(starts, note.start) or "",
            author(note),
        )
        for note in _named(leaf)
    )


def mentions_of_all(pieces: Iterable[str], settings: Settings) -> Iterator[str]:  # noqa: ARG001 - a `Format.whole`
    """Put the head before the rows."""
    yield rows([MENTIONS])
    yield from pieces


def names(leaf: Leaf, settings: Settings) -> str:  # noqa: ARG001 - a `Format.piece`
    """Give what the table of names needs of one article, on a line that only `names_of_all` reads."""
    text = leaf.article.text
    return json_line([(name_id(note), note.kind, note.value, text[note.start : note.end]) for note in _named(leaf)])


_SUMS = """
SELECT name, kind, COUNT(DISTINCT article) AS articles, COUNT(*) AS mentions FROM mention
GROUP BY name, kind ORDER BY articles DESC, mentions DESC, name
"""
_SPELT = "SELECT {column} FROM mention WHERE name = ? GROUP BY {column} ORDER BY COUNT(*) DESC, {column}"


def names_of_all(pieces: Iterable[str], settings: Settings) -> Iterator[str]:
    """Count the names of all articles on disk, not in memory; most mentioned first, then by id."""
    yield rows([NAMES_HEAD])
    own = {name_address(name.kind, name.name): name for name in read_own_names(settings) if name.kind}
    with closing(sqlite3.connect("")) as base:  # a file of the system's, gone when it is closed
        base.execute("CREATE TABLE mention (name TEXT, kind TEXT, canonical TEXT, surface TEXT, article INTEGER)")
        for article, piece in enumerate(pieces):
            found = [(*row, article) for row in json.loads(piece)]
            base.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?)", found)
        base.execute("CREATE INDEX by_name ON mention (name)")
        for name, kind, articles, times in base.execute(_SUMS):
            canonical, spelt = (
                [value for (value,) in base.execute(_SPELT.format(column=column), (name,))]
                for column in ("canonical", "surface")
            )
            known = own.get(f"names/{name}.html", OwnName(canonical[0], kind))
            yield rows([(name, kind, known.name, articles, times, _BETWEEN.join(spelt), known.wikidata)])


MENTIONS_FORMAT = Format(mentions, mentions_of_all, byte_order_mark=True)
NAMES_FORMAT = Format(names, names_of_all, byte_order_mark=True)
