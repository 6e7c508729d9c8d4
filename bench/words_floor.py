"""Words of the project's own small set of sentences (`tests/data/words.jsonl`), for CI: `python bench/words_floor.py`.

Each sentence tells, word by word, the lemma, the root ("" where there is none, or none is agreed on) and the part of
speech (Universal Dependencies' UPOS, as Arabic-PUD uses it). Spellings of one folded word are one. The sentences were
written after the dictionaries and the tagger and corrected by hand; nothing was tuned on them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from warraq.annotate import annotate
from warraq.fold import fold_text
from warraq.model import Article

SENTENCES = Path(__file__).parent.parent / "tests/data/words.jsonl"
CONTENT = frozenset({"NOUN", "VERB", "ADJ"})


def compared() -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Give each word as it is written, what is told of it, and what is found."""
    with SENTENCES.open(encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            notes = [note for note in annotate(Article("", "", entry["text"])).annotations if note.kind == "word"]
            for note, (lemma, root, part) in zip(notes, entry["words"], strict=True):
                told = {"lemma": fold_text(lemma), "root": fold_text(root).replace("ء", "ا"), "pos": part}
                yield entry["text"][note.start : note.end], told, dict(note.value)


def measured() -> dict[str, float]:
    """Measure all of this that has a floor; more is better."""
    right, asked = Counter[str](), Counter[str]()
    for _, told, found in compared():
        for name in asked_of(told):
            asked[name] += 1
            right[name] += told[name] == found[name]
    return {f"words: {name}": right[name] / asked[name] for name in ("lemma", "root", "pos")}


def asked_of(told: dict[str, str]) -> list[str]:
    """Tell what is asked of a word: its lemma if it is a noun, verb or adjective, its root if it has one, its part."""
    return ["pos", *["lemma"] * (told["pos"] in CONTENT), *["root"] * bool(told["root"])]


def main() -> None:
    """Print the figures, and what is wrong."""
    for name, figure in measured().items():
        print(f"{name} {figure:.3f}")
    for written, told, found in compared():
        wrong = [f"{name} {found[name]} for {told[name]}" for name in asked_of(told) if found[name] != told[name]]
        if wrong:
            print(f"  {written}: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
