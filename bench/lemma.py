r"""Whether words are found by their lemma: `python bench/lemma.py [--plurals FILE] [--treebank FILE] [--roots FILE]`.

Broken plurals (tab-separated: singular, plural): every plural is an article of one index; its singular is asked for at
the level of lemmas. Singulars of several words are asked for word by word, as a reader would type them.

Lemma of running words (CoNLL-U): of the nouns, verbs and adjectives, how often the treebank's lemma, folded, is among
the lemmas by which the index would find the form, and how many words a second are looked up. A word is taken as the
treebank parts it (clitics apart) and, for comparison, as it stands in the text, clitics and all.

Roots (tab-separated: word, root): how often the root of the likeliest lemma is the one told, for the words whose root
is told plainly, three or four letters. Spellings of hamza are one; an alef in a root stands for any weak consonant.
The odd and the even lines apart too: rules were made looking at the odd lines of the words' list alone.

    python bench/lemma.py --plurals eval/morphology/lemma_brokenplural.tsv \
        --treebank eval/morphology/ar_pud-ud-test.conllu --roots eval/morphology/word_root.tsv
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from search.ours import Article, Leaf, Ours, fold_text, forms, lemmas_of, load_dictionaries, root_of

CONTENT = frozenset({"NOUN", "VERB", "ADJ"})


def plurals(path: Path) -> list[tuple[str, str]]:
    """Read pairs of a singular and its broken plural, each once."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return list(dict.fromkeys((row[0], row[1]) for row in rows))


def matched(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """List the pairs whose plural is found by its singular."""
    ours = Ours(Leaf(Article(str(number), "", plural), ()) for number, (_, plural) in enumerate(pairs))
    try:
        return [pair for number, pair in enumerate(pairs) if str(number) in ours.rank(pair[0], len(pairs))]
    finally:
        ours.close()


class Token(NamedTuple):
    """A word of a treebank."""

    form: str
    """As the treebank parts it."""
    written: str
    """As it stands in the text, between spaces."""
    lemma: str
    """The treebank's lemma."""
    part: str
    """Its part of speech (UPOS)."""


def treebank(path: Path) -> Iterator[Token]:
    """Read the words of a CoNLL-U file."""
    for sentence in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in sentence.splitlines() if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        group: list[list[str]] = []
        for row in rows:
            group.append(row)
            if "SpaceAfter=No" not in row[9].split("|") or row is rows[-1]:
                written = "".join(one[1] for one in group)
                yield from (Token(one[1], written, one[2], one[3]) for one in group)
                group = []


def share_of_lemmas(words: list[Token]) -> None:
    """Print how often the lemma is among the candidates, for words as parted and as written."""
    for name, texts in (("as parted", [word.form for word in words]), ("as written", [word.written for word in words])):
        found = lemmas_of(form for text in texts for form in forms(text))
        hits, candidates = 0, 0
        missed: dict[str, list[str]] = {}
        for word, text in zip(words, texts, strict=True):
            known = {lemma for form in forms(text) for lemma in found[form]}
            candidates += len(known)
            if fold_text(word.lemma) in known:
                hits += 1
            else:
                missed.setdefault(word.part, []).append(f"{text}={fold_text(word.lemma)}?{'/'.join(sorted(known))}")
        print(
            f"  {name}: {hits / len(words):.3f} of {len(words)} words, {candidates / len(words):.2f} candidates a word"
        )
        for part, examples in sorted(missed.items()):
            some = random.Random(1).sample(examples, min(12, len(examples)))
            print(f"    {part} missed {len(examples)}: " + "  ".join(some))


def speed(words: list[Token]) -> None:
    """Print how many words a second are looked up, once the dictionaries are loaded."""
    distinct = sorted({form for word in words for form in forms(word.written)})
    start = time.process_time()
    lemmas_of(distinct)
    seconds = time.process_time() - start
    print(f"  {len(distinct) / seconds:,.0f} distinct forms/s, {len(words) / seconds:,.0f} running words/s (CPU)")


def rooted(path: Path) -> list[tuple[str, list[str]]]:
    """Read words and the roots that each may have, those told plainly."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    told = ((row[0], row[1].split("\\")) for row in rows if forms(row[0]))
    return [(word, roots) for word, roots in told if all(re.fullmatch("[ء-ي]{3,4}", root) for root in roots)]


def is_root(root: str, told: str) -> bool:
    """Tell whether a root of ours is the one told, whose alef may be any weak consonant."""
    plain = fold_text(re.sub("[اى]", "?", told)).replace("ء", "ا")
    return bool(re.fullmatch(plain.replace("?", "[وي]"), root))


def share_of_roots(words: list[tuple[str, list[str]]]) -> None:
    """Print how often the root is right."""
    right = [any(is_root(root_of(forms(word)[0]), root) for root in roots) for word, roots in words]
    for name, half in (("all", right), ("odd lines", right[::2]), ("even lines", right[1::2])):
        print(f"roots, {name}: {sum(half) / len(half):.3f} of {len(half)} words")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plurals", type=Path)
    parser.add_argument("--treebank", type=Path)
    parser.add_argument("--roots", type=Path, action="append", default=[])
    given = parser.parse_args()
    start = time.process_time()
    load_dictionaries()
    print(f"dictionaries loaded in {time.process_time() - start:.1f} s")
    if given.treebank:
        words = [word for word in treebank(given.treebank) if forms(word.form)]
        print(f"treebank: {len(words)} words")
        speed(words)
        share_of_lemmas([word for word in words if word.part in CONTENT])
    for path in given.roots:
        print(path.name)
        share_of_roots(rooted(path))
    if given.plurals:
        pairs = plurals(given.plurals)
        found = matched(pairs)
        print(f"broken plurals: {len(found)} of {len(pairs)} found by their singular: {len(found) / len(pairs):.3f}")
        missed = [f"{singular}/{plural}" for singular, plural in pairs if (singular, plural) not in set(found)]
        print("  missed, some: " + "  ".join(random.Random(1).sample(missed, min(60, len(missed)))))


if __name__ == "__main__":
    main()
