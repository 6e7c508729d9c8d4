"""A static index read by Python, whole: the reference for the browser, which loads only what it needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq.index.shards import files, names, spelling
from warraq.index.shards.articles import cuts, read_articles
from warraq.index.shards.cut import FORMAT, HEARD, NO_ROOT
from warraq.index.shards.files import Pack, Versions
from warraq.model import Leaf
from warraq.rules import HASH
from warraq.search import Searcher, SearchError, route
from warraq.search.bits import Bits, divisor, rooms
from warraq.search.pack import Ints, read_numbers
from warraq.search.postings import SHIFT, TITLE, Facet, Postings
from warraq.search.vocabulary import Analyse, assemble, shared_of
from warraq.sounds import spellings_of
from warraq.variants import Key, Sets, with_own


def open_index(folder: Path, analyse: Analyse | None = None) -> Searcher:
    """Open a static index, all of it; the reference for the browser, which loads what it needs.

    Raises `SearchError` where there is none, other rules or another version made it, or a file is missing or damaged.
    """
    start, lengths = _opened(folder)
    versions = {letter: Versions(start[letter]["group"], start[letter]["files"]) for letter in "wlt"}
    begins = cuts(lengths.tolist())

    def opened(letter: str, number: int) -> Pack:
        return files.read(folder, f"{letter}{number}", versions[letter].of(number))

    @lru_cache(maxsize=8)
    def articles(file: int) -> list[Leaf]:
        return list(read_articles(*opened("t", file)))

    def leaf_of(number: int) -> Leaf:
        file = bisect_right(begins, number) - 1
        leaf: Leaf = articles(file)[number - begins[file]]
        return leaf

    ids = [leaf.article.id for file in range(len(begins)) for leaf in articles(file)]
    days = [read_numbers(stream) for stream in files.read(folder, "days", start["days"])[1]]
    copies = files.read(folder, "copies", start["copies"])[1] if "copies" in start else (b"", b"")
    found = gathered(
        [opened("w", number) for number in range(len(start["w"]["keys"]))],
        start["w"]["keys"],
        ids=ids,
        lengths=lengths,
        days=np.stack([days[0], days[0] + days[1]]).astype(np.int32),
        copies=_copies(len(ids), *copies),
        facets={
            field: _facet(*files.read(folder, f"f-{field}", version)) for field, (version, _) in start["f"].items()
        },
        sets=start.get("variants", ()),
    )
    called = names.lookup(start["l"]["keys"], lambda file: names.unpacked(*opened("l", file)))
    return Searcher(found, leaf_of, analyse, names=called)


def _opened(folder: Path) -> tuple[dict[str, Any], NDArray[np.int32]]:
    """Give what the start file tells, and the lengths of the articles."""
    start, streams = files.read_start(folder)
    if start.get("format") != FORMAT:
        raise SearchError("search.index_other_format", folder=str(folder), format=str(start.get("format")))
    if start.get("rules") != HASH:
        raise SearchError("search.index_other_rules", folder=str(folder))
    return start, _lengths(*streams)


def _lengths(data: bytes) -> NDArray[np.int32]:
    """Give the words of each article, `rounded`: see `write`."""
    smaller = read_numbers(data)
    digits = np.maximum((smaller >> 3) - 1, 0)
    return np.asarray(smaller - 8 * digits << digits, np.int32)


def _facet(texts: list[list[str]], streams: list[bytes]) -> Facet:
    counts, steps = map(read_numbers, streams)
    begins = np.cumsum(counts) - counts
    value = np.repeat(np.arange(len(counts)), counts)
    total = np.cumsum(steps)
    article = total - np.repeat(np.where(begins > 0, total[np.maximum(begins - 1, 0)], 0), counts)
    order = np.lexsort((value, article))
    return Facet(texts[0], article[order].astype(np.int32), value[order].astype(np.int32))


def _copies(articles: int, counts: bytes, steps: bytes) -> NDArray[np.int32]:
    """Give, of each article, the first that is the same report."""
    sizes = read_numbers(counts)
    article = _restarted(read_numbers(steps), sizes)
    found = np.arange(articles)
    found[article] = np.repeat(article[np.cumsum(sizes) - sizes], sizes)
    return found.astype(np.int32)


def gathered(  # noqa: PLR0913 - an archive's parts, by name
    parts: Iterable[Pack],
    keys: Sequence[str],
    *,
    ids: list[str],
    lengths: NDArray[np.int32],
    days: NDArray[np.int32],
    copies: NDArray[np.int32],
    facets: dict[str, Facet],
    sets: Sets,
) -> Postings:
    """Put the words of all parts together again, each from its own; `keys` are the first keys of the parts."""
    key = with_own(sets)
    found: dict[str, _Word] = {}
    for number, part in enumerate(parts):
        found.update(
            (word.form, word)
            for word in _words(*part, lengths.astype(np.int64))
            if route.place(keys, word.form) == number
        )
    words = [found[form] for form in sorted(found)]
    spellings = [(typed, occurrences) for word in words for typed, occurrences in word.spellings]
    widths = [width for word in words for width in word.widths]
    sizes = np.array([len(occurrences) for _, occurrences in spellings], np.int64)
    wide = np.concatenate([np.zeros(0, np.int64), *widths])
    wide_at = np.flatnonzero(wide)
    vocabulary = assemble(
        [word.form for word in words],
        np.cumsum([0, *(len(word.spellings) for word in words)]).astype(np.int64),
        [typed for typed, _ in spellings],
        [shared_of(word.form, _lemmas(word, key), word.roots, key) for word in words],
        sets,
    )
    return Postings(
        vocabulary,
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.concatenate([np.zeros(0, np.int64), *(occurrences for _, occurrences in spellings)]),
        wide_at,
        wide[wide_at],
        lengths,
        ids,
        np.arange(len(ids), dtype=np.int32),
        days,
        copies,
        facets,
    )


class _Word(NamedTuple):
    form: str
    spellings: list[tuple[str, Ints]]
    widths: list[Ints]
    lemmas: list[str]
    roots: list[str]


def _lemmas(word: _Word, key: Key) -> list[str]:
    return spellings_of(word.form, key) if word.lemmas == [HEARD] else word.lemmas


def _words(texts: list[list[str]], streams: list[bytes], lengths: Ints) -> Iterator[_Word]:
    """Read a part's words."""
    typed, lemmas, roots, _ = texts
    *sizes, counts, titles, pairs, articles, places = streams
    shared, spelt, lists = map(read_numbers, sizes)
    keys, ends = _occurrences(lengths, lists, [counts, titles, articles, places])
    wide = read_numbers(pairs)
    widths = np.zeros(len(keys), np.int64)
    widths[wide[::2]] = wide[1::2]
    spellings = map(spelling.read, typed)
    families = np.repeat(np.arange(len(shared)), shared).tolist()
    rooted: list[str] = []
    for root in roots:
        rooted.append(root or rooted[-1])
    at = 0
    for family, size in zip(families, spelt.tolist(), strict=True):
        pieces = [slice(int(ends[n]), int(ends[n + 1])) for n in range(at, at + size)]
        at += size
        spelled = [next(spellings) for _ in pieces]
        yield _Word(
            spelled[0][0],
            [(written, keys[piece]) for (_, written), piece in zip(spelled, pieces, strict=True)],
            [widths[piece] for piece in pieces],
            lemmas[family].split() if lemmas else [],
            rooted[family].replace(NO_ROOT, "").split(),
        )


