"""Where each word of an archive stands, as a few arrays: what scoring reads.

An occurrence is one whole number, `article << 25 | position`, so that a phrase, a distance and an article are plain
arithmetic on sorted arrays. An article's text has positions from 0, its title from `TITLE`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from warraq.search import vocabulary as words_of
from warraq.search.vocabulary import Ints, Vocabulary
from warraq.words import forms

SHIFT = 25
"""Bits of an occurrence that hold the position."""
TITLE = 1 << 24
"""Position of a title's first word; a text's words beyond it are not indexed."""


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
    """Of each article, the words of text and title together, `rounded`; -1 for a deleted one."""
    ids: list[str]
    """Of each article, its id; "" for a deleted one."""
    ranks: NDArray[np.int32]
    """Of each article, the place of its id in code point order; ties of score are settled by it."""
    days: NDArray[np.int32]
    """First and last day (YYYYMMDD) of each article's date, two rows; 0 where it has none."""
    copies: NDArray[np.int32]
    """Of each article, the number of the first that is the same report; its own where there is no other."""
    facets: dict[str, Facet]
    """By field: see `query.FIELDS`."""

    @property
    def articles(self) -> int:
        """How many articles there are, deleted ones not counted."""
        return int(np.count_nonzero(self.lengths >= 0))

    def count(self, form: str) -> int:
        """Tell how often a folded word stands in the archive."""
        place = self.vocabulary.place(form)
        if place < 0:
            return 0
        first, last = self.vocabulary.first[place : place + 2]
        return int(self.starts[last] - self.starts[first])

    def commonest(self, place: int) -> int:
        """Give the place in `vocabulary.typed` of the commonest spelling of a form; of equal ones the first."""
        return max(self.vocabulary.spellings(place), key=lambda at: (self.starts[at + 1] - self.starts[at], -at))


def rounded(words: int) -> int:
    """Round a number of words up until all but its four highest binary digits are 0.

    No score needs it closer, as Lucene knows too, and what a page loads of it before it can search anything is halved.
    """
    digits = max(words.bit_length() - 4, 0)
    return -(-words >> digits) << digits


def matching(facet: Facet, wanted: Iterable[str]) -> NDArray[np.int32]:
    """List the articles that have a value with all of the folded words `wanted` among its own."""
    need = set(wanted)
    fitting = [place for place, value in enumerate(facet.values) if need.issubset(forms(value))]
    return facet.article[np.isin(facet.value, fitting)]


_ARRAYS = ("starts", "keys", "wide_at", "wide_by", "lengths", "ranks", "days", "copies")


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
    arrays = {name: words_of.mapped(folder / f"{name}.npy") for name in _ARRAYS}
    facets = {field: Facet(values, *np.load(folder / f"{field}.npy")) for field, values in lists["values"].items()}
    return Postings(vocabulary=words_of.load(folder), ids=lists["ids"], facets=facets, **arrays)
