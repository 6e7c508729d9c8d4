"""Which articles are one report published twice, and which share passages.

A text is known by a sample of its runs of five folded words, chosen by winnowing (Schleimer, Wilkerson and Aiken,
"Winnowing: local algorithms for document fingerprinting", SIGMOD 2003): any eight words in a row that two articles
share are seen, whatever stands around them. How much of a text another holds is its containment there (Broder, "On the
resemblance and containment of documents", 1997), here of the samples. Comparing takes time in the number of passages
that are shared, not in that of pairs of articles.
"""

from __future__ import annotations

import base64
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_RUN = 5  # words in a run
_WINDOW = 4  # of so many runs in a row one at least is in the sample
_SAME = (0.75, 0.5)  # how much of the shorter and of the longer text two forms of one report share at least
_SHARE = 0.2  # of the shorter text: less is not told
_LEAST = 8  # runs of the sample, some twenty words: less is chance or a formula
_FORMULA = 8  # articles: what more than so many share is a standing phrase, not a passage taken over
_MOST = 64  # articles that hold a run: beyond that it tells nothing of two of them

_ODD = np.uint64(0x9E3779B97F4A7C15)  # of 2^64 the golden section: spreads numbers that lie close together


class Shared(NamedTuple):
    """Two articles that share text, by their places."""

    first: int
    """The place of one."""
    second: int
    """The place of the other, which is greater."""
    of_first: float
    """How much of the first text the second holds, from 0 to 1."""
    of_second: float
    """How much of the second text the first holds."""
    same: bool
    """Whether they are one report."""


@lru_cache(maxsize=1 << 15)
def _number(form: str) -> int:
    return zlib.crc32(form.encode("utf-8", "surrogatepass"))


def _spread(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Let every bit of a number count in every bit (the finalizer of MurmurHash3)."""
    numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return numbers ^ (numbers >> np.uint64(33))


def fingerprint(forms: Sequence[str]) -> str:
    """Give the sample of a text's runs, from its folded words: numbers of 32 bits in order, as base64.

    Before them stands a number of the whole text, so two texts of the same words, and they alone, have the same
    fingerprint. Empty for a text of fewer than five words.
    """
    if len(forms) < _RUN:
        return ""
    words = _spread(np.fromiter(map(_number, forms), np.uint64, len(forms)))
    runs = np.zeros(len(words) - _RUN + 1, np.uint64)
    for place in range(_RUN):
        runs = runs * _ODD + words[place : place + len(runs)]
    hashes = (_spread(runs) >> np.uint64(32)).astype("<u4")
    last = max(0, len(hashes) - _WINDOW)
    hashes = np.minimum.reduce([hashes[shift : last + shift + 1] for shift in range(min(_WINDOW, len(hashes)))])
    whole = zlib.crc32(words.astype("<u8").tobytes()).to_bytes(4, "little")
    return base64.b64encode(whole + np.unique(hashes).tobytes()).decode("ascii")


def _sample(fingerprint: str) -> NDArray[np.uint32]:
    return np.frombuffer(base64.b64decode(fingerprint)[4:], "<u4").astype(np.uint32)


def _pairs(samples: Sequence[NDArray[np.uint32]]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Each pair that shares a run, as first · n + second, with how many runs, and how many that few others share."""
    holders = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    runs = np.concatenate(samples) if samples else np.zeros(0, np.uint32)
    order = np.argsort(runs, kind="stable")  # so the articles of one run stay in order
    runs, holders = runs[order], holders[order]
    starts = np.flatnonzero(np.concatenate(([True], runs[1:] != runs[:-1]))) if len(runs) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(starts, len(runs)))
    codes, rare = [], []
    for size in range(2, min(_MOST, int(sizes.max(initial=0))) + 1):
        rows = holders[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        codes.append((rows[:, left] * len(samples) + rows[:, right]).ravel())
        rare.append(np.full(len(codes[-1]), size <= _FORMULA))
    if not codes:
        return (np.zeros(0, np.int64),) * 3
    pairs, which = np.unique(np.concatenate(codes), return_inverse=True)
    counts = np.bincount(which)
    return pairs, counts, np.bincount(which, weights=np.concatenate(rare)).astype(np.int64)


def find(fingerprints: Sequence[str]) -> list[Shared]:
    """Find the articles that are one report and those that share passages, in order of their places."""
    first_with: dict[str, int] = {}
    found = []
    for place, entry in enumerate(fingerprints):
        first = first_with.setdefault(entry, place)
        if entry and first != place:
            found.append(Shared(first, place, 1.0, 1.0, same=True))
    places = np.array(sorted(first_with.values()), np.int64)
    samples = [_sample(fingerprints[place]) for place in places]
    sizes = np.array([len(sample) for sample in samples], np.int64)
    pairs, counts, rare = _pairs(samples)
    one, other = np.divmod(pairs, max(1, len(samples)))
    shorter, longer = np.minimum(sizes[one], sizes[other]), np.maximum(sizes[one], sizes[other])
    same = (counts >= _LEAST) & (counts >= _SAME[0] * shorter) & (counts >= _SAME[1] * longer)
    partly = ~same & (rare >= _LEAST) & (rare >= _SHARE * shorter)
    runs = np.where(same, counts, rare)
    for pair in np.flatnonzero(same | partly):
        a, b = one[pair], other[pair]
        shares = float(runs[pair] / sizes[a]), float(runs[pair] / sizes[b])
        found.append(Shared(int(places[a]), int(places[b]), *shares, same=bool(same[pair])))
    return sorted(found)


def reports(articles: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Give, by id, the id of the oldest article that is the same report; only where there are several.

    An article is told of by its date, its id and its fingerprint.
    """
    ordered = sorted(sorted(articles, key=itemgetter(1), reverse=True), key=itemgetter(0))
    leaders = groups(len(ordered), find([entry for _, _, entry in ordered]))
    sizes = Counter(leaders)
    return {
        identity: ordered[leader][1]
        for (_, identity, _), leader in zip(ordered, leaders, strict=True)
        if sizes[leader] > 1
    }


def groups(count: int, found: Iterable[Shared]) -> tuple[int, ...]:
    """Give for each of `count` articles the place of the article that stands for its group: the first of them.

    An article belongs to a group when it is the same report as the first of that group, so no chain of small changes
    leads from one report to another. An article alone stands for itself.
    """
    earlier: dict[int, list[Shared]] = {}
    for shared in found:
        if shared.same:
            earlier.setdefault(shared.second, []).append(shared)
    stands_for = list(range(count))
    for place in range(count):
        for shared in sorted(earlier.get(place, ())):
            first = stands_for[shared.first]
            if first == shared.first or shared.of_first == shared.of_second == 1:
                stands_for[place] = first
                break
    return tuple(stands_for)
