"""Where each word of an archive stands, as a few arrays: what scoring reads.

An occurrence is one whole number, `article << 25 | position`, so that a phrase, a distance and an article are plain
arithmetic on sorted arrays. An article's text has positions from 0, its title from `TITLE`.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from warraq import vocabulary as words_of
from warraq.model import Leaf
from warraq.periods import period
from warraq.query import FIELDS
from warraq.tokens import title_words, tokens
from warraq.vocabulary import Analyse, Ints, Vocabulary
from warraq.words import forms

SHIFT = 25
"""Bits of an occurrence that hold the position."""
TITLE = 1 << 24
"""Position of a title's first word; a text's words beyond it are not indexed."""
NAMES = ("person", "place", "organization")
"""Fields whose values are the canonical forms of an article's annotations."""


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """A field's values and which articles have them."""

    values: list[str]
    """The distinct values as they are written, in order of code points."""
    article: NDArray[np.int32]
    """Of each pair of an article and a value, the article; ascending."""
    value: NDArray[np.int32]
    """Of each pair, the place of the value in `values`."""


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """All that is needed to find and rank articles, which are numbered from 0; numbers of deleted ones stay unused."""

    vocabulary: Vocabulary
    """The words."""
    starts: Ints
    """The occurrences of the spelling `vocabulary.typed[i]` are `keys[starts[i]:starts[i + 1]]`."""
    keys: Ints
    """Occurrences, ascending within one spelling."""
    wide_at: Ints
    """Places in `keys` of the words that take up more than one position, ascending: see `tokens.Token.width`."""
    wide_by: Ints
    """How many positions each of these takes up beyond the first."""
    lengths: NDArray[np.int32]
    """Of each article, the words of text and title together; -1 for a deleted one."""
    ids: list[str]
    """Of each article, its id; "" for a deleted one."""
    ranks: NDArray[np.int32]
    """Of each article, the place of its id in code point order; ties of score are settled by it."""
    days: NDArray[np.int32]
    """First and last day (YYYYMMDD) of each article's date, two rows; 0 where it has none."""
    facets: dict[str, Facet]
    """By field: see `query.FIELDS`."""

    @property
    def articles(self) -> int:
        """How many articles there are, deleted ones not counted."""
        return int(np.count_nonzero(self.lengths >= 0))


class Collector:
    """Takes leaves one by one and keeps of them what postings are made of."""

    def __init__(self, first: int = 0) -> None:
        """Begin; `first` is the number of the first article."""
        self.first = first
        self.spellings: dict[tuple[str, str], int] = {}
        self.words = array("I")
        self.keys = array("q")
        self.wide: list[tuple[int, int]] = []
        self.lengths: list[int] = []
        self.ids: list[str] = []
        self.days: list[tuple[int, int]] = []
        self.values: dict[str, list[tuple[int, str]]] = {field: [] for field in FIELDS}

    def add(self, leaf: Leaf) -> None:
        """Take one article."""
        article = leaf.article
        number = self.first + len(self.ids)
        base = number << SHIFT
        number_of = self.spellings
        count = 0
        for token in tokens(leaf):
            if token.position >= TITLE:
                break
            if token.width > 1:
                self.wide.append((len(self.keys), token.width - 1))
            self.words.append(number_of.setdefault((token.form, token.typed), len(number_of)))
            self.keys.append(base + token.position)
            count = token.position + token.width
        titled = title_words(article)[: TITLE - 1]
        for position, spelling in enumerate(titled, base + TITLE):
            self.words.append(number_of.setdefault(spelling, len(number_of)))
            self.keys.append(position)
        self.lengths.append(count + len(titled))
        self.ids.append(article.id)
        self.days.append(period(article.date) or (0, 0))
        for field, value in field_values(leaf):
            self.values[field].append((number, value))

    def finish(self, analyse: Analyse, old: Postings | None = None, removed: Iterable[int] = ()) -> Postings:
        """Make the postings: of `old` without the articles `removed`, and of all that was added."""
        if old is not None:
            return _merge(self, analyse, old, sorted(removed))
        return self._finish(
            analyse, None, np.array(self.keys, np.int64), np.array(self.words, np.int64), list(self.spellings),
            np.array(self.wide, np.int64).reshape(-1, 2), self.lengths, self.ids,
            np.array(self.days, np.int32).reshape(-1, 2), self.values,
        )  # fmt: skip

    @staticmethod
    def _finish(  # noqa: PLR0913 - the columns of one table
        analyse: Analyse,
        known: Vocabulary | None,
        keys: Ints,
        words: Ints,
        spellings: list[tuple[str, str]],
        wide: Ints,
        lengths: list[int],
        ids: list[str],
        days: NDArray[np.int32],
        values: dict[str, list[tuple[int, str]]],
    ) -> Postings:
        """Sort occurrences by spelling; within one spelling they are in order already."""
        used = np.bincount(words, minlength=len(spellings)) > 0
        order = sorted((spelling, number) for number, spelling in enumerate(spellings) if used[number])
        new_number = np.zeros(len(spellings), np.int64)
        new_number[[number for _, number in order]] = np.arange(len(order))
        words = new_number[words] if len(words) else words
        sorting = np.argsort(words, kind="stable")
        widths = np.zeros(len(keys), np.int64)
        widths[wide[:, 0]] = wide[:, 1]
        widths = widths[sorting]
        wide_at = np.flatnonzero(widths)
        return Postings(
            words_of.build((spelling for spelling, _ in order), analyse, known),
            np.searchsorted(words[sorting], np.arange(len(order) + 1)).astype(np.int64),
            keys[sorting],
            wide_at,
            widths[wide_at],
            np.array(lengths, np.int32),
            ids,
            _ranks(ids),
            np.ascontiguousarray(days.T),
            {field: _facet(pairs) for field, pairs in values.items()},
        )