def _occurrences(lengths: Ints, lists: Ints, streams: list[bytes]) -> tuple[Ints, Ints]:
    """Give the occurrences of all spellings, and where those of each begin; `lists` are in how many articles it is."""
    counts, titles = (iter(read_numbers(stream).tolist()) for stream in streams[:2])
    articles, places = map(Bits, streams[2:])
    room = rooms(lengths).tolist()
    found: list[int] = []
    begins = [0]
    for size in lists.tolist():
        step = divisor(len(room), size)
        article = -1
        for _ in range(size):
            article += articles.golomb(step) + 1
            count, titled = divmod(next(counts), 2)
            base = article << SHIFT
            if count == 1:
                found.append(base + places.below(room[article]))
            else:
                by = divisor(room[article], count)
                found += accumulate(places.golomb(by) + base * (not at) for at in range(count))
            while titled:
                place, titled = divmod(next(titles), 2)
                found.append(base + TITLE + place)
        begins.append(len(found))
    return np.array(found, np.int64), np.array(begins)


def _restarted(values: Ints, sizes: Ints) -> Ints:
    """Add numbers up, beginning anew after each so many of `sizes`."""
    total = np.concatenate([[0], np.cumsum(values)])
    begins = np.cumsum(sizes) - sizes
    return np.asarray(total[1:] - np.repeat(total[begins], sizes), np.int64)
