"""A static index is written: see the package."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq.index.shards import dictionary, files, spelling
from warraq.index.shards import names as named
from warraq.index.shards.articles import cuts, pack_articles
from warraq.index.shards.cut import FORMAT, shards
from warraq.index.shards.files import Versions, group_of, version_of
from warraq.model import Leaf
from warraq.rules import HASH
from warraq.search import latin
from warraq.search.pack import Ints, numbers, pack, squeezed
from warraq.search.postings import SHIFT, TITLE, Facet, Postings
from warraq.search.route import bare
from warraq.swap import link_or_copy

DRAWER = 500
"""Words in a drawer."""
MOST_VERSIONS = {"w": 2048, "t": 512}
"""Of files of words and of articles: the start file tells each version in three bytes."""

Leaves = Callable[[Sequence[str]], Iterable[Leaf]]
"""Gives the annotated articles of some names, in order."""


class Kept(NamedTuple):
    """Files of articles that an older index in another folder has: they need not be made again."""

    folder: Path
    """Where they lie."""
    files: Mapping[str, str]
    """By what `write` called their content, their file names."""


NOTHING = Kept(Path(), {})


def write(  # noqa: PLR0913 - an archive, a folder, and a choice
    found: Postings,
    names: Mapping[str, str],
    leaves: Leaves,
    folder: Path,
    kept: Kept = NOTHING,
    *,
    dictionaries: bool = True,
) -> dict[str, str]:
    """Write the static index of an archive into a new or empty folder. The same articles give the same bytes.

    `names` tells, by id, what the content of each article is called; `leaves` gives the annotated articles of such
    names in their order. Without `dictionaries` a word that the archive does not have has a stem only. Gives the files
    of articles for the next `kept`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = in_order(found)
    words = shards(found)
    drawers = list(_drawers(found))
    called_so = list(named.packs(latin.table(found)))
    called, texts = _put_texts(found, names, leaves, folder, kept)

    def put(name: str, data: list[bytes]) -> str:
        return files.put(folder, {name: squeezed(data)})

    def put_all(letter: str, packs: Iterable[list[bytes]], group: int = 1) -> Versions:
        return files.put_all(folder, letter, map(squeezed, packs), group)

    start: dict[str, Any] = {
        "format": FORMAT,
        "rules": HASH,
        "w": _told(put_all("w", words.packs(), group_of(len(words.keys), MOST_VERSIONS["w"])), words.keys),
        "v": _told(put_all("v", (data for _, data in drawers)), [key for key, _ in drawers]),
        "l": _told(put_all("l", (data for _, data in called_so)), [key for key, _ in called_so]),
        "t": _told(texts),
        "f": {field: _put_field(folder, field, facet) for field, facet in sorted(found.facets.items())},
        "days": put("days", _days(found)),
    }
    if found.vocabulary.sets:
        start["variants"] = [list(alike) for alike in found.vocabulary.sets]
    copies = _copies(found)
    if copies:
        start["copies"] = put("copies", copies)
    if dictionaries:
        keys, versions = dictionary.write(folder)
        start["d"] = _told(versions, keys)
    files.put_start(folder, start, [_lengths(np.asarray(found.lengths, np.int64))])
    return called


def _told(versions: Versions, keys: Sequence[str] | None = None) -> dict[str, Any]:
    """Give what the start file tells of numbered files."""
    told = {"files": versions.joined, "group": versions.group}
    return told if keys is None else {"keys": keys, **told}


def in_order(found: Postings) -> Postings:
    """Number articles in order of id, without those that were deleted."""
    kept = np.flatnonzero(found.lengths >= 0)
    order = kept[np.argsort(np.asarray(found.ranks)[kept], kind="stable")]
    if np.array_equal(order, np.arange(len(found.ids))):
        return found
    number = np.full(len(found.ids), -1, np.int64)
    number[order] = np.arange(len(order))
    return _renumbered(found, number, order)


def _renumbered(found: Postings, number: Ints, order: Ints) -> Postings:
    keys = np.asarray(found.keys)
    spelling = np.repeat(np.arange(len(found.starts) - 1), np.diff(found.starts))
    widths = np.zeros(len(keys), np.int64)
    widths[found.wide_at] = found.wide_by
    articles = number[keys >> SHIFT]
    moved = (articles << SHIFT) | (keys & (2 * TITLE - 1))
    sorting = np.argsort(spelling * len(number) + articles, kind="stable")  # within an article all is in order
    widths = widths[sorting]
    wide_at = np.flatnonzero(widths)
    facets = {}
    for field, facet in found.facets.items():
        article = number[facet.article]
        kept = article >= 0
        pairs = np.lexsort((facet.value[kept], article[kept]))
        facets[field] = Facet(
            facet.values, article[kept][pairs].astype(np.int32), facet.value[kept][pairs].astype(np.int32)
        )
    return Postings(
        found.vocabulary,
        found.starts,
        moved[sorting],
        wide_at,
        widths[wide_at],
        np.asarray(found.lengths)[order],
        [found.ids[at] for at in order.tolist()],
        np.arange(len(order), dtype=np.int32),
        np.ascontiguousarray(np.asarray(found.days)[:, order]),
        _first(np.asarray(found.copies)[order]),
        facets,
    )