def _merge(new: Collector, analyse: Analyse, old: Postings, removed: list[int]) -> Postings:
    gone = np.zeros(len(old.ids), bool)
    gone[removed] = True
    kept = ~gone[old.keys >> SHIFT]
    old_words = np.repeat(np.arange(len(old.starts) - 1), np.diff(old.starts))[kept]
    vocabulary = old.vocabulary
    spellings = [
        (form, vocabulary.typed[at])
        for number, form in enumerate(vocabulary.forms)
        for at in range(int(vocabulary.first[number]), int(vocabulary.first[number + 1]))
    ]
    place = {spelling: number for number, spelling in enumerate(spellings)}
    for spelling in new.spellings:
        place.setdefault(spelling, len(place))
    own = np.array([place[spelling] for spelling in new.spellings], np.int64)
    new_words = own[np.array(new.words, np.int64)] if len(new.words) else np.zeros(0, np.int64)
    shift = np.cumsum(kept) - 1
    still = kept[old.wide_at]
    wide = np.concatenate([
        np.stack([shift[old.wide_at[still]], old.wide_by[still]], axis=1),
        np.array(new.wide, np.int64).reshape(-1, 2) + [int(kept.sum()), 0],
    ])  # fmt: skip
    values = {
        field: [
            (int(article), facet.values[value])
            for article, value in zip(facet.article, facet.value, strict=True)
            if not gone[article]
        ]
        + new.values[field]
        for field, facet in old.facets.items()
    }
    days = np.concatenate([np.where(gone, 0, old.days).T, np.array(new.days, np.int32).reshape(-1, 2)])
    return Collector._finish(  # noqa: SLF001 - the same table, made of two
        analyse,
        vocabulary,
        np.concatenate([np.asarray(old.keys)[kept], np.array(new.keys, np.int64)]),
        np.concatenate([old_words, new_words]),
        list(place),
        wide,
        np.where(gone, -1, old.lengths).tolist() + new.lengths,
        ["" if lost else identity for identity, lost in zip(old.ids, gone, strict=True)] + new.ids,
        days.astype(np.int32),
        values,
    )


def field_values(leaf: Leaf) -> Iterator[tuple[str, str]]:
    """Give the fields an article can be filtered by with their values, each pair once."""
    article = leaf.article
    plain = {"source": article.source, "category": article.meta.get("category"), "author": article.meta.get("author")}
    yield from ((field, value) for field, value in plain.items() if value)
    named = {(note.kind, note.value) for note in leaf.annotations if note.kind in NAMES and isinstance(note.value, str)}
    yield from sorted((kind, value) for kind, value in named if value)


def matching(facet: Facet, wanted: Iterable[str]) -> NDArray[np.int32]:
    """List the articles that have a value with all of the folded words `wanted` among its own."""
    need = set(wanted)
    fitting = [place for place, value in enumerate(facet.values) if need.issubset(forms(value))]
    return facet.article[np.isin(facet.value, fitting)]


def _ranks(ids: list[str]) -> NDArray[np.int32]:
    ranks = np.zeros(len(ids), np.int32)
    ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return ranks


def _facet(pairs: list[tuple[int, str]]) -> Facet:
    values = sorted({value for _, value in pairs})
    place = {value: number for number, value in enumerate(values)}
    table = np.array([(article, place[value]) for article, value in pairs], np.int32).reshape(-1, 2)
    return Facet(values, np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1]))


_ARRAYS = ("starts", "keys", "wide_at", "wide_by", "lengths", "ranks", "days")


def save(postings: Postings, folder: Path) -> None:
    """Write postings as plain files into an existing folder."""
    words_of.save(postings.vocabulary, folder)
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", getattr(postings, name))
    for field, facet in postings.facets.items():
        np.save(folder / f"{field}.npy", np.stack([facet.article, facet.value]))
    lists = {"ids": postings.ids, "values": {field: facet.values for field, facet in postings.facets.items()}}
    (folder / "lists.json").write_bytes(json.dumps(lists).encode())  # ASCII: an id may hold any code point


def load(folder: Path) -> Postings:
    """Read what `save` wrote; occurrences stay on disk until they are needed."""
    lists = json.loads((folder / "lists.json").read_bytes())
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    facets = {field: Facet(values, *np.load(folder / f"{field}.npy")) for field, values in lists["values"].items()}
    return Postings(vocabulary=words_of.load(folder), ids=lists["ids"], facets=facets, **arrays)
