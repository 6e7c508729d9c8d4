"""What CI holds search and annotation to: figures over the project's own small data, and floors under them.

`bench/floors.json` says how a floor may be changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

import annotation
from search import collection, conformance
from search.measures import ndcg
from search.systems import lucene, warraq
from search.variations import VARIATIONS, vary

FLOORS = Path(__file__).parent.parent / "floors.json"
COLLECTION = Path(__file__).parent.parent / "collection"
SEED = 1
SPELLED = 40
"""Questions that are also asked in other spellings."""


def measured() -> dict[str, float]:
    """Measure all that has a floor; takes seconds. More is better, for every figure."""
    tried = collection.read(COLLECTION)
    ours, port = warraq(tried.passages), lucene(tried.passages)
    drawn = collection.sample(tried.queries, SPELLED, SEED)

    def quality(rank: Any, query: str, text: str) -> float:
        return ndcg(rank(text, 10), tried.relevant[query], 10)

    own = [quality(ours.rank, query, text) for query, text in tried.queries.items()]
    others = [quality(port.rank, query, text) for query, text in tried.queries.items()]
    spelled = [
        quality(ours.rank, query, vary(text, name, f"{SEED} {query}"))
        for name in VARIATIONS
        for query, text in drawn.items()
    ]
    ours.close()
    return {
        "nDCG@10": float(np.mean(own)),
        "nDCG@10 more than Lucene's": float(np.mean(own) - np.mean(others)),
        "nDCG@10 in other spellings": float(np.mean(spelled)),
        **_cases(),
        **annotation.measured(),
    }


def _cases() -> dict[str, float]:
    cases = conformance.read(COLLECTION / "conformance.tsv")
    ours = warraq(conformance.passages(cases))
    failed = conformance.failures(ours, cases)
    ours.close()
    wrong = sum(case.expect.startswith("no_match") for case in failed)
    nothing = sum(case.expect.startswith("no_match") for case in cases)
    return {"cases met": len(cases) - len(failed), "nothing found where nothing may be": nothing - wrong}


def histories(text: str) -> dict[str, list[Mapping[str, Any]]]:
    """Read of each floor what it was and is, oldest first, from the text of a `floors.json`."""
    return dict(json.loads(text)["floors"])


def unexcused(history: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """List the steps down of a floor's history that give no reason."""
    return [
        after
        for before, after in pairwise(history)
        if after["floor"] < before["floor"] and len(after["why"].split()) < 8
    ]
