"""The articles of a static index: what a search shows of them, and their texts, cut where sentences begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from warraq.address import article_address
from warraq.model import Annotation, Article, Leaf
from warraq.search.pack import numbers, pack, read_numbers

TEXTS = 500
"""Words of articles in a file, about."""
_META = ("category", "author")
_LED, _UNCUT = 1, 2
"""Marks of an article: its title is the text's own beginning; no sentence begins where its text does."""


def cuts(lengths: Sequence[int]) -> list[int]:
    """Give the number of the first article of each file by the articles' lengths; an article is never parted."""
    first: list[int] = []
    size = TEXTS
    for number, length in enumerate(lengths):
        if size >= TEXTS:
            first.append(number)
            size = 0
        size += length
    return first


def pack_articles(leaves: Sequence[Leaf]) -> list[bytes]:
    """Give the pack of a file of articles; a text is cut where its sentences begin."""
    articles = [leaf.article for leaf in leaves]
    starts = [[note.start for note in leaf.annotations if note.kind == "sentence"] for leaf in leaves]
    repairs = [[note for note in leaf.annotations if note.kind == "repair"] for leaf in leaves]
    pieces = [
        [article.text[low:high] for low, high in pairwise((0, *filter(None, begins), len(article.text)))]
        for article, begins in zip(articles, starts, strict=True)
    ]
    marks = [
        _LED * (article.meta.get("title_from") == "lead") + _UNCUT * (begins[:1] != [0])
        for article, begins in zip(articles, starts, strict=True)
    ]
    addresses = [article_address(article.id) for article in articles]
    texts: list[Sequence[str]] = [
        [article.id for article in articles],
        _column(
            ["" if one == f"a/{article.id}.html" else one for article, one in zip(articles, addresses, strict=True)]
        ),
        _column([article.title for article in articles]),
        _column([article.date for article in articles]),
        _column([article.source for article in articles]),
        _column([article.meta.get("category", "") for article in articles]),
        _column([article.meta.get("author", "") for article in articles]),
        [piece for text in pieces for piece in text],
        [str(note.plain) for notes in repairs for note in notes],
    ]
    return pack(
        texts,
        [
            numbers(marks),
            numbers([len(text) for text in pieces]),
            numbers([len(notes) for notes in repairs]),
            numbers([place for notes in repairs for note in notes for place in (note.start, note.end - note.start)]),
        ],
    )


def _column(values: Sequence[str]) -> Sequence[str]:
    """Give values, one an article; only one where it is that of all of them."""
    return values[:1] if len(set(values)) == 1 else values


def read_articles(texts: list[list[str]], streams: list[bytes]) -> Iterator[Leaf]:
    """Read a file of articles."""
    ids, _, *columns, pieces, meant = texts
    marks, sizes, repaired, places = (read_numbers(stream).tolist() for stream in streams)
    rows = zip(ids, *(_spread(column, len(ids)) for column in columns), strict=True)
    piece, plain, place = iter(pieces), iter(meant), iter(places)
    for (identity, title, date, source, *meta), mark, size, repairs in zip(rows, marks, sizes, repaired, strict=True):
        parts = [next(piece, "") for _ in range(size)]
        begins = list(accumulate(map(len, parts), initial=0))
        known = {name: value for name, value in zip(_META, meta, strict=True) if value}
        if mark & _LED:
            known["title_from"] = "lead"
        notes = [
            Annotation(start, end, "sentence", str(number))
            for number, (start, end) in enumerate(pairwise(begins[bool(mark & _UNCUT) :]), 1)
        ]
        for start, length in [(next(place), next(place)) for _ in range(repairs)]:
            notes.append(Annotation(start, start + length, "repair", next(plain, "")))
        article = Article(identity, title, "".join(parts), date, source, known)
        yield Leaf(article, tuple(sorted(notes, key=lambda note: (note.start, -note.end, note.kind))))


def _spread(column: list[str], size: int) -> list[str]:
    return column if len(column) == size else (column or [""]) * size
