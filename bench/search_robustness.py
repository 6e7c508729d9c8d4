"""What spelling costs: `python bench/search_robustness.py FOLDER... [--passages FILE] [--queries N]`.

Asks each question as it is and in thirteen other spellings (`search/variations.py`), and prints how much nDCG@10 each
of them costs each system, the mean of all thirteen, and how many questions a variation changes at all.

    python bench/search_robustness.py eval/retrieval/{xquad_ar,arcd} --queries 300
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np

from search import collection
from search.collection import Collection
from search.measures import ndcg
from search.systems import System, opened
from search.variations import VARIATIONS, vary

SYSTEMS = "warraq,lucene,snowball,raw,tantivy,fts5"


def spelled(tried: Collection, seed: int) -> dict[str, dict[str, str]]:
    """Give the questions in every spelling."""
    return {
        name: {query: vary(text, name, f"{seed} {query}") for query, text in tried.queries.items()}
        for name in VARIATIONS
    }


def losses(system: System, tried: Collection, spellings: dict[str, dict[str, str]]) -> dict[str, float]:
    """Give nDCG@10 of the questions as they are (key "") and what each variation takes off it."""

    def quality(query: str, text: str) -> float:
        return ndcg(system.rank(text, 10), tried.relevant[query], 10)

    plain = {query: quality(query, text) for query, text in tried.queries.items()}
    found = {"": float(np.mean(list(plain.values())))}
    for name, questions in spellings.items():
        lost = [
            plain[query] - quality(query, text) if text != tried.queries[query] else 0.0
            for query, text in questions.items()
        ]
        found[name] = float(np.mean(lost))
    return found


def mean_loss(found: dict[str, float]) -> float:
    """Give the mean of the variations' losses."""
    return float(np.mean([loss for name, loss in found.items() if name]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--passages", type=Path, help="passages of the folders without any; indexed without titles")
    parser.add_argument("--systems", default=SYSTEMS)
    parser.add_argument("--queries", type=int, default=0, help="draw so many questions of each collection")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that annotate")
    given = parser.parse_args()
    means: dict[str, list[float]] = {}
    for folder in given.folders:
        tried = collection.read(folder, given.passages)
        tried = tried._replace(queries=collection.sample(tried.queries, given.queries, given.seed))
        spellings = spelled(tried, given.seed)
        tables: dict[str, dict[str, float]] = {}
        for name in given.systems.split(","):
            for system in opened([name], tried.passages, given.jobs):
                tables[name] = losses(system, tried, spellings)
                system.close()
        print(f"{tried.name}: {len(tried.queries)} questions; loss of nDCG@10")
        print(f"  {'':<22}{'changed':>8}" + "".join(f"{name:>10}" for name in tables))
        print(f"  {'as asked: nDCG@10':<30}" + "".join(f"{table['']:>10.4f}" for table in tables.values()))
        for name, questions in spellings.items():
            changed = sum(text != tried.queries[query] for query, text in questions.items())
            cells = "".join(f"{table[name]:>10.4f}" for table in tables.values())
            print(f"  {name:<22}{changed:>8}{cells}")
        cells = "".join(f"{mean_loss(table):>10.4f}" for table in tables.values())
        print(f"  {'mean loss':<30}{cells}", flush=True)
        for name, table in tables.items():
            means.setdefault(name, []).append(mean_loss(table))
    print("mean loss over the collections: " + "  ".join(f"{name} {np.mean(lost):.4f}" for name, lost in means.items()))


if __name__ == "__main__":
    main()
