"""Reading: files of every format to articles, and what is wrong with them.

for found in read([Path("corpus")], settings):
    print(describe(found, "en") if isinstance(found, Problem) else found.title)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from warraq.address import slug
from warraq.model import Annotation, Article, Leaf
from warraq.read.article import make_article
from warraq.read.decode import encoding_name, find_encoding
from warraq.read.files import File, chunks, place_below, walk
from warraq.read.html import declared_encoding, read_page
from warraq.read.jsonl import read_lines, read_list
from warraq.read.listed import Listed, read_listed
from warraq.read.markdown import read_markdown
from warraq.read.problem import Problem, UnreadableError, describe
from warraq.read.record import Record
from warraq.read.standoff import ending, shelve, what_is_said
from warraq.read.table import read_table
from warraq.read.text import read_plain
from warraq.read.verdicts import Verdicts, read_verdicts
from warraq.settings import Settings

T = TypeVar("T")

__all__ = ["READERS", "Problem", "describe", "read", "read_leaves"]

READERS: dict[str, Callable[[File], Iterator[Record | Problem]]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".jsonl": read_lines,
    ".json": read_list,
    ".csv": read_table,
    ".tsv": read_table,
    ".html": read_page,
    ".htm": read_page,
}
"""Who reads a file, by its suffix."""
_TABLES = {".csv", ".tsv"}
_LINE_BY_LINE = {".jsonl", *_TABLES}
_PAGES = {".html", ".htm"}


def read(paths: Iterable[Path], settings: Settings) -> Iterator[Article | Problem]:
    """Read all articles at and below `paths`, as `read_leaves` does, without what people say of them."""
    return (found.article if isinstance(found, Leaf) else found for found in read_leaves(paths, settings))


def read_leaves(paths: Iterable[Path], settings: Settings) -> Iterator[Leaf | Problem]:
    """Read all articles at and below `paths`, in an order that is always the same, with people's annotations of them.

    What cannot be read comes as a `Problem` in its place; it never stops the rest. Raises `SettingsError` for a file of
    the publisher's own names that cannot be used. An id that an earlier article has
    is refused, as is one that differs from it only in the case of letters: some file systems hold both as one.
    """
    seen: dict[str, tuple[str, str]] = {}
    paths = tuple(paths)
    files = [*walk(paths)]
    shelf = shelve(files, paths)
    listed = read_listed(settings)
    verdicts, problems = read_verdicts(settings)
    yield from problems
    for file in files:
        if isinstance(file, File) and ending(file):
            continue
        for found in [file] if isinstance(file, Problem) else _safely(file, _read_file(file, settings)):
            if isinstance(found, Article):
                assert isinstance(file, File)
                line = int(found.meta.get("line", "0"))
                where = f"{file.name}:{line}" if line else file.name
                first_id, first = seen.setdefault(slug(found.id).lower(), (found.id, where))
                if first != where:
                    key = "repeated_id" if first_id == found.id else "alike_id"
                    yield file.problem(key, line, id=found.id, other=first_id, first=first)
                    continue
                yield from _with_annotations(found, shelf.of(found, file), settings, verdicts, listed)
            else:
                yield found
    for file in shelf.lonely.values():
        yield file.problem("annotation_no_article", name=file.stem)


def _with_annotations(
    article: Article, files: list[File], settings: Settings, verdicts: Verdicts, listed: Listed
) -> Iterator[Leaf | Problem]:
    """Give what is wrong with the files of annotations that belong to an article, then the article with the rest."""
    said: dict[Annotation, None] = dict.fromkeys((*verdicts.of(article.text), *listed.of(article.text)))
    for file in files:
        for found in _safely(file, _said(file, article, settings)):
            if isinstance(found, Annotation):
                said[found] = None
            else:
                yield found
    yield Leaf(article, tuple(sorted(said, key=lambda note: (note.start, -note.end, note.kind))))


def _said(file: File, article: Article, settings: Settings) -> Iterator[Annotation | Problem]:
    yield from what_is_said(_looked_at(file, settings), article)


def _safely(file: File, work: Iterator[T | Problem]) -> Iterator[T | Problem]:
    """Give what is read of a file; what stops the reading becomes a problem."""
    try:
        yield from work
    except UnreadableError as error:
        yield file.failure(error)
    except OSError as error:
        yield file.problem("unreadable", reason=error.strerror or error)
    except UnicodeError as error:  # it changed while it was read
        yield file.problem("unreadable", reason=error)


def _read_file(file: File, settings: Settings) -> Iterator[Article | Problem]:
    reader = READERS.get(file.suffix)
    if reader is None:
        yield file.problem("unknown_suffix", grave=False, suffix=file.suffix or "—", known=" ".join(READERS))
        return
    file = _looked_at(file, settings)
    if file.encoding == "utf-8-sig":
        yield file.problem("byte_order_mark", grave=False)
    elif file.encoding != "utf-8":
        yield file.problem("encoding", grave=False, encoding=encoding_name(file.encoding))
    for record in reader(file):
        if isinstance(record, Problem):
            yield record
        elif file.suffix in _TABLES and not {"text", settings.fields.get("text")} & record.fields.keys():
            yield file.problem("no_text_column", 1, columns=" ".join(record.fields))
            return  # every row would say the same
        else:
            yield from make_article(record, file, settings)


def _looked_at(file: File, settings: Settings) -> File:
    whole = file.suffix not in _LINE_BY_LINE
    named = settings.encoding
    if file.suffix in _PAGES:
        named = declared_encoding(next(chunks(file, whole=whole), b"")[:4096]) or named
    encoding, broken = find_encoding(lambda: chunks(file, whole=whole), named)
    return dataclasses.replace(file, place=place_below(settings.root, file.path), encoding=encoding, broken=broken)
