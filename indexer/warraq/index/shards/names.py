"""An archive's names by the keys of their Latin spellings (`search.latin`), as files of the static index.

A page loads the one that a word in Latin letters needs, where that finds nothing. Names of one key are never parted.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from warraq.index.shards import spelling
from warraq.search.latin import Lookup, Name
from warraq.search.pack import numbers, pack, read_numbers

LEAST, MOST = 300, 1200
"""Names in a file; a key's checksum tells between the two where it ends, so that a new name moves few others."""
_ENDS = 16


def packs(names: Sequence[Name]) -> Iterator[tuple[str, list[bytes]]]:
    """Give the first key of each file and its pack; `names` are in order of key."""
    inside: list[Name] = []
    for key, alike in groupby(names, lambda name: name.key):
        if len(inside) >= LEAST and (len(inside) >= MOST or zlib.crc32(key.encode()) % _ENDS == 0):
            yield inside[0].key, _packed(inside)
            inside = []
        inside += alike
    if inside:
        yield inside[0].key, _packed(inside)


def _packed(names: Sequence[Name]) -> list[bytes]:
    before = ["", *(name.key for name in names)]
    keys = ["" if name.key == last else name.key for name, last in zip(names, before, strict=False)]
    typed = [spelling.item(name.words, name.typed) for name in names]
    return pack([keys, typed, [name.latin for name in names]], [numbers([name.worth for name in names])])


def unpacked(texts: list[list[str]], streams: list[bytes]) -> list[Name]:
    """Read the content of a file."""
    found: list[Name] = []
    columns = [text or [""] for text in texts]  # a single empty item is read as none
    for key, written, latin, worth in zip(*columns, read_numbers(streams[0]).tolist(), strict=True):
        found.append(Name(key or found[-1].key, *spelling.read(written), worth, latin))
    return found


def lookup(keys: Sequence[str], open_file: Callable[[int], list[Name]]) -> Lookup:
    """Make the look-up of names in files that are opened by number, whose first keys are `keys`."""
    opened = cache(open_file)

    def names(wanted: str) -> list[Name]:
        file = bisect_right(keys, wanted) - 1
        return [name for name in opened(file) if name.key == wanted] if file >= 0 else []

    return names
