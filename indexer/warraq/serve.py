"""The site with its search on this machine alone: for writing, proof-reading and archives that are not public.

Pages come from the published folder as any host would give them. Two things are added: `search.html` answers in HTML,
and a page that is open loads again when an article changed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from warraq import build, render
from warraq.asking import as_view
from warraq.index import whoosh
from warraq.model import LEVELS
from warraq.query import parse
from warraq.read import Problem
from warraq.search import Answer, Search
from warraq.settings import Settings, SettingsError, load

_QUIET = 0.4  # seconds without a further change before a build starts: editors save in several steps
_ALIVE = 15.0  # seconds between signs of life to a waiting page
_RELOAD = b"""new EventSource("/-/changes").onmessage = () => location.reload();
"""
_SCRIPT = b'<script src="/-/reload.js" defer></script></body>'


class Live:
    """What is served now, and the news of a change. Safe to use from several threads."""

    def __init__(self, site: Path, index: Path, page: render.Site) -> None:
        """Serve the folder `site` and search the folder `index`."""
        self.site = site
        self.index = index
        self.page = page
        self.changed = threading.Condition()
        self.version = 0
        self._engine = whoosh.open_index(index)
        self._asking = threading.Lock()

    def answer(self, text: str, level: str) -> Answer:
        """Ask the current index."""
        with self._asking:
            return self._engine.search(parse(text, level), limit=50)

    def wait(self, seen: int, seconds: float) -> int:
        """Give the number of the present version, as soon as it is not `seen` or the time is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != seen, timeout=seconds)
            return self.version

    def renew(self, page: render.Site) -> None:
        """Take up what a build has put in place, and tell every page that is open."""
        engine: Search = whoosh.open_index(self.index)
        with self._asking:
            self._engine.close()
            self._engine = engine
            self.page = page
        with self.changed:
            self.version += 1
            self.changed.notify_all()


class _Handler(SimpleHTTPRequestHandler):
    """Gives files, answers to questions, and news."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, live: Live) -> None:
        self.live = live
        super().__init__(*args, directory=str(live.site))  # type: ignore[arg-type] # socketserver's own arguments

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/-/changes":
            self._tell_of_changes()
        elif address.path == "/-/reload.js":
            self._send(_RELOAD, "text/javascript")
        elif address.path == "/search.html":
            asked = parse_qs(address.query)
            text = asked.get("q", [""])[0]
            level = asked.get("level", ["lemma"])[0]
            self._send(self._search_page(text, level if level in LEVELS else "lemma"), "text/html; charset=utf-8")
        else:
            self._send_file()

    def _search_page(self, text: str, level: str) -> bytes:
        answer = as_view(self.live.answer(text, level), self.live.page.settings.language) if text.strip() else None
        page = render.search_page(self.live.page, text, level, answer)
        return self._with_reload(page.encode("utf-8", "replace"))

    def _send_file(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            self._send(self._with_reload(path.read_bytes()), "text/html; charset=utf-8")
        elif path.is_file():
            super().do_GET()
        else:
            missing = self.live.site / "404.html"
            body = missing.read_bytes() if missing.exists() else b""
            self._send(body, "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)

    @staticmethod
    def _with_reload(body: bytes) -> bytes:
        return body.replace(b"</body>", _SCRIPT, 1)

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _tell_of_changes(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = self.live.version
        try:
            while True:
                now = self.live.wait(seen, _ALIVE)
                self.wfile.write(b": alive\n\n" if now == seen else b"data: changed\n\n")
                self.wfile.flush()
                seen = now
        except OSError:  # the page was closed
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keep quiet: a reader's clicks are nobody's business."""


class _Watch(FileSystemEventHandler):
    """Sets an event when a file is written, moved or deleted."""

    def __init__(self, something: threading.Event) -> None:
        self.something = something

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in {"created", "modified", "moved", "deleted"} and not event.is_directory:
            self.something.set()


@contextmanager
def _watching(settings: Settings) -> Iterator[threading.Event]:
    something = threading.Event()
    observer = Observer()
    watch = _Watch(something)
    for path in (*(settings.root / entry for entry in settings.corpus), settings.root / "docs"):
        if path.exists():
            observer.schedule(watch, str(path), recursive=path.is_dir())
    observer.start()
    try:
        yield something
    finally:
        observer.stop()
        observer.join()


def _settle(something: threading.Event) -> None:
    """Wait for a change and until the writing is over."""
    something.wait()
    while something.is_set():
        something.clear()
        time.sleep(_QUIET)


def serve(  # noqa: PLR0913 - what to serve, where, and whom to tell; nothing of it belongs together
    settings: Settings,
    output: Path,
    port: int,
    *,
    jobs: int,
    ready: Callable[[str], None],
    tell: Callable[[Problem], None],
) -> None:
    """Build, serve on 127.0.0.1 and build again whenever something changes, until interrupted.

    `ready` gets the address, `tell` every problem. Raises `OSError` where the port is taken.
    """
    built = build.build(settings, output, jobs)
    for problem in built.problems:
        tell(problem)
    live = Live(output / "site", output / "index", render.open_site(settings))
    with (
        ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, live=live)) as server,
        _watching(settings) as something,
    ):
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ready(f"http://127.0.0.1:{server.server_address[1]}/")
        try:
            while True:
                _settle(something)
                _rebuild(settings, output, live, tell)
        except KeyboardInterrupt:
            server.shutdown()


def _rebuild(settings: Settings, output: Path, live: Live, tell: Callable[[Problem], None]) -> None:
    """Build again; what is wrong is told and the last good site stays."""
    try:
        now = load(settings.root)
        # One process: forking beside the server's threads is not safe.
        built = build.build(now, output, jobs=1)
    except (SettingsError, build.BusyError) as error:
        tell(Problem("mkdocs.yml", 0, "read.settings", {"error": str(error)}, grave=True))
        return
    for problem in built.problems:
        tell(problem)
    live.renew(render.open_site(now))
