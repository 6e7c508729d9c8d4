"""The second half of a build: the pages of the plan are rendered, or taken over where they show what they showed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from warraq import render
from warraq.catalogue import Catalogue
from warraq.steps import plan
from warraq.steps.parallel import spread
from warraq.steps.progress import Progress
from warraq.steps.store import Store, fingerprint
from warraq.swap import link_or_copy

# The rooms whose change makes another page of the same data.
_RENDERING = (
    "marks.py", "render", "steps/plan.py", "steps/examples.py", "web", "messages", "address.py", "namekeys.py",
    "variants.py", "offline.py",
)  # fmt: skip

Known = dict[str, tuple[str, list[str]]]
"""Of every unit of a site: its key and the addresses of its pages."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a process needs to render: opened once, not for each page."""

    site: render.Site
    store: Store
    folder: Path


_desk: list[_Desk] = []  # the one desk of this process; `spread` has each process sit down before it works


def _sit_down(site: render.Site, store: Path, folder: Path) -> None:
    _desk[:] = [_Desk(site, Store(store), folder)]


def _write(unit: plan.Unit) -> tuple[str, list[str]]:
    """Write the pages of a unit; give its name and their addresses."""
    (desk,) = _desk
    pages = plan.make(desk.site, unit, desk.store.leaf)
    for address, text in pages:
        path = desk.folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return unit.name, [address for address, _ in pages]


def frame_of(site: render.Site) -> str:
    """Name what every page shares: the settings, the theme's colours and files, and the code that renders."""
    parts = (replace(site, settings=replace(site.settings, root=Path())), fingerprint(*_RENDERING))
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Press:
    """Where pages go, and where they may be taken over from."""

    site: render.Site
    """The frame of its pages."""
    store: Path
    """The store's file."""
    old: Path
    """The site in place."""
    known: Known
    """Its units."""
    new: Path
    """The folder of the new site."""

    def print(self, catalogue: Catalogue, leaves: dict[str, str], jobs: int, progress: Progress) -> tuple[Known, int]:
        """Make all pages and static files; give the units and how many pages had to be written."""
        made: Known = {}
        units = plan.units(catalogue, leaves, self.site.settings)
        written = self._run(units, made, jobs, progress)
        addresses = [address for _, pages in made.values() for address in pages]
        written += self._run([plan.sitemaps(addresses, catalogue)], made, 1, progress)
        for address, content in render.assets(self.site).items():
            path = self.new / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return made, written

    def _run(self, units: Iterable[plan.Unit], made: Known, jobs: int, progress: Progress) -> int:
        frame = frame_of(self.site)
        written = 0

        def waiting() -> Iterator[plan.Unit]:
            for unit in units:
                key = unit.key(frame)
                if self._take_over(unit.name, key):
                    made[unit.name] = self.known[unit.name]
                else:
                    made[unit.name] = (key, [])
                    yield unit

        work = spread(_write, waiting(), jobs, _sit_down, (self.site, self.store, self.new))
        for name, addresses in progress("build.rendering", work):
            made[name][1].extend(addresses)
            written += len(addresses)
        return written

    def _take_over(self, name: str, key: str) -> bool:
        """Link a unit's pages from the site in place where they are what would be rendered."""
        known, addresses = self.known.get(name, ("", []))
        if known != key or not all((self.old / address).is_file() for address in addresses):
            return False
        for address in addresses:
            link_or_copy(self.old / address, self.new / address)
        return True
