"""Articles one by one, to the postings of them all."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq.model import NAMES, Leaf
from warraq.search.periods import period
from warraq.search.postings import SHIFT, TITLE, Facet, Postings, rounded
from warraq.search.query import FIELDS
from warraq.search.tokens import spelling, title_words, tokens, whole
from warraq.search.vocabulary import Analyse, Ints, Vocabulary, build
from warraq.variants import Sets
from warraq.words import words

Reports = Callable[[], Mapping[str, str]]
"""Gives, by id, what the report of an article is called, which its copies share; only where there are several.

It is asked when all articles have been taken.
"""


class Collector:
    """Takes leaves one by one and keeps of them what postings are made of."""

    def __init__(self, first: int = 0) -> None:
        """Begin; `first` is the number of the first article."""
        self.first = first
        self.spellings: dict[tuple[str, str], int] = {}
        self._written: dict[str, int] = {}
        self.words = array("I")
        self.keys = array("q")
        self.wide: list[tuple[int, int]] = []  # places in keys, and positions beyond the first
        self.lengths: list[int] = []
        self.ids: list[str] = []
        self.days: list[tuple[int, int]] = []
        self.values: dict[str, list[tuple[int, str]]] = {field: [] for field in FIELDS}

    def add(self, leaf: Leaf) -> tuple[int, int]:
        """Take one article. Gives how many words its text and its title have."""
        article = leaf.article
        number = self.first + len(self.ids)
        base = number << SHIFT
        count = self._add_words(leaf, base)
        titled = title_words(article)[: TITLE - 1]
        self._append([self._spelling(*pair) for pair in titled], base + TITLE)
        self.lengths.append(rounded(count + len(titled)))
        self.ids.append(article.id)
        self.days.append(period(article.date) or (0, 0))
        for field, value in field_values(leaf):
            self.values[field].append((number, value))
        return count, len(titled)

    def _add_words(self, leaf: Leaf, base: int) -> int:
        """Take the words of a text. Gives how many positions they take up."""
        text = leaf.article.text
        if any(note.kind == "repair" for note in leaf.annotations):
            count = 0
            for token in tokens(leaf):
                if token.position >= TITLE:
                    break
                if token.width > 1:
                    self.wide.append((len(self.keys), token.width - 1))
                self._append([self._spelling(token.form, token.typed)], base + token.position)
                count = max(count, token.position + token.width)
            return count
        # What `tokens` would say, made quickly: most words have been seen before, written the same.
        found = words(text)[:TITLE]
        known = self._written
        numbers = [known.get(text[word.start : word.end], -1) for word in found]
        if -1 in numbers:
            for at, word in enumerate(found):
                if numbers[at] < 0:
                    written = text[word.start : word.end]
                    numbers[at] = self._spelling(word.form, spelling(word.form, written))
                    if whole(word.form, written):
                        known[written] = numbers[at]
        self._append(numbers, base)
        return len(numbers)

    def _spelling(self, form: str, typed: str) -> int:
        return self.spellings.setdefault((form, typed), len(self.spellings))

    def _append(self, numbers: list[int], first: int) -> None:
        self.words.extend(numbers)
        self.keys.extend(range(first, first + len(numbers)))

    def finish(self, analyse: Analyse, reports: Mapping[str, str], sets: Sets = ()) -> Postings:
        """Make the postings of all that was added; see `Reports`. `sets` are the publisher's variants."""
        return _postings(self._table(), analyse, reports, None, sets)

    def add_to(self, old: Postings, removed: Iterable[int], analyse: Analyse, reports: Mapping[str, str]) -> Postings:
        """Make the postings of `old` without the articles numbered `removed`, and of all that was added."""
        table = _joined(_table_of(old, sorted(removed)), self._table())
        return _postings(table, analyse, reports, old.vocabulary, old.vocabulary.sets)

    def _table(self) -> _Table:
        widths = np.zeros(len(self.keys), np.int64)
        for place, more in self.wide:
            widths[place] = more
        return _Table(
            list(self.spellings),
            np.array(self.words, np.int64),
            np.array(self.keys, np.int64),
            widths,
            np.array(self.lengths, np.int32),
            self.ids,
            np.array(self.days, np.int32).reshape(-1, 2),
            self.values,
        )


class _Table(NamedTuple):
    """Occurrences in order of article, and articles in order of number: postings before they are sorted by word."""

    spellings: list[tuple[str, str]]
    words: Ints
    """Of each occurrence, the place of its spelling."""
    keys: Ints
    widths: Ints
    """Of each occurrence, the positions it takes up beyond the first."""
    lengths: NDArray[np.int32]
    ids: list[str]
    days: NDArray[np.int32]
    values: dict[str, list[tuple[int, str]]]


