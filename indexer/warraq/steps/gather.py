"""The first half of a build: articles are read, and what is new among them is annotated and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from warraq.annotate import complete, load
from warraq.facts import facts_of
from warraq.model import Leaf
from warraq.read import Problem, read_leaves
from warraq.settings import Settings
from warraq.steps.parallel import spread
from warraq.steps.progress import Progress
from warraq.steps.store import Row, Store, fingerprint, key_of, leaf_to_bytes

# The rooms whose change makes another leaf of the same article.
_ANNOTATING = (
    "model.py", "rules.json", "fold.py", "words.py", "stem.py", "lexicon.py", "dictionaries.py", "conjugate.py",
    "roots.py", "clitics.py", "morphology.py", "data",
    "annotate", "address.py", "facts.py", "namekeys.py", "variants.py", "copies.py", "keyphrases.py", "steps/store.py",
)  # fmt: skip
_TOGETHER = 200  # leaves kept in one step: a killed build loses no more


def annotators() -> str:
    """Name the code and data that annotate: a part of every leaf's key."""
    return fingerprint(*_ANNOTATING)


class StrictError(Exception):
    """A build that must be flawless met a flaw; `problem` says which."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem that stopped the build."""
        super().__init__(problem.key)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Gathered:
    """An archive as it was read."""

    keys: dict[str, str]
    """Each article's leaf key by its id, in order of reading."""
    problems: tuple[Problem, ...]
    """All that was wrong, in order of reading."""
    fresh: int
    """How many articles were annotated anew."""


def _annotated(work: tuple[str, Leaf]) -> Row:
    key, begun = work
    leaf = complete(begun)
    facts = facts_of(leaf)
    return Row(key, leaf_to_bytes(leaf), facts.pack(), facts.card.date, facts.runs)


def gather(settings: Settings, store: Store, jobs: int, progress: Progress, *, strict: bool) -> Gathered:
    """Read the archive once and keep a leaf of every article in `store`.

    Raises `StrictError` at the first grave problem where `strict`.
    """
    keys: dict[str, str] = {}
    problems: list[Problem] = []
    made_by = annotators()

    def unknown() -> Iterator[tuple[str, Leaf]]:
        for entry in read_leaves([settings.root / path for path in settings.corpus], settings):
            if isinstance(entry, Leaf):
                keys[entry.article.id] = key = key_of(entry, made_by)
                if key not in store:
                    load()  # does nothing after the first time; before the first article is handed to a process
                    yield key, entry
            else:
                problems.append(entry)
                if strict and entry.grave:
                    raise StrictError(entry)

    fresh = 0
    batch: list[Row] = []
    for row in progress("build.annotating", spread(_annotated, unknown(), jobs)):
        batch.append(row)
        fresh += 1
        if len(batch) >= _TOGETHER:
            store.add(batch)
            batch = []
    store.add(batch)
    return Gathered(keys, tuple(problems), fresh)
