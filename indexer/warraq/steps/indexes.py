"""The two indexes of a build: Whoosh's, for the terminal and the local server, and the one of files that pages search.

Neither needs the archive's lists or pages, so both are made in a process of their own.
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from warraq import copies
from warraq.index import shards, whoosh
from warraq.search import SearchError, postings
from warraq.steps.places import Places, digest, load, save
from warraq.steps.progress import Progress
from warraq.steps.store import Store, fingerprint
from warraq.swap import put_in_place
from warraq.variants import Sets

MUCH = 0.2
"""Share of the archive whose change makes a whole new index cheaper than adding to the old one."""
# The rooms whose change makes another index of the same leaves.
_INDEXING = (
    "index", "search", "readings.py", "variants.py", "lexicon.py", "dictionaries.py", "conjugate.py", "roots.py",
    "clitics.py", "latin.py", "data",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Archive:
    """What is indexed, and where."""

    places: Places
    """The build's places; the leaves lie in its store."""
    keys: dict[str, str]
    """Each article's leaf key by its id."""
    sets: Sets
    """The publisher's variants."""
    progress: Progress
    """Tells of long work."""


def indexers() -> str:
    """Name the code and data that index."""
    return fingerprint(*_INDEXING)


def make_both(archive: Archive, inputs: str, folder: Path) -> int:
    """Do what `bring_up_to_date` does, then write the index for pages into `folder`: see `write_static`."""
    removed = bring_up_to_date(archive)
    write_static(archive, inputs, folder)
    return removed


def bring_up_to_date(archive: Archive) -> int:
    """Put an index of the archive in place, if the one there is of another; give how many articles it lost."""
    places, keys = archive.places, archive.keys
    state = places.state / "index.json"
    kept = load(state)
    made_by = digest((indexers(), archive.sets))
    same = kept.get("made_by") == made_by and kept.get("index") == _name_of(places.index)
    before: dict[str, str] = kept["leaves"] if same else {}
    removed = frozenset(before.keys() - keys.keys())
    changed = [key for identity, key in keys.items() if before.get(identity) != key]
    unchanged = before and not removed and not changed
    if unchanged and places.copies.is_file():
        return 0
    with closing(Store(places.leaves)) as store:
        reports = copies.reports(store.runs(keys))
        save(places.copies, reports)
        if unchanged:
            return 0
        folder = places.next / "index"
        few = len(changed) + len(removed) <= MUCH * len(before)
        if not (few and _update(archive, store, folder, reports, changed, removed)):
            _write(archive, store, folder, reports)
    name = _name_of(folder)
    put_in_place(folder, places.index)
    save(state, {"index": name, "made_by": made_by, "leaves": keys})
    return len(removed)


def _write(archive: Archive, store: Store, folder: Path, reports: dict[str, str]) -> None:
    """Write a new index into `folder`."""
    every = [key for _, key in sorted(archive.keys.items())]  # whatever the files they came from
    leaves = archive.progress("build.indexing", store.leaves(every), len(every))
    whoosh.write(leaves, folder, reports=lambda: reports, sets=archive.sets)


def _update(  # noqa: PLR0913, PLR0917 - an index and a change of it
    archive: Archive,
    store: Store,
    folder: Path,
    reports: dict[str, str],
    changed: list[str],
    removed: frozenset[str],
) -> bool:
    """Write the index in place and a change to it into `folder`; False where the one in place is damaged."""
    leaves = archive.progress("build.indexing", store.leaves(changed), len(changed))
    try:
        whoosh.update(archive.places.index, folder, leaves, removed, reports=lambda: reports)
    except SearchError:
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True


def _name_of(index: Path) -> str:
    """Name an index by its manifest; empty where there is none."""
    try:
        return hashlib.sha256((index / "manifest.json").read_bytes()).hexdigest()
    except OSError:
        return ""


def write_static(archive: Archive, inputs: str, folder: Path) -> None:
    """Write the index that pages search into `folder`, from the one in place; `inputs` names the site it is part of.

    Files that the site in place has are linked.
    """
    places = archive.places
    state = places.state / "static.json"
    kept = load(state)
    # What is known of the files is true of one site alone: a build may have died before it put its own in place.
    same = kept.get("site") == places.shown and kept.get("made_by") == indexers()
    files = kept["files"] if same else {}
    with closing(Store(places.leaves)) as store:
        found = postings.load(places.index / "words")
        known = shards.Kept(places.site / "index", files)
        called = shards.write(found, archive.keys, store.leaves, folder, known)
    save(state, {"made_by": indexers(), "site": inputs, "files": called})
