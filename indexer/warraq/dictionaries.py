"""The dictionaries: of each word its lemmas, frequencies, parts of speech, tashkeel, root and spelling; verb stems.

They are one file, made by `tools/make_lexicon.py`, mapped into memory and read where it is asked: opening it costs
nothing, and all processes share it. It is a hash table of lines. First come `BUCKETS` + 1 offsets in the file, 32 bits
each, low byte first, then the buckets; a record is in the bucket that the CRC-32 of its key names. A record is a line
end, the key and what is told of it, in `ENCODING`. A word's key ends in a tab, and its fields are parted by tabs, empty
ones at the end left out: lemmas; readings, each a letter of `PARTS`, a count, a colon, the word with tashkeel; root;
final letters; marks (n: a name, r: itself a root). A verb stem's key ends in a colon, and its lemmas follow.
"""

from __future__ import annotations

import codecs
import math
import mmap
import re
import zlib
from collections.abc import Iterator
from encodings.iso8859_6 import decoding_table
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from struct import unpack_from
from typing import NamedTuple

ARTICLE = "ال"
TABLE = "data/lexicon.table"
ENCODING = "iso8859_6"
BUCKETS = 1 << 16
STEPS = 1024
"""Log frequencies are whole multiples of 1/1024, so that sums of them and costs are exact, in JavaScript as here."""
ITSELF = "="
"""Stands for the word itself among its lemmas."""
PARTS = {
    "N": "NOUN", "A": "ADJ", "P": "PROPN", "V": "VERB", "#": "NUM", "D": "ADV", "T": "PART", "S": "SCONJ", "C": "CCONJ",
    "I": "INTJ", "O": "ADP", "E": "DET", "R": "PRON", "X": "X",
}  # fmt: skip
"""How the table writes parts of speech (Universal Dependencies' UPOS)."""
_LETTERS = codecs.charmap_build("".join(sign if sign.isalnum() or sign == "?" else "\ufffe" for sign in decoding_table))
"""Letters and digits to `ENCODING`; all else comes out as ?, which is in no key."""


class Reading(NamedTuple):
    """One use of a lemma."""

    part: str
    """Its part of speech (UPOS)."""
    times: int
    """How often it was met in a large collection of newspapers."""
    vocalised: str
    """The lemma with its tashkeel, not folded."""


class Word(NamedTuple):
    """All that is known of a folded word, without article or clitics."""

    lemmas: tuple[str, ...]
    """What it may be a nominal form of: itself, a singular, a masculine, ..."""
    readings: tuple[Reading, ...]
    """Its uses as a lemma, the most frequent first."""
    root: str
    """Its root, if it is a lemma."""
    finals: str
    """The letters it is written with at its end, where folding makes them one: some of ي ى ه ة."""
    name: bool
    """Whether it is a proper name oftener than anything else."""
    is_root: bool
    """Whether it is a root of three consonants."""
    nominal: float | None
    """Log frequency as a noun, adjective, name or particle; None where it is none of them."""
    adjectival: float | None
    """Log frequency as an adjective."""
    verbal: float | None
    """Log frequency as a verb."""


@cache
def load() -> mmap.mmap:
    """Open the table, once a process."""
    with Path(str(files("warraq").joinpath(TABLE))).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _told(word: str, mark: bytes) -> str | None:
    """Give what is told of a word whose key ends in a mark."""
    table = load()
    key = codecs.charmap_encode(word, "replace", _LETTERS)[0] + mark
    start, end = unpack_from("<II", table, zlib.crc32(key) % BUCKETS * 4)
    at = table.find(b"\n" + key, start, end)
    if at < 0:
        return None
    at += 1 + len(key)
    stop = table.find(b"\n", at, end)
    return str(table[at : stop if stop >= 0 else end], ENCODING)


@lru_cache(maxsize=1 << 14)
def look_up(form: str) -> Word | None:
    """Give what is known of a folded word; None where nothing is."""
    told = _told(form, b"\t")
    if told is None:
        return None
    lemmas, readings, root, finals, marks, *_ = (told + "\t\t\t\t").split("\t")
    uses = tuple(_reading(reading) for reading in readings.split())
    return Word(
        tuple(form if lemma == ITSELF else lemma for lemma in lemmas.split()),
        uses,
        root,
        finals,
        "n" in marks,
        "r" in marks,
        _log(sum(use.times for use in uses if use.part != "VERB")),
        _log(sum(use.times for use in uses if use.part == "ADJ")),
        _log(sum(use.times for use in uses if use.part == "VERB")),
    )


def words() -> Iterator[str]:
    """Give every word of which something is known, in no order; for tests and tools."""
    for match in re.finditer(rb"\n([^\n\t:]+)\t", load()[4 * (BUCKETS + 1) :]):
        yield str(match[1], ENCODING)


def _reading(written: str) -> Reading:
    count, _, vocalised = written[1:].partition(":")
    return Reading(PARTS[written[0]], int(count), vocalised)


def _log(count: int) -> float | None:
    return round(STEPS * math.log(count)) / STEPS if count else None


@lru_cache(maxsize=1 << 14)
def verbs(stem: str) -> tuple[str, ...]:
    """List the verbs that have a marked stem (see `conjugate`)."""
    told = _told(stem, b":")
    return tuple(told.split()) if told else ()
