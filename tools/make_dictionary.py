"""Make `data/dictionary.pack`, the dictionaries for the browser, of `data/lexicon.table`.

    python tools/make_dictionary.py          # write it
    python tools/make_dictionary.py --check  # fail if it is not what the table and the rules give

To be run whenever the table, `roots`, `conjugate` or `stem` have changed. See `warraq.index.shards.dictionary`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from warraq.dictionaries import BUCKETS, ENCODING, STEPS, Word, load, look_up, verbs
from warraq.index.shards.dictionary import DATA, NAME, OWN, PARTICLE, UNBENDING, filled, read_part
from warraq.lexicon import PARTICLES, is_unbending
from warraq.roots import root
from warraq.search.pack import numbers, pack, squeezed, unpack
from warraq.search.route import key

PART = 2200
"""Words and stems in a part, about."""


def keys() -> Iterator[str]:
    """Give the table's words, and its stems, each of which ends in a digit."""
    for record in str(load()[4 * (BUCKETS + 1) :], ENCODING).split("\n")[1:]:
        at = min(place for place in (record.find("\t"), record.find(":")) if place >= 0)
        yield record[:at]


def lemmas_of(written: str) -> tuple[str, ...]:
    """Give the lemmas of a word or a marked stem."""
    if written[-1].isdigit():
        return verbs(written)
    known = look_up(written)
    return known.lemmas if known else ()


def parts() -> Iterator[tuple[str, list[str]]]:
    """Cut what the table has into parts: the first key of each, and what is in it."""
    placed = sorted((key(written.rstrip("01234")), written) for written in keys())
    low, before = 0, ""
    while low < len(placed):
        high = low + PART
        while high < len(placed) and placed[high][0] == placed[high - 1][0]:
            high += 1
        yield cut(before, placed[low][0]), [written for _, written in placed[low:high]]
        low, before = high, placed[min(high, len(placed)) - 1][0]


def cut(before: str, first: str) -> str:
    """Give the shortest text that parts a key from the one before it."""
    return next(first[:size] for size in range(len(first) + 1) if first[:size] > before or size == len(first))


def content(inside: Sequence[str]) -> list[bytes]:
    """Give the pack of a part."""
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for written in inside:
        for lemma in lemmas_of(written):
            (stems if written[-1].isdigit() else words).setdefault(lemma, []).append(written)
    told = {written for written in inside if is_told(look_up(written))}
    lemmas = sorted({*words, *stems, *told}, key=lambda lemma: (root(lemma) or "~", lemma))
    known = [look_up(lemma) for lemma in lemmas]
    roots = [root(lemma) or "-" for lemma in lemmas]
    streams = [
        numbers([logarithm(word and word.nominal) for word in known]),
        numbers([logarithm(word and word.adjectival) for word in known]),
        numbers([logarithm(word and word.verbal) for word in known]),
        numbers([marks(lemma, word, words.get(lemma, [])) for lemma, word in zip(lemmas, known, strict=True)]),
    ]
    texts = [
        lemmas,
        ["" if one == before else one for before, one in zip(["", *roots], roots, strict=False)],
        [
            " ".join(sorted((template(form, lemma) for form in words.get(lemma, ()) if form != lemma), key=by_end))
            for lemma in lemmas
        ],
        [" ".join(sorted((template(stem, lemma) for stem in stems.get(lemma, ())), key=by_end)) for lemma in lemmas],
    ]
    read = read_part(*unpack(b"".join(pack([*texts, []], streams))))
    order = [
        " ".join((written, *lemmas_of(written)))
        for written in inside
        if lemmas_of(written) != tuple(entry.lemma for entry in read.lemmas.get(written, ()))
    ]
    return pack([*texts, order], streams)


def is_told(word: Word | None) -> bool:
    """Tell whether there is more to say of a word than its lemmas."""
    return word is not None and (word.readings != () or word.name)


def logarithm(value: float | None) -> int:
    """Write a log frequency."""
    return 0 if value is None else 1 + int(value * STEPS)


def marks(lemma: str, word: Word | None, forms: Sequence[str]) -> int:
    """Write the marks of a lemma."""
    particle = word is not None and word.readings != () and all(use.part in PARTICLES for use in word.readings)
    named = word is not None and word.name
    return OWN * (lemma in forms) + NAME * named + PARTICLE * particle + UNBENDING * is_unbending(lemma)


def template(written: str, lemma: str) -> str:
    """Write a word or a stem by its lemma, as short as may be."""
    pieces = {"~": lemma, "+": lemma[1:], "-": lemma[:-1], "*": lemma[1:-1]}
    found = [written.replace(piece, sign, 1) for sign, piece in pieces.items() if len(piece) > 1 and piece in written]
    best = min([written, *found], key=len)
    if filled(best, lemma) != written:
        raise AssertionError(written)
    return best


def by_end(template: str) -> tuple[int, str]:
    """Order templates so that those of like lemmas are alike, which compresses best."""
    return (len(template), template)


def main() -> None:
    """Make the pack, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    path = Path(str(files("warraq").joinpath(DATA)))
    found = list(parts())
    made = b"".join(pack([[first for first, _ in found]], [squeezed(content(inside)) for _, inside in found]))
    print(f"{len(found)} parts, {len(made) / 1e6:.2f} MB")
    if given.check:
        sys.exit(path.read_bytes() != made)
    path.write_bytes(made)


if __name__ == "__main__":
    main()
