"""The page of what is missing, on a host that serves the archive below its root and was not told so."""

import http.server
import threading
from functools import partial
from urllib.parse import urlsplit

import pytest

from browser import Watched
from pages import SETTINGS, parse
from warraq import render

BELOW = "/people/archive/"


class Host(http.server.SimpleHTTPRequestHandler):
    """A host of plain files, as they are: one page for everything that is not there."""

    def do_GET(self):
        path = urlsplit(self.path).path
        if path.startswith(BELOW) and (self.site / path.removeprefix(BELOW)).is_file():
            self.path = "/" + path.removeprefix(BELOW)
            super().do_GET()
            return
        body = (self.site / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    folder = tmp_path_factory.mktemp("host")
    site = render.open_site(SETTINGS)
    for address, content in render.assets(site).items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)
    (folder / "404.html").write_text(render.missing_page(site), encoding="utf-8")
    (folder / "search.html").write_text(render.search_page(site), encoding="utf-8")
    handler = partial(type("Own", (Host,), {"site": folder}), directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BELOW}"
    server.shutdown()


@pytest.mark.browser
@pytest.mark.parametrize("address", ["wrong.html", "a/wrong.html", "names/people/wrong.html", "dates/2017/more/1.html"])
def test_it_finds_its_style_and_the_way_to_the_archive(browser, host, address):
    with Watched(browser, host.removesuffix(BELOW.lstrip("/"))) as watched:
        page = watched.open(BELOW.lstrip("/") + address)
        page.wait_for_selector(".tools button")
        assert page.locator(".tools button.scheme").count() == 1, "the scripts of a page run once"
        assert page.evaluate("getComputedStyle(document.querySelector('header.top')).display") in {"flex", "grid"}
        links = page.eval_on_selector_all("main a, nav a, main form", "all => all.map(e => e.href || e.action)")
        assert links
        assert all(link.startswith(host) for link in links), links
        page.locator("main form button").click()
        page.wait_for_url(f"{host}search.html*")


def test_where_the_archive_is_told_its_page_asks_in_one_place_alone():
    def asked(site):
        tree = parse(render.missing_page(site))
        return [e.get("href") for e in tree.iter("link") if e.get("rel") == "stylesheet"]

    known = render.open_site(type(SETTINGS)(root=SETTINGS.root, site_url="https://example.org/archive/"))
    (one,) = asked(known)
    assert one.startswith("/archive/assets/")
    assert len(asked(render.open_site(SETTINGS))) == 4