def _first(labels: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give, for the labels of articles in order, the number of the first that has the same one."""
    _, first, place = np.unique(labels, return_index=True, return_inverse=True)
    return first[place].astype(np.int32)


def _drawers(found: Postings) -> Iterator[tuple[str, list[bytes]]]:
    """Give the first word of each drawer and its pack: words, the commonest spelling of each, and counts."""
    vocabulary = found.vocabulary
    starts = np.asarray(found.starts)
    counts = np.diff(starts[vocabulary.first])
    order = sorted(range(len(vocabulary.forms)), key=lambda at: (bare(vocabulary.forms[at]), at))
    for low in range(0, len(order), DRAWER):
        inside = order[low : low + DRAWER]
        spelt = [spelling.item(vocabulary.forms[at], vocabulary.typed[found.commonest(at)]) for at in inside]
        yield bare(vocabulary.forms[inside[0]]), pack([spelt], [numbers(counts[inside])])


def _put_texts(
    found: Postings, names: Mapping[str, str], leaves: Leaves, folder: Path, kept: Kept
) -> tuple[dict[str, str], Versions]:
    """Write the articles' files; give the first of each group by what its content is called, and the versions."""
    called: dict[str, str] = {}
    versions: list[str] = []
    inside = [names[one] for one in found.ids]
    ranges = list(pairwise((*cuts(found.lengths.tolist()), len(inside))))
    group = group_of(len(ranges), MOST_VERSIONS["t"])
    for begin in range(0, len(ranges), group):
        each = {f"t{begin + at}": inside[low:high] for at, (low, high) in enumerate(ranges[begin : begin + group])}
        first = f"t{begin}.js"
        content = hashlib.sha256("\n".join((FORMAT, first, *map(" ".join, each.values()))).encode()).hexdigest()[:24]
        called[content] = first
        if content in kept.files:
            for name in each:
                link_or_copy(kept.folder / f"{name}.js", folder / f"{name}.js")
            versions.append(version_of(folder / first))
        else:
            packs = {name: b"".join(pack_articles(list(leaves(some)))) for name, some in each.items()}
            versions.append(files.put(folder, {name: squeezed([whole]) for name, whole in packs.items()}))
    return called, Versions(group, "".join(versions))


def _lengths(words: Ints) -> bytes:
    """Write `rounded` numbers of words as how many such numbers are smaller, which is a byte for each."""
    digits = np.maximum(np.frexp(words.astype(float))[1].astype(np.int64) - 4, 0)
    return numbers(8 * digits + (words >> digits))


def _put_field(folder: Path, field: str, facet: Facet) -> tuple[str, int]:
    """Write a field's values and, value by value, the articles that have it: how many, then the steps between them.

    Gives the version and the size of the file: where there are very many names, a reader is told before it is loaded.
    """
    order = np.lexsort((facet.article, facet.value))
    value, article = facet.value[order].astype(np.int64), facet.article[order].astype(np.int64)
    steps = np.diff(article, prepend=0)
    begins = np.flatnonzero(np.diff(value, prepend=-1))
    steps[begins] = article[begins]
    content = squeezed(pack([facet.values], [numbers(np.bincount(value, minlength=len(facet.values))), numbers(steps)]))
    return files.put(folder, {f"f-{field}": content}), len(content)


def _copies(found: Postings) -> list[bytes]:
    """Give the articles of each report that there are several of; nothing where there is none."""
    report = np.asarray(found.copies, np.int64)
    sizes = np.bincount(report, minlength=1)
    copied = np.flatnonzero(sizes[report] > 1)
    article = copied[np.argsort(report[copied], kind="stable")]
    steps = np.diff(article, prepend=0)
    begins = np.flatnonzero(np.diff(report[article], prepend=-1))
    steps[begins] = article[begins]
    return pack([], [numbers(sizes[sizes > 1]), numbers(steps)]) if len(copied) else []


def _days(found: Postings) -> list[bytes]:
    """Give the first day of each article's date, and how much later the last is, both as numbers YYYYMMDD."""
    first, last = (row.astype(np.int64) for row in np.asarray(found.days))
    return pack([], [numbers(first), numbers(last - first)])
