"""How fast articles are annotated, everything included, and whether memory grows with their number.

    python bench/annotation_speed.py ARTICLES.jsonl [--articles 1000]

Articles per CPU second of one process over so many articles, spread evenly over the file, and over as many again; the
largest memory after each; words per CPU second of the tagger of names alone. `ARTICLES.jsonl` has `text` and perhaps
`date`.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from warraq.annotate import annotate, load, ruled, scores, tagger
from warraq.annotate.tokens import tokens, words_in
from warraq.model import Article


def articles(path: Path, most: int) -> Iterator[Article]:
    """Give so many articles, spread evenly over a file."""
    with path.open(encoding="utf-8") as lines:
        count = sum(1 for _ in lines)
        lines.seek(0)
        for number, line in enumerate(lines):
            if number * most // count != (number + 1) * most // count:
                found = json.loads(line)
                yield Article(str(number), found.get("title", ""), found["text"], found.get("date"))


def row(text: str) -> tagger.Row:
    """Make a text ready for the tagger."""
    found = tokens(text)
    ends = [0, *(token.end for token in found)]
    gaps = [text[end : token.start] for end, token in zip(ends, found, strict=False)] + [text[ends[-1] :]]
    return tagger.Row([word.form for word in words_in(text)], gaps, ruled.told(ruled.ruled(found), len(found)))


def _annotated(some: Sequence[Article]) -> None:
    clock = time.process_time()
    for article in some:
        annotate(article)
    spent = time.process_time() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(some):,} articles: {len(some) / spent:,.0f} articles/s, memory {memory:,.0f} MB at most", flush=True)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--articles", type=int, default=1000, dest="most")
    given = parser.parse_args()
    load()
    some = list(articles(given.articles, 2 * given.most))
    _annotated(some[::2])
    _annotated(some[1::2])
    rows = [row(article.text) for article in some]
    count = sum(len(one.words) for one in rows)
    model = scores.load.__wrapped__()  # one that has met no word yet
    for what in ("at first", "again"):
        clock = time.process_time()
        for one in rows:
            tagger.tag(one, model)
        print(f"tagger of names alone, {what}: {count / (time.process_time() - clock):,.0f} words/s of {count:,}")


if __name__ == "__main__":
    main()