def _table_of(old: Postings, removed: list[int]) -> _Table:
    """Take postings apart again, without some articles."""
    gone = np.zeros(len(old.ids), bool)
    gone[removed] = True
    kept = ~gone[old.keys >> SHIFT]
    vocabulary = old.vocabulary
    forms = np.repeat(np.arange(len(vocabulary.forms)), np.diff(vocabulary.first)).tolist()
    widths = np.zeros(len(old.keys), np.int64)
    widths[old.wide_at] = old.wide_by
    values = {
        field: [
            (article, facet.values[value])
            for article, value in zip(facet.article.tolist(), facet.value.tolist(), strict=True)
            if not gone[article]
        ]
        for field, facet in old.facets.items()
    }
    return _Table(
        [(vocabulary.forms[form], typed) for form, typed in zip(forms, vocabulary.typed, strict=True)],
        np.repeat(np.arange(len(old.starts) - 1), np.diff(old.starts))[kept],
        old.keys[kept],
        widths[kept],
        np.where(gone, -1, old.lengths).astype(np.int32),
        ["" if lost else identity for identity, lost in zip(old.ids, gone.tolist(), strict=True)],
        np.where(gone, 0, old.days).astype(np.int32).T,
        values,
    )


def _joined(old: _Table, new: _Table) -> _Table:
    place = {pair: number for number, pair in enumerate(old.spellings)}
    for pair in new.spellings:
        place.setdefault(pair, len(place))
    numbers = np.array([place[pair] for pair in new.spellings], np.int64)
    return _Table(
        list(place),
        np.concatenate([old.words, numbers[new.words]]),
        np.concatenate([old.keys, new.keys]),
        np.concatenate([old.widths, new.widths]),
        np.concatenate([old.lengths, new.lengths]),
        old.ids + new.ids,
        np.concatenate([old.days, new.days]),
        {field: pairs + new.values[field] for field, pairs in old.values.items()},
    )


def _postings(
    table: _Table, analyse: Analyse, reports: Mapping[str, str], known: Vocabulary | None, sets: Sets
) -> Postings:
    """Sort occurrences by spelling; those of one spelling are in order already."""
    used = np.bincount(table.words, minlength=len(table.spellings)) > 0
    order = sorted((pair, number) for number, pair in enumerate(table.spellings) if used[number])
    place = np.zeros(len(table.spellings), np.int64)
    place[[number for _, number in order]] = np.arange(len(order))
    words = place[table.words]
    sorting = np.argsort(words, kind="stable")
    widths = table.widths[sorting]
    wide_at = np.flatnonzero(widths)
    return Postings(
        vocabulary=build((pair for pair, _ in order), analyse, known, sets),
        starts=np.searchsorted(words[sorting], np.arange(len(order) + 1)).astype(np.int64),
        keys=table.keys[sorting],
        wide_at=wide_at,
        wide_by=widths[wide_at],
        lengths=table.lengths,
        ids=table.ids,
        ranks=_ranks(table.ids),
        days=np.ascontiguousarray(table.days.T),
        copies=_copies(table.ids, reports),
        facets={field: _facet(pairs) for field, pairs in table.values.items()},
    )


def field_values(leaf: Leaf) -> Iterator[tuple[str, str]]:
    """Give the fields an article can be filtered by with their values, each pair once."""
    article = leaf.article
    plain = {"source": article.source, "category": article.meta.get("category"), "author": article.meta.get("author")}
    yield from ((field, value) for field, value in plain.items() if value)
    named = {(note.kind, note.value) for note in leaf.annotations if note.kind in NAMES and isinstance(note.value, str)}
    yield from sorted((kind, value) for kind, value in named if value)


def _copies(ids: list[str], reports: Mapping[str, str]) -> NDArray[np.int32]:
    """Give the number of the first article of each one's report."""
    first: dict[str, int] = {}
    copied = ((number, reports.get(identity)) for number, identity in enumerate(ids))
    return np.array([number if name is None else first.setdefault(name, number) for number, name in copied], np.int32)


def _ranks(ids: list[str]) -> NDArray[np.int32]:
    ranks = np.zeros(len(ids), np.int32)
    ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return ranks


def _facet(pairs: list[tuple[int, str]]) -> Facet:
    values = sorted({value for _, value in pairs})
    place = {value: number for number, value in enumerate(values)}
    table = np.array([(article, place[value]) for article, value in pairs], np.int32).reshape(-1, 2)
    return Facet(values, np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1]))
