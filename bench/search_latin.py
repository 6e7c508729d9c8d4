"""How often names typed in Latin letters lead to the archive's own: `python bench/search_latin.py INDEX`.

`bench/latin.tsv` has spellings, the names meant (parted by |) and the half they are of: the rules were set on one half
alone. INDEX is a Whoosh index, as `warraq index` or `warraq build` makes. Told are how often the first suggestion, and
one of the first three, is the name, of the spellings whose name is in the archive; and how many of the words that the
archive itself writes in Latin letters are left alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from warraq.asking import opened
from warraq.search import Search, Searcher
from warraq.search.query import parse
from warraq.words import forms

SPELLINGS = Path(__file__).with_name("latin.tsv")


def spellings(half: str) -> list[tuple[str, list[str]]]:
    """Give the spellings of a half, each with the folded names that are meant."""
    rows = [line.split("\t") for line in SPELLINGS.read_text(encoding="utf-8").splitlines()]
    return [
        (spelling, [" ".join(forms(name)) for name in names.split("|")]) for spelling, names, of in rows if of == half
    ]


def suggested(engine: Search, text: str) -> list[str]:
    """Give the suggestions, folded."""
    return [" ".join(forms(one)) for one in engine.search(parse(text, "lemma"), limit=0).suggestions]


def main() -> None:
    """Measure, and print a table."""
    with opened(Path(sys.argv[1])) as engine:
        assert isinstance(engine, Searcher)
        for half in ("tuned", "held out"):
            there = [
                (spelling, names)
                for spelling, names in spellings(half)
                if any(engine.search(parse(f'"{name}"', "folded"), limit=0).total for name in names)
            ]
            found = [(suggested(engine, spelling), names) for spelling, names in there]
            first = sum(bool(set(found[:1]) & set(names)) for found, names in found)
            three = sum(bool(set(found) & set(names)) for found, names in found)
            print(
                f"{half}: {len(there)} spellings, first {first / len(there):.3f}, first three {three / len(there):.3f}"
            )
        own = [form for form in engine.postings.vocabulary.forms if form.isascii() and form.isalpha() and len(form) > 2]
        alone = sum(not suggested(engine, form) for form in own)
        print(f"Latin words of the archive: {len(own)}, left alone {alone / len(own):.3f}")


if __name__ == "__main__":
    main()
