"""Test collections: passages, questions, and which passages answer which question.

A folder holds `passages.jsonl` (`id`, `text`, and `title` where there is one; more keys are left alone),
`queries.jsonl` (`id`, `text`) and `qrels.tsv`: question, passage and grade, or TREC's four columns, the second unused.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple


class Passage(NamedTuple):
    """One text of a collection."""

    id: str
    """Its name in `qrels.tsv`."""
    title: str
    """Its headline, "" where it has none or it is not to be searched."""
    text: str
    """Its body."""

    @property
    def whole(self) -> str:
        """Title and body, as a system without fields indexes them."""
        return f"{self.title}\n{self.text}" if self.title else self.text


class Collection(NamedTuple):
    """A test collection."""

    name: str
    """Its folder's name."""
    passages: list[Passage]
    """What is searched."""
    queries: dict[str, str]
    """The questions by id; only those that some passage answers."""
    relevant: dict[str, dict[str, int]]
    """By question, the passages that answer it with their grades, all above 0."""


def read(folder: Path, passages: Path | None = None, *, titles: bool = True) -> Collection:
    """Read a folder.

    Where it has no passages of its own they are those of the file `passages`, without titles: such questions are made
    of the titles. Without `titles` no title is searched at all.
    Raises `FileNotFoundError` where there are no passages, `KeyError` where a question has an unknown passage.
    """
    own = folder / "passages.jsonl"
    if not own.exists():
        if passages is None:
            raise FileNotFoundError(f"{own}: name the passages with --passages")
        own, titles = passages, False
    rows = lines(own)
    found = [Passage(row["id"], row.get("title", "") if titles else "", row["text"]) for row in rows]
    relevant = judgments(folder / "qrels.tsv")
    known = {passage.id for passage in found}
    for query, grades in relevant.items():
        if not grades.keys() <= known:
            raise KeyError(f"{query}: {sorted(grades.keys() - known)}")
    queries = {row["id"]: row["text"] for row in lines(folder / "queries.jsonl") if row["id"] in relevant}
    return Collection(folder.name, found, queries, relevant)


def lines(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def judgments(path: Path) -> dict[str, dict[str, int]]:
    """Read the grades above 0 by question and passage."""
    found: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            query, *_, passage, grade = line.split("\t") if "\t" in line else line.split()
            if int(grade) > 0:
                found.setdefault(query, {})[passage] = int(grade)
    return found


def sample(queries: Mapping[str, str], count: int, seed: int) -> dict[str, str]:
    """Draw `count` questions, the same for the same seed, in their own order; all of them where there are fewer."""
    if count <= 0 or count >= len(queries):
        return dict(queries)
    drawn = set(random.Random(f"{seed} questions").sample(sorted(queries), count))
    return {query: text for query, text in queries.items() if query in drawn}
