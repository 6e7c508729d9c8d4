"""How well copies are found: `python bench/copies.py ARTICLES.jsonl [--number 200]`.

Copies of some of the articles are made as newsrooms make them: a headline of the agency before the text, sentences left
out, final ى and ي, ة and ه, and the hamzas written the other way, a word here and there exchanged. They are looked for
among all the articles. Another part is given to other articles: a run of their words put into a text that is not
theirs. Prints recall for each way, the pairs found in the articles themselves, and seconds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from warraq.copies import Shared, find, fingerprint, groups
from warraq.words import words

SPELLINGS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و"})
HEADER = "وكالات الأنباء ومراسلنا الخاص، النشرة المسائية رقم {number}: "
SENTENCE = re.compile(r"[^.!؟\n]+[.!؟\n]*")


def respelt(text: str, rng: random.Random) -> str:
    """Write half of the words another way."""

    def other(match: re.Match[str]) -> str:
        word = match[0].translate(SPELLINGS)
        return word[:-1] + "ى" if word.endswith("ي") else word

    return re.sub(r"\S+", lambda match: other(match) if rng.random() < 0.5 else match[0], text)


def shortened(text: str, share: float, rng: random.Random) -> str:
    """Leave out sentences, at most `share` of the words, so many as fit."""
    sentences = SENTENCE.findall(text)
    left = share * len(text.split())
    for place in rng.sample(range(len(sentences)), len(sentences)):
        size = len(sentences[place].split())
        if size <= left:
            sentences[place] = ""
            left -= size
    return " ".join(sentences)


def exchanged(text: str, every: int, rng: random.Random) -> str:
    """Exchange one word in `every` for another of the text."""
    row = text.split()
    for place in rng.sample(range(len(row)), len(row) // every):
        row[place] = rng.choice(row)
    return " ".join(row)


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "header": lambda text, rng: HEADER.format(number=rng.randrange(99)) + text,
    "respelt": respelt,
    "header, respelt, a quarter left out": lambda text, rng: (
        HEADER.format(number=rng.randrange(99)) + respelt(shortened(text, 0.25, rng), rng)
    ),
    "header, respelt, half left out": lambda text, rng: (
        HEADER.format(number=rng.randrange(99)) + respelt(shortened(text, 0.5, rng), rng)
    ),
    "respelt, one word in 20 exchanged": lambda text, rng: respelt(exchanged(text, 20, rng), rng),
    "respelt, one word in 10 exchanged": lambda text, rng: respelt(exchanged(text, 10, rng), rng),
}


def fingerprint_of(text: str) -> str:
    """Read a text as a build does."""
    return fingerprint([word.form for word in words(text)])


def told(found: list[Shared], first: int, second: int) -> str:
    """What is said of two articles: `same`, `shares`, or nothing."""
    here = [shared for shared in found if {shared.first, shared.second} == {first, second}]
    return "" if not here else "same" if here[0].same else "shares"


def excerpts(texts: list[str], chosen: list[int], share: float, rng: random.Random) -> list[str]:
    """Put a run of words of each chosen text into the middle of another: `share` of it is then taken over."""
    made = []
    for place in chosen:
        row = texts[place].split()
        host = texts[rng.choice([other for other in chosen if other != place])].split()
        size = max(1, round(share * len(row)))
        start = rng.randrange(len(row) - size + 1)
        made.append(" ".join(host[: len(host) // 2] + row[start : start + size] + host[len(host) // 2 :]))
    return made


def main() -> None:
    """Read the arguments, make copies, print what is found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--number", type=int, default=200, help="articles to make copies of")
    parser.add_argument("--words", type=int, default=50, help="words that such an article has at least")
    given = parser.parse_args()
    texts = [str(json.loads(line)["text"]) for line in given.articles.open(encoding="utf-8") if line.strip()]
    prints = [fingerprint_of(text) for text in texts]
    start = time.process_time()
    found = find(prints)
    seconds = time.process_time() - start
    grouped = sum(leader != place for place, leader in enumerate(groups(len(prints), found)))
    same = sum(shared.same for shared in found)
    print(f"{len(texts)} articles: {same} pairs are one report, {len(found) - same} share passages, {seconds:.2f} s")
    print(f"{grouped} articles stand behind another of their group")
    rng = random.Random(7)
    long = [place for place, text in enumerate(texts) if len(text.split()) >= given.words]
    chosen = rng.sample(long, given.number)
    print(f"{'copies of ' + str(given.number) + ' articles':<40}{'one report':>12}{'or shares':>12}")
    tries = {way: [change(texts[place], rng) for place in chosen] for way, change in WAYS.items()}
    for share in (0.25, 0.5):
        tries[f"{share:.0%} of it within another article"] = excerpts(texts, chosen, share, rng)
    for way, copies in tries.items():
        found = find(prints + [fingerprint_of(text) for text in copies])
        says = [told(found, place, len(texts) + number) for number, place in enumerate(chosen)]
        print(f"{way:<40}{says.count('same') / len(says):>12.3f}{sum(map(bool, says)) / len(says):>12.3f}")


if __name__ == "__main__":
    main()
