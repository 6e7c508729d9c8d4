"""Whoosh's postings, term by term: the same bytes as its own writers make, at a fraction of the time.

Whoosh takes postings one at a time and asks of each whether it is in order, of the right types, and whether its block
is full. Ours come sorted, so a term's postings are handed over at once, cut into blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter
from whoosh.fields import FieldType
from whoosh.filedb.filestore import FileStorage

from warraq.search.postings import SHIFT, TITLE, Postings

_CHUNK = 1 << 19  # occurrences turned into Python numbers at a time


class Term(NamedTuple):
    """A term of a field and its postings, in order of article; the last four side by side, all of one length."""

    text: bytes
    numbers: list[int]
    """Articles, counted from 0 in their part of the index."""
    weights: list[float]
    """How often the term stands in each."""
    values: list[bytes]
    """Its positions in each as Whoosh writes them; empty where the field has none."""
    lengths: list[int]
    """Words in the field of each; Whoosh keeps the least and the most. Empty where the field has no words."""


class _Blocks(W3PostingsWriter):
    """Whoosh's writer of postings, which takes all of a term."""

    def add_all(self, term: Term) -> None:
        """Write the postings of the term that was begun, but for the last block, which `finish_postings` writes."""
        for start in range(0, len(term.numbers), self._blocklimit):
            if start:
                self._write_block()
            end = start + self._blocklimit
            self._ids.extend(term.numbers[start:end])
            self._weights.extend(term.weights[start:end])
            self._values.extend(term.values[start:end])
            self._maxweight = max(term.weights[start:end])
            if term.lengths:
                self._minlength = min(term.lengths[start:end])
                self._maxlength = max(term.lengths[start:end])


class _Fields(W3FieldWriter):
    """Whoosh's writer of terms, which takes a term with all its postings."""

    def add_field(self, name: str, field: FieldType, terms: Iterable[Term]) -> None:
        """Write a field's terms, which come in order of their bytes; a field without any is left out."""
        for term in terms:
            if not self._infield:
                self.start_field(name, field)
            self.start_term(term.text)
            postings: Any = self._postwriter
            postings.add_all(term)
            self.finish_term()
        if self._infield:
            self.finish_field()


class Codec(W3Codec):
    """Whoosh's codec with these writers. Only writing knows of it: any Whoosh opens what it wrote."""

    def field_writer(self, storage: FileStorage, segment: Any) -> _Fields:
        """Begin the terms of a segment."""
        return _Fields(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _Blocks:  # noqa: FBT001, FBT002 - so Whoosh has it
        """Begin the postings of a field."""
        return _Blocks(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)


class _Alone(dict[int, bytes]):
    """How Whoosh writes the positions of a word that stands once in an article: few are different."""

    def __init__(self, form_of: Any) -> None:
        self._form_of = form_of

    def __missing__(self, position: int) -> bytes:
        value: bytes = self._form_of.encode([position])
        self[position] = value
        return value


def terms_of(found: Postings, first: int, lengths: list[int], *, title: bool, form_of: Any) -> Iterator[Term]:
    """Give the terms of the text or the title in the articles from number `first` on, in order.

    Forms are in order, which is that of their UTF-8 bytes too. `lengths` are the words of each article's field.
    """
    vocabulary = found.vocabulary
    places = np.asarray(found.starts)[vocabulary.first]  # of each form, where its occurrences begin
    size = np.array(lengths, np.int64)
    alone = _Alone(form_of)
    low = 0
    while low < len(vocabulary.forms):
        high = max(low + 1, int(np.searchsorted(places, places[low] + _CHUNK)) - 1)
        keys = np.array(found.keys[places[low] : places[high]])
        form = np.repeat(np.arange(low, high), np.diff(places[low : high + 1]))
        wanted = (keys >> SHIFT >= first) & ((keys & (2 * TITLE - 1) >= TITLE) == title)
        keys, form = keys[wanted], form[wanted]
        order = np.lexsort((keys, form))
        keys, form = keys[order], form[order]
        article = (keys >> SHIFT) - first
        starts = np.flatnonzero(np.diff(article, prepend=-1) | np.diff(form, prepend=-1))
        positions = keys & (TITLE - 1)
        ends = np.append(starts, len(keys))[1:]
        counts = ends - starts
        values = list(map(alone.__getitem__, positions[starts].tolist()))
        for at in np.flatnonzero(counts > 1).tolist():
            values[at] = form_of.encode(positions[starts[at] : ends[at]].tolist())
        weights = counts.astype(float).tolist()
        numbers, sizes = article[starts].tolist(), size[article[starts]].tolist()
        begins = np.flatnonzero(np.diff(form[starts], prepend=-1)).tolist()
        for at, to in pairwise([*begins, len(starts)]):
            text = vocabulary.forms[form[starts[at]]].encode()
            yield Term(text, numbers[at:to], weights[at:to], values[at:to], sizes[at:to])
        low = high
