"""The local server as a reader, a writer and an attacker meet it."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from archive import ARTICLES, make_archive
from server import Server

posix = pytest.mark.skipif(os.name != "posix", reason="interrupts are sent otherwise elsewhere")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    one = Server(make_archive(tmp_path_factory.mktemp("serve") / "archive"))
    yield one
    one.stop()


def test_home_and_article_are_served_whole(server):
    assert "<h1>" in server.page("/")
    page = server.page("/a/river.html")
    assert "ارتفع منسوب" in page
    published = (server.folder / "build/site/a/river.html").read_text(encoding="utf-8")
    assert re.sub(r"<script src=\"/-/reload\.js[^<]*</script>", "", page) == published


def test_files_are_served_as_they_are(server):
    site = server.folder / "build/site"
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix != ".html":
            status, headers, body = server.ask("/" + quote(path.relative_to(site).as_posix()))
            assert (status, body) == (200, path.read_bytes()), path
            assert int(headers["Content-Length"]) == len(body)
    kinds = {
        path.suffix: server.ask(f"/assets/{path.name}")[1]["Content-Type"].partition(";")[0]
        for path in (site / "assets").iterdir()
    }
    assert kinds[".css"] == "text/css"
    assert kinds[".js"] == "text/javascript"
    assert kinds[".woff2"] == "font/woff2"


def test_copies_are_taken_as_one_where_the_address_says_so(server):
    once = server.page("/search.html?" + urlencode({"q": "السمك", "collapse": "1"}))
    assert "name=collapse value=1 checked" in once
    assert "level=root&amp;collapse=1" in once
    assert "collapse=1" not in server.page("/search.html?" + urlencode({"q": "السمك", "collapse": "yes"}))


def test_search_finds_and_marks(server):
    page = server.page("/search.html?" + urlencode({"q": "سوق السمك"}))
    assert "<mark>سوق</mark>" in page
    assert 'href="a/market.html' in page or "href=a/market.html" in page
    assert 'value="سوق السمك"' in page
    exact = server.page("/search.html?" + urlencode({"q": "مكتبات", "level": "typed"}))
    assert "<mark>" not in exact


@pytest.mark.parametrize("level", ["lemma", "", "<b>", "../../etc"])
@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "\x00\x1b"]
)
def test_a_hostile_query_is_only_text(server, text, level):
    page = server.page("/search.html?" + urlencode({"q": text, "level": level}))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>" not in page
    assert ">49<" not in page


@pytest.mark.parametrize("query", ["", "q=", "q=%ff%fe", "q=%ed%a0%80", "q", "&&==", "q=a&q=b", "q=" + "%28" * 3000])
def test_odd_queries_are_answered(server, query):
    assert "<main" in server.page("/search.html?" + query)


@pytest.mark.parametrize(
    "target",
    [
        "/../mkdocs.yml",
        "/../../mkdocs.yml",
        "/%2e%2e/mkdocs.yml",
        "/%2e%2e/%2e%2e/mkdocs.yml",
        "/..%2f..%2fmkdocs.yml",
        "/a/../../../mkdocs.yml",
        "/..%5c..%5cmkdocs.yml",
        "//etc/passwd",
        "/a/",
        "/assets/",
        "/none.html",
        "/none",
        "/%00",
        "/a/river.html%00.txt",
        "/" + "x" * 5000,
        "/-/",
        "/a/river.html/",
        "/[",
        "/%",
    ],
)
def test_what_is_not_there_is_a_404_page_and_nothing_else_is_shown(server, target):
    status, headers, body = server.ask(target)
    assert status == 404
    assert headers["Content-Type"].startswith("text/html")
    assert "أرشيف التجربة" in body.decode("utf-8")
    assert b"site_name: " not in body
    assert b"/bin/" not in body
    assert b"Index of" not in body


def test_a_folder_s_page_has_an_address_with_a_slash(server):
    status, headers, _ = server.ask("/dates")
    assert (status, headers["Location"]) == (301, "/dates/")
    assert server.page("/dates/") == server.page("/dates/index.html")
    for target in ("//dates", "//example.org/..%2fdates", "/\\example.org/..%2fdates", "/%5cexample.org/..%2fdates"):
        location = server.ask(target)[1].get("Location", "")
        assert not location.startswith(("//", "/\\", "http")), location


@pytest.mark.parametrize(
    "target", ["/", "/a/river.html", "/search.html?q=a", "/none", "/feed.xml", "/-/changes", "/dates"]
)
def test_head_tells_what_get_would_and_sends_nothing(server, target):
    status, headers, body = server.ask(target, "HEAD")
    assert body == b""
    if target != "/-/changes":
        again, whole, sent = server.ask(target)
        assert (again, whole["Content-Type"], len(sent)) == (
            status,
            headers["Content-Type"],
            int(headers["Content-Length"]),
        )


@pytest.mark.parametrize("host", ["example.org", "example.org:80", "127.0.0.1.example.org", "", "localhost.evil", "["])
def test_other_hosts_are_refused(server, host):
    for target in ("/", "/search.html?q=a", "/-/changes", "/-/reload.js", "/none"):
        status, _, body = server.ask(target, Host=host)
        assert (status, body) == (403, b"")


def test_this_machine_s_names_are_taken(server):
    for host in ("localhost", f"localhost:{server.port}", f"LOCALHOST:{server.port}", f"127.0.0.1:{server.port}"):
        assert server.ask("/", Host=host)[0] == 200
    assert b" 403 " in server.raw(b"GET / HTTP/1.0\r\n\r\n").splitlines()[0]


def test_only_this_machine_is_served(server):
    name = socket.gethostname()
    addresses = {entry[4][0] for entry in socket.getaddrinfo(name, None, socket.AF_INET)} if name else set()
    for address in addresses - {"127.0.0.1", "127.0.1.1"}:
        with socket.socket() as connection:
            connection.settimeout(5)
            assert connection.connect_ex((address, server.port)) != 0


@pytest.mark.parametrize(
    "request_",
    [b"", b"\r\n\r\n", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", b"GET\r\n\r\n"],
)
def test_other_requests_do_no_harm(server, request_):
    server.raw(request_)
    assert server.ask("/")[0] == 200


class News:
    """What a page that is open hears."""

    def __init__(self, server, page="/a/river.html"):
        version = re.search(r"/-/reload\.js\?(v=\d+)", server.page(page))[1]
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.connection.request("GET", f"/-/changes?{version}")
        self.answer = self.connection.getresponse()

    def wait(self):
        while True:
            line = self.answer.readline()
            assert line, "the server went away"
            if line.startswith(b"data:"):
                self.connection.close()
                return


def test_a_change_is_published_and_told_to_every_open_page(server):
    pages = [News(server), News(server, "/"), News(server, "/about.html")]
    article = server.folder / "corpus" / "river.md"
    article.write_text(article.read_text(encoding="utf-8").replace("ارتفع", "انخفض"), encoding="utf-8")
    for page in pages:
        page.wait()
    assert "انخفض منسوب" in server.page("/a/river.html")
    assert "<mark>انخفض</mark>" in server.page("/search.html?" + urlencode({"q": "انخفض"}))


def test_a_page_that_was_loaded_before_the_change_is_told_at_once(server):
    version = int(re.search(r"/-/reload\.js\?v=(\d+)", server.page("/"))[1])
    news = News(server)
    (server.folder / "corpus" / "new.txt").write_text("وصلت قافلة الكتب إلى تونس.", encoding="utf-8")
    news.wait()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", f"/-/changes?v={version}")
    assert connection.getresponse().readline().startswith(b"data:")
    connection.close()
    assert "قافلة" in server.page("/a/new.html")


def test_a_broken_setting_is_told_and_the_last_site_stays(server):
    path = server.folder / "mkdocs.yml"
    good = path.read_text(encoding="utf-8")
    path.write_text("site_name: [", encoding="utf-8")
    line = server.process.stdout.readline()
    assert "mkdocs.yml" in line
    assert "أرشيف التجربة" in server.page("/")
    news = News(server)
    path.write_text(good.replace("أرشيف التجربة", "أرشيف آخر"), encoding="utf-8")
    news.wait()
    assert "أرشيف آخر" in server.page("/")
    news = News(server)
    path.write_text(good, encoding="utf-8")
    news.wait()


def test_a_taken_port_is_told_before_anything_is_built(server, tmp_path):
    folder = make_archive(tmp_path / "archive")
    command = [sys.executable, "-m", "warraq", "--lang", "en", "serve", str(folder), "--port", str(server.port)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1
    assert f"port {server.port} is taken" in result.stderr
    assert not (folder / "build").exists()


@posix
def test_an_interrupt_ends_it_cleanly_while_a_page_waits(tmp_path):
    server = Server(make_archive(tmp_path / "archive", {"book.txt": ARTICLES["book.txt"]}))
    News(server, "/")
    start = time.monotonic()
    assert server.stop(signal.SIGINT) == 0
    assert time.monotonic() - start < 10
    assert "Traceback" not in server.said
    assert len(server.said.splitlines()) <= 2
    json.loads(Path(tmp_path / "archive/build/site/build.json").read_text(encoding="utf-8"))
