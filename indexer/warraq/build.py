"""THE ORDER: read, annotate, arrange, render, index, put in place. The one room that knows all the others.

Nothing live is touched before all of it is finished: pages and index are made in folders of their own and then
exchanged with those in place, so that a build which is killed leaves the last good ones. What did not change is not
made again: see docs/decisions/002-builds.md.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warraq import __version__, copies, offline, render
from warraq.catalogue import Catalogue, arrange
from warraq.index import shards, whoosh
from warraq.model import Leaf
from warraq.ownnames import read_own_names
from warraq.ownvariants import read_own_variants
from warraq.read import Problem
from warraq.search import SearchError, postings
from warraq.settings import Settings
from warraq.steps import manual
from warraq.steps.gather import Gathered, StrictError, gather
from warraq.steps.parallel import apart, beside
from warraq.steps.press import Press, frame_of
from warraq.steps.progress import Progress, silent
from warraq.steps.store import Store, fingerprint
from warraq.swap import BusyError, alone, put_in_place, recover
from warraq.variants import Sets
from warraq.words import forms

__all__ = ["Built", "BusyError", "StrictError", "build", "write_index"]

# The rooms whose change makes another index of the same leaves.
_INDEXING = (
    "index", "search", "readings.py", "variants.py", "lexicon.py", "dictionaries.py", "conjugate.py", "roots.py",
    "clitics.py", "latin.py", "data",
)  # fmt: skip
# The rooms whose change makes other lists of the same leaves.
_ARRANGING = ("catalogue.py", "copies.py", "keyphrases.py", "namekeys.py", "ownnames.py", "related.py", "variants.py")
_MUCH = 0.2  # share of the archive whose change makes a whole new index cheaper than adding to the old one


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    articles: int
    """Articles in the archive."""
    annotated: int
    """Articles that were new or changed."""
    removed: int
    """Articles that the last build had and this one does not."""
    pages: int
    """Pages of the site, without the publisher's own."""
    written: int
    """Pages that were new or changed."""
    problems: tuple[Problem, ...]
    """All that was wrong with the input, in order of reading."""
    site: Path
    """The published folder."""

    @property
    def flawed(self) -> bool:
        """Whether an article was lost."""
        return any(problem.grave for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of a build."""

    output: Path

    @property
    def site(self) -> Path:
        """The site in place."""
        return self.output / "site"

    @property
    def index(self) -> Path:
        """The index in place."""
        return self.output / "index"

    @property
    def state(self) -> Path:
        """What the next build needs."""
        return self.output / "state"

    @property
    def leaves(self) -> Path:
        """Where annotated articles are kept."""
        return self.state / "leaves.sqlite"

    @property
    def next(self) -> Path:
        """Where a build makes its folders before they are put in place."""
        return self.state / "next"

    @property
    def copies(self) -> Path:
        """Where the index finds which articles are one report: each one's id with that of the oldest of them."""
        return self.state / "copies.json"

    def pages_of(self, inputs: str) -> Path:
        """Where the units of the site made from `inputs` are kept."""
        return self.state / f"pages-{inputs}.json"

    def clear(self) -> None:
        """Undo what a build that died has left."""
        self.state.mkdir(parents=True, exist_ok=True)
        recover(self.site)
        recover(self.index)
        shutil.rmtree(self.next, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Run:
    """One build: what every step of it takes."""

    settings: Settings
    site: render.Site
    places: Places
    jobs: int
    progress: Progress
    sets: Sets
    """The publisher's variants."""


def _load(path: Path) -> dict[str, Any]:
    """A JSON object; empty where the file is missing or holds another thing."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _save(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8", newline="\n")


def _digest(data: object) -> str:
    return hashlib.sha256(repr(data).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _inputs(run: _Run, gathered: Gathered) -> str:
    """Name all that the site is made from."""
    code = (__version__, frame_of(run.site), fingerprint(*_ARRANGING, *_INDEXING))
    own = (read_own_names(run.settings), run.sets)
    parts = (code, manual.digest(run.settings), own, sorted(gathered.keys.items()))
    return _digest(parts)


def _make_site(run: _Run, gathered: Gathered, catalogue: Catalogue, inputs: str) -> tuple[int, int]:
    """Make the site anew and put it in place; give how many pages it has and how many of them were written."""
    places = run.places
    before = _load(places.pages_of(str(_load(places.site / "build.json").get("inputs"))))
    known = {name: (str(key), list(addresses)) for name, (key, addresses) in before.items()}
    folder = places.next / "site"
    folder.mkdir(parents=True)
    press = Press(run.site, places.leaves, places.site, known, folder)
    # A small change leaves a processor free; a large one needs them all for pages, and the memory too.
    small = run.jobs > 1 and gathered.fresh <= _MUCH * len(gathered.keys)
    with beside(_make_static_index, places, gathered.keys, inputs, folder / "index", apart=small):
        made, written = press.print(catalogue, gathered.keys, run.jobs, run.progress)
        manual.render(run.settings, folder)
    if run.settings.offline:
        offline.write(folder)
    _save(folder / "build.json", {"inputs": inputs, "warraq": __version__})
    _save(places.pages_of(inputs), made)
    put_in_place(folder, places.site)
    for path in places.state.glob("pages-*.json"):
        if path != places.pages_of(inputs):
            path.unlink()
    return sum(len(addresses) for _, addresses in made.values()), written


def _make_static_index(places: Places, keys: dict[str, str], inputs: str, folder: Path) -> None:
    """Write the index that the pages search, from the one just made; files that the site in place has are linked."""
    state = places.state / "static.json"
    kept = _load(state)
    # What is known of the files is true of one site alone: a build may have died before it put its own in place.
    same = kept.get("site") == _load(places.site / "build.json").get("inputs")
    files = kept["files"] if same and kept.get("made_by") == fingerprint(*_INDEXING) else {}
    with closing(Store(places.leaves)) as store:
        found = postings.load(places.index / "words")
        called = shards.write(found, keys, store.leaves, folder, shards.Kept(places.site / "index", files))
    _save(state, {"made_by": fingerprint(*_INDEXING), "site": inputs, "files": called})


def _make_index(run: _Run, gathered: Gathered) -> int:
    """Bring the index up to date and put it in place; give how many articles it lost.

    It is written apart: what that takes is nearly half of all memory, and pages need it next.
    """
    places = run.places
    state = places.state / "index.json"
    kept = _load(state)
    made_by = _digest((fingerprint(*_INDEXING), run.sets))
    same = kept.get("made_by") == made_by and kept.get("index") == _name_of(places.index)
    before: dict[str, str] = kept["leaves"] if same else {}
    reports = _load(places.copies)
    told = _digest(sorted(reports.items()))
    removed = frozenset(before.keys() - gathered.keys.keys())
    changed = [key for identity, key in gathered.keys.items() if before.get(identity) != key]
    if before and not removed and not changed and kept.get("reports") == told:
        return 0
    folder = places.next / "index"
    few = len(changed) + len(removed) <= _MUCH * len(before)
    how = (run.progress, places, folder, reports)
    if not (few and apart(_update_index, *how, changed, removed, jobs=run.jobs)):
        every = [key for _, key in sorted(gathered.keys.items())]  # whatever the files they came from
        apart(_write_index, *how, run.sets, every, jobs=run.jobs)
    name = _name_of(folder)
    put_in_place(folder, places.index)
    _save(state, {"index": name, "made_by": made_by, "reports": told, "leaves": gathered.keys})
    return len(removed)


def _write_index(  # noqa: PLR0913, PLR0917 - what another process needs to know
    progress: Progress, places: Places, folder: Path, reports: dict[str, str], sets: Sets, keys: list[str]
) -> None:
    """Write a new index into `folder`."""
    with closing(Store(places.leaves)) as store:
        leaves = progress("build.indexing", store.leaves(keys), len(keys))
        whoosh.write(leaves, folder, reports=lambda: reports, sets=sets)


def _update_index(  # noqa: PLR0913, PLR0917 - what another process needs to know
    progress: Progress,
    places: Places,
    folder: Path,
    reports: dict[str, str],
    changed: list[str],
    removed: frozenset[str],
) -> bool:
    """Write the index in place and a change to it into `folder`; False where the one in place is damaged."""
    with closing(Store(places.leaves)) as store:
        leaves = progress("build.indexing", store.leaves(changed), len(changed))
        try:
            whoosh.update(places.index, folder, leaves, removed, reports=lambda: reports)
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


def build(
    settings: Settings, output: Path, jobs: int = 1, *, strict: bool = False, progress: Progress = silent
) -> Built:
    """Bring the site and the index of an archive in `output` up to date.

    Raises `StrictError` where `strict` and the input has a flaw, `BusyError` where another build is at work in
    `output`, `SettingsError` for a theme or manual that cannot be used. In each case what is in place stays.
    """
    places = Places(output)
    with alone(output):
        places.clear()
        store = Store(places.leaves)
        try:
            sets = read_own_variants(settings)  # before long work, for a slip in it stops the build
            run = _Run(settings, render.open_site(settings), places, jobs, progress, sets)
            gathered = gather(settings, store, jobs, progress, strict=strict)
            inputs = _inputs(run, gathered)
            made = _load(places.pages_of(inputs))
            if made and _load(places.site / "build.json").get("inputs") == inputs and places.copies.is_file():
                removed = _make_index(run, gathered)
                pages, written = sum(len(addresses) for _, addresses in made.values()), 0
            else:
                catalogue = arrange((store.facts(key) for key in gathered.keys.values()), settings)
                _save(places.copies, catalogue.groups)  # before the index, which takes it
                removed = _make_index(run, gathered)
                pages, written = _make_site(run, gathered, catalogue, inputs)
            store.keep_only(gathered.keys.values())
        finally:
            store.close()
            shutil.rmtree(places.next, ignore_errors=True)
    return Built(len(gathered.keys), gathered.fresh, removed, pages, written, gathered.problems, places.site)


def write_index(leaves: Iterable[Leaf], folder: Path, sets: Sets = ()) -> int:
    """Make an index alone and put it in place at `folder`; give how many articles it has.

    `sets` are what the publisher takes for the same word.
    """
    known: list[tuple[str, str, str]] = []

    def told() -> Iterable[Leaf]:
        for leaf in leaves:
            article = leaf.article
            known.append((article.date, article.id, copies.fingerprint(forms(article.text))))
            yield leaf

    beside = folder.with_name(f".{folder.name}.next")
    folder.parent.mkdir(parents=True, exist_ok=True)
    recover(folder)
    shutil.rmtree(beside, ignore_errors=True)
    whoosh.write(told(), beside, reports=lambda: copies.reports(known), sets=sets)
    put_in_place(beside, folder)
    return len(known)
