"""The site with its search on this machine alone: for writing, proof-reading and archives that are not public.

Pages come from the published folder as any host would give them. Two things are added: `search.html` answers in HTML,
and a page that is open loads again when an article changed.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler
from types import MappingProxyType
from urllib.parse import parse_qs, quote

from warraq import build, render
from warraq.asking import as_view
from warraq.index import whoosh
from warraq.model import LEVELS
from warraq.offline import WORKER
from warraq.read import Problem
from warraq.search import Answer, Search
from warraq.search.query import parse
from warraq.settings import Settings, SettingsError, load
from warraq.watching import settle, watching

_HOSTS = ("127.0.0.1", "localhost")  # any other name is a foreign page that had its own name lead to this machine
_ALIVE = 15.0  # seconds between signs of life to a waiting page
# A page says which version it shows, so that no change falls between its loading and its asking. Pages that are not
# looked at do not ask: a browser gives one host six connections.
_RELOAD = b"""(function () {
  var address = "/-/changes?" + document.currentScript.src.split("?")[1];
  var news;
  function ask() {
    if (document.hidden && news) {
      news = news.close();
    } else if (!document.hidden && !news) {
      news = new EventSource(address);
      news.onmessage = function () { location.reload(); };
    }
  }
  document.addEventListener("visibilitychange", ask);
  ask();
})();
"""


class PortError(OSError):
    """The port is taken or not to be had."""


class Live:
    """What is served now, and the news of a change. Safe to use from several threads."""

    def __init__(self, site: Path, index: Path, page: render.Site) -> None:
        """Serve the folder `site` and search the folder `index`."""
        self.site = site.absolute()
        self.index = index
        self.page = page
        self.changed = threading.Condition()
        self.version = 0
        self._engine: Search = whoosh.open_index(index)
        self._asking = threading.Lock()

    def answer(self, text: str, level: str, *, collapse: bool) -> Answer:
        """Ask the current index."""
        with self._asking:
            return self._engine.search(parse(text, level, collapse=collapse), limit=50)

    def wait(self, seen: int, seconds: float) -> int:
        """Give the number of the present version, as soon as it is not `seen` or the time is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != seen, timeout=seconds)
            return self.version

    def renew(self, page: render.Site) -> None:
        """Take up what a build has put in place, and tell every page that is open."""
        engine = whoosh.open_index(self.index)
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
    # What the system says of these types is not the same everywhere.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def __init__(self, *args: object, live: Live) -> None:
        self.live = live
        super().__init__(*args, directory=str(live.site))  # type: ignore[arg-type] # socketserver's own arguments

    def do_GET(self) -> None:
        address, _, query = self.path.partition("?")
        asked = parse_qs(query)
        if self.headers.get("Host", "").partition(":")[0].lower() not in _HOSTS:
            self._send(b"", "text/plain", HTTPStatus.FORBIDDEN)
        elif address == "/-/changes" and self.command == "GET":
            self._tell_of_changes(asked.get("v", [""])[0])
        elif address == "/-/reload.js":
            self._send(_RELOAD, "text/javascript")
        elif address == "/search.html":
            text = asked.get("q", [""])[0]
            level = asked.get("level", ["lemma"])[0]
            collapse = asked.get("collapse") == ["1"]
            self._send_page(self._search_page(text, level if level in LEVELS else "lemma", collapse=collapse))
        elif address == f"/{WORKER}":  # nothing may be kept of what changes while it is written
            self._send_missing()
        else:
            self._send_file(address)

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def _search_page(self, text: str, level: str, *, collapse: bool) -> bytes:
        page = self.live.page
        found = self.live.answer(text, level, collapse=collapse) if text.strip() else None
        answer = as_view(text, found, page.settings.language) if found else None
        return render.search_page(page, text, level, answer, collapse=collapse).encode("utf-8", "replace")

    def _send_file(self, address: str) -> None:
        path = Path(self.translate_path(self.path))
        try:
            if path.is_dir() and not address.endswith("/"):
                # From the folder found, not from what was asked: `/\example.org/..` would lead to another host.
                place = f"/{quote(path.relative_to(self.live.site).as_posix())}/"
                self._send(b"", "text/plain", HTTPStatus.MOVED_PERMANENTLY, {"Location": place})
                return
            if address.endswith("/"):
                path /= "index.html"
            if path.suffix != ".html" and path.is_file():
                super().do_HEAD() if self.command == "HEAD" else super().do_GET()
                return
            body = path.read_bytes()
        except (OSError, ValueError):  # ValueError: a NUL in the address
            self._send_missing()
        else:
            self._send_page(body)

    def _send_missing(self) -> None:
        # Its links begin at the archive's place on its host, which here is the root.
        page = self.live.page
        here = replace(page, settings=replace(page.settings, site_url=f"http://{_HOSTS[0]}/"))
        self._send_page(render.missing_page(here).encode(), HTTPStatus.NOT_FOUND)

    def _send_page(self, body: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        script = b'<script src="/-/reload.js?v=%d" defer></script></body>' % self.live.version
        self._send(body.replace(b"</body>", script, 1), "text/html; charset=utf-8", status)

    def _send(
        self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, more: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _tell_of_changes(self, shown: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = int(shown) if shown.isascii() and shown.isdecimal() else self.live.version
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


class _Server(ThreadingHTTPServer):
    """Keeps quiet when a reader goes away in the middle of a page."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # the library's own types


def _server(port: int) -> _Server:
    try:
        return _Server((_HOSTS[0], port), BaseRequestHandler)  # `serve` gives it a handler that has what to serve
    except (OSError, OverflowError) as error:
        raise PortError(str(error)) from error


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

    `ready` gets the address, `tell` every problem. Raises `PortError` where the port is taken, and what `build` raises.
    """
    with _server(port) as server:  # the port first: nobody should wait for a build and then be refused
        built = build.build(settings, output, jobs)
        for problem in built.problems:
            tell(problem)
        live = Live(output / "site", output / "index", render.open_site(settings))
        server.RequestHandlerClass = partial(_Handler, live=live)
        with watching(settings, output) as something:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            ready(f"http://{_HOSTS[0]}:{server.server_address[1]}/")
            try:
                while True:
                    settle(something)
                    _rebuild(settings, output, live, tell)
            except KeyboardInterrupt:
                server.shutdown()


def _rebuild(settings: Settings, output: Path, live: Live, tell: Callable[[Problem], None]) -> None:
    """Build again; what is wrong is told and the last good site stays."""
    try:
        now = load(settings.root)
        # One process: forking beside the server's threads is not safe.
        built = build.build(now, output, jobs=1)
    except SettingsError as error:
        values = {name: str(value) for name, value in error.values.items()}
        tell(Problem(error.where, 0, error.key, values, grave=True))
        tell(Problem("mkdocs.yml", 0, "cli.kept", {}, grave=True))
        return
    except build.BusyError as error:
        tell(Problem("mkdocs.yml", 0, "cli.kept_busy", {"folder": str(error)}, grave=True))
        return
    for problem in built.problems:
        tell(problem)
    live.renew(render.open_site(now))
