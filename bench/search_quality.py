r"""How well search answers: `python bench/search_quality.py FOLDER... [--passages FILE]`.

Each folder is a test collection (see `search/collection.py`). Every system indexes the same passages and answers the
same questions in one run. Prints, for each collection, nDCG@10, MRR@10, recall@10 and recall@100 with 95% confidence
intervals, and what we have over each other system with its significance; then the means over the collections.

    python bench/search_quality.py eval/retrieval/{xquad_ar,arcd,ant_headlines} \
        --passages corpora/ant.jsonl
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from pathlib import Path

import numpy as np

from search import collection, measures
from search.collection import Collection
from search.measures import MEASURES, Floats
from search.systems import SYSTEMS, System, opened


def asked(text: str, *, words_only: bool) -> str:
    """Give what is typed: the question, or its words without quotation marks and what else may be an operator."""
    return " ".join(re.findall(r"\w[\w\u064b-\u0652]*", text)) if words_only else text


def measured(system: System, tried: Collection, *, words_only: bool) -> Floats:
    """Measure each question: a row a question, a column for each of `MEASURES`."""
    start = time.perf_counter()
    rows = [
        measures.measure(system.rank(_typed(system, text, words_only=words_only), 100), tried.relevant[query])
        for query, text in tried.queries.items()
    ]
    seconds = time.perf_counter() - start
    print(f"  {system.name}: {1000 * seconds / len(rows):.1f} ms a question", flush=True)
    return np.array(rows)


def _typed(system: System, text: str, *, words_only: bool) -> str:
    """Hand the others words alone: theirs are rankings of words, and a quotation mark would be no favour."""
    return asked(text, words_only=words_only or system.name != "warraq")


def report(figures: dict[str, Floats], seed: int) -> list[dict[str, object]]:
    """Print one collection's table and give it as rows."""
    rows: list[dict[str, object]] = []
    first, *_ = figures
    for name, values in figures.items():
        cells = []
        row: dict[str, object] = {"system": name}
        for column, measure in enumerate(MEASURES):
            mean = float(values[:, column].mean())
            low, high = measures.interval(values[:, column], seed)
            row[measure] = round(mean, 4)
            cells.append(f"{mean:.4f} [{low:.3f} {high:.3f}]")
        gain = ""
        if name != first:
            difference = float((figures[first] - values)[:, 0].mean())
            p = measures.significance(figures[first][:, 0], values[:, 0], seed)
            row |= {"gain": round(difference, 4), "p": p}
            gain = f"{difference:+.4f}  p={p:.4f}"
        rows.append(row)
        print(f"  {name:<10}" + "".join(f"{cell:<24}" for cell in cells) + gain)
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--passages", type=Path, help="passages of the folders without any; indexed without titles")
    parser.add_argument("--no-title", action="store_true", help="index no title at all")
    parser.add_argument("--words", action="store_true", help="ask us for words alone too, without quotation marks &c.")
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="the first is compared with the others")
    parser.add_argument("--queries", type=int, default=0, help="draw so many questions of each collection")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that annotate")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    given = parser.parse_args()
    tables: dict[str, list[dict[str, object]]] = {}
    means: dict[str, list[Floats]] = {}
    for folder in given.folders:
        tried = collection.read(folder, given.passages, titles=not given.no_title)
        tried = tried._replace(queries=collection.sample(tried.queries, given.queries, given.seed))
        print(f"{tried.name}: {len(tried.passages)} passages, {len(tried.queries)} questions", flush=True)
        figures: dict[str, Floats] = {}
        for name in given.systems.split(","):
            for system in opened([name], tried.passages, given.jobs):
                figures[name] = measured(system, tried, words_only=given.words)
                system.close()
        print(" " * 12 + "".join(f"{measure:<24}" for measure in MEASURES) + "gain in nDCG@10")
        tables[tried.name] = report(figures, given.seed)
        for name, values in figures.items():
            means.setdefault(name, []).append(values.mean(axis=0))
    print(f"mean of {len(tables)} collections")
    for name, rows in means.items():
        print(f"  {name:<10}" + "".join(f"{value:<24.4f}" for value in np.mean(rows, axis=0)))
    if given.json:
        given.json.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
