"""What a build reads is watched: articles, manual and settings, and nothing that the build itself writes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from warraq.settings import Settings

_QUIET = 0.4  # seconds without a further change before the writing counts as over: editors save in several steps
_WAKING = 15.0  # seconds that a wait lasts at most before it begins again


class _Watch(FileSystemEventHandler):
    """Sets an event when a file that a build reads is written, moved or deleted."""

    def __init__(self, sources: tuple[Path, ...], output: Path, something: threading.Event) -> None:
        self.sources = sources
        self.output = output
        self.something = something

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in {"created", "modified", "moved", "deleted"} or event.is_directory:
            return
        for name in filter(None, (event.src_path, event.dest_path)):
            path = Path(os.fsdecode(str(name)))
            if not path.is_relative_to(self.output) and any(path.is_relative_to(source) for source in self.sources):
                self.something.set()


@contextmanager
def watching(settings: Settings, output: Path) -> Iterator[threading.Event]:
    """Give an event that is set whenever something changes that a build into `output` reads."""
    something = threading.Event()
    root = settings.root.resolve()
    names = (*settings.corpus, "docs", "mkdocs.yml", settings.names, settings.repairs, settings.variants)
    sources = tuple((root / name).resolve() for name in names if name)
    watch = _Watch(sources, output.resolve(), something)
    observer = Observer()
    # A file is watched by its folder: editors put another file in its place.
    folders = {source for source in sources if source.is_dir()}
    files = {source.parent for source in sources if not source.is_dir() and source.parent.is_dir()}
    for folder in folders | files:
        observer.schedule(watch, str(folder), recursive=folder in folders)
    observer.start()
    try:
        yield something
    finally:
        observer.stop()
        observer.join()


def settle(something: threading.Event) -> None:
    """Wait for a change and until the writing is over."""
    while not something.wait(_WAKING):  # with an end, for on Windows nothing interrupts a wait without one
        pass
    while something.is_set():
        something.clear()
        time.sleep(_QUIET)
