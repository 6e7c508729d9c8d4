"""THE ORDER: read, annotate, arrange, render, index, put in place. The one room that knows all the others.

Nothing live is touched before all of it is finished: pages and index are made in folders of their own and then
exchanged with those in place, so that a build which is killed leaves the last good ones. What did not change is not
made again: see docs/decisions/002-builds.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from warraq import __version__, copies, offline, render
from warraq.catalogue import arrange
from warraq.garbage import uncollected
from warraq.index import whoosh
from warraq.model import Leaf
from warraq.ownnames import read_own_names
from warraq.ownvariants import read_own_variants
from warraq.read import Problem
from warraq.settings import Settings
from warraq.steps import indexes, manual
from warraq.steps.gather import Gathered, StrictError, gather
from warraq.steps.parallel import apart, beside
from warraq.steps.places import Places, digest, load, save
from warraq.steps.press import Press, frame_of
from warraq.steps.progress import Progress, silent
from warraq.steps.store import Store, fingerprint
from warraq.swap import BusyError, alone, put_in_place, recover
from warraq.variants import Sets
from warraq.words import forms

__all__ = ["Built", "BusyError", "StrictError", "build", "write_index"]

# The rooms whose change makes other lists of the same leaves.
_ARRANGING = ("catalogue.py", "copies.py", "keyphrases.py", "namekeys.py", "ownnames.py", "related.py", "variants.py")


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
class _Run:
    """One build: what its steps take."""

    settings: Settings
    site: render.Site
    archive: indexes.Archive
    store: Store
    jobs: int
    few: bool
    """Whether most of the archive is that of the last build."""


def _inputs(settings: Settings, site: render.Site, sets: Sets, gathered: Gathered) -> str:
    """Name all that the site is made from."""
    code = (__version__, frame_of(site), fingerprint(*_ARRANGING), indexes.indexers())
    own = (read_own_names(settings), sets)
    return digest((code, manual.digest(settings), own, sorted(gathered.keys.items())))


def _make(run: _Run, inputs: str) -> tuple[int, int, int]:
    """Make the indexes and the site anew and put them in place.

    Gives how many articles the index lost, how many pages the site has and how many of them were written.
    """
    archive, places = run.archive, run.archive.places
    before = load(places.pages_of(places.shown))
    known = {name: (str(key), list(addresses)) for name, (key, addresses) in before.items()}
    folder = places.next / "site"
    folder.mkdir(parents=True)
    press = Press(run.site, places.leaves, places.site, known, folder)
    # After a small change the indexes take as long as all the rest; after a large one pages need all processors, and
    # indexes much memory.
    both = beside(indexes.make_both, archive, inputs, folder / "index", jobs=run.jobs, first=not run.few)
    with both as removed:
        with uncollected():
            catalogue = arrange((run.store.facts(key) for key in archive.keys.values()), run.settings)
        made, written = press.print(catalogue, archive.keys, run.jobs, archive.progress)
        manual.render(run.settings, folder)
        lost = removed()
    if run.settings.offline:
        offline.write(folder)
    save(folder / "build.json", {"inputs": inputs, "warraq": __version__})
    save(places.pages_of(inputs), made)
    put_in_place(folder, places.site)
    for path in places.state.glob("pages-*.json"):
        if path != places.pages_of(inputs):
            path.unlink()
    return lost, sum(len(addresses) for _, addresses in made.values()), written


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
            site = render.open_site(settings)
            gathered = gather(settings, store, jobs, progress, strict=strict)
            inputs = _inputs(settings, site, sets, gathered)
            archive = indexes.Archive(places, gathered.keys, sets, progress)
            made = load(places.pages_of(inputs))
            if made and places.shown == inputs:
                removed = apart(indexes.bring_up_to_date, archive, jobs=jobs)
                pages, written = sum(len(addresses) for _, addresses in made.values()), 0
            else:
                few = gathered.fresh <= indexes.MUCH * len(gathered.keys)
                removed, pages, written = _make(_Run(settings, site, archive, store, jobs, few), inputs)
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
