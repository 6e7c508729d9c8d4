"""Small cases of Arabic search: a document, a query, and whether the one must be found by the other.

A file of tab-separated columns `id`, `phenomenon`, `document`, `query`, `expect`, with a head line. All documents are
articles of one index. `expect` says:

- `match`, `no_match`: of the default search;
- `match_root`: of the level of roots;
- `no_match_lemma`: of the default search, which is that of lemmas;
- `suggest`: the document is found, or the first suggestion finds it.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from search.collection import Passage
from search.systems import System

EXPECTATIONS = ("match", "no_match", "match_root", "no_match_lemma", "suggest")
"""What a case may expect."""


class Case(NamedTuple):
    """One case."""

    id: str
    """Its name in the file."""
    phenomenon: str
    """What of Arabic it is about."""
    document: str
    """The whole text of an article."""
    query: str
    """What is typed."""
    expect: str
    """One of `EXPECTATIONS`."""


def read(path: Path) -> list[Case]:
    """Read a file of cases. Raises `ValueError` for an unknown expectation or an id that comes twice."""
    with path.open(encoding="utf-8", newline="") as file:
        cases = [Case(*row) for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:] if row]
    for case in cases:
        if case.expect not in EXPECTATIONS:
            raise ValueError(f"{case.id}: {case.expect}")
    if len({case.id for case in cases}) < len(cases):
        raise ValueError("two cases of one name")
    return cases


def passages(cases: Sequence[Case]) -> list[Passage]:
    """Give each case's document as an article of its own."""
    return [Passage(case.id, "", case.document) for case in cases]


def met(system: System, case: Case, count: int) -> bool:
    """Tell whether a system does what a case expects, in an index of `count` documents."""
    if case.expect == "match_root":
        return case.id in system.root(case.query, count)
    found = case.id in system.rank(case.query, count)
    if case.expect.startswith("no_match"):
        return not found
    if case.expect == "suggest" and not found:
        return any(case.id in system.rank(offered, count) for offered in system.suggest(case.query)[:1])
    return found


def failures(system: System, cases: Sequence[Case]) -> list[Case]:
    """List the cases that a system, which holds all their documents, does not meet."""
    return [case for case in cases if not met(system, case, len(cases))]
