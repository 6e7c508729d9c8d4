import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from archive import ARTICLES, assert_same, make_archive, tree
from warraq import build as build_room
from warraq.build import BusyError, StrictError, build
from warraq.index.whoosh import open_index
from warraq.search.query import parse
from warraq.settings import load

BAD = {"empty.txt": "", "broken.jsonl": '{"id": "ok", "text": "نص صالح هنا."}\n{"id": \n'}


def made(folder, output="build", **how):
    return build(load(folder), folder / output, how.pop("jobs", 1), **how)


def found(folder, text):
    engine = open_index(folder / "build" / "index")
    try:
        return [hit.article.id for hit in engine.search(parse(text)).hits]
    finally:
        engine.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = make_archive(tmp_path_factory.mktemp("archive"))
    made(folder)
    return folder


def test_every_article_has_a_page_and_is_found(built):
    pages = sorted(path.name for path in (built / "build/site/a").iterdir())
    assert pages == ["book.html", "cup.html", "market.html", "river.html"]
    assert found(built, "سوق السمك")[0] == "market"
    assert found(built, "النهائي") == ["book"]
    assert found(built, '"الولايات المتحدة"') == ["book"]


def test_two_builds_of_one_archive_are_the_same_bytes(built, tmp_path):
    again = make_archive(tmp_path / "again")
    made(again, jobs=2)
    assert_same(built / "build/site", again / "build/site")
    assert_same(built / "build/index", again / "build/index")


def test_nothing_changed_means_nothing_written(built):
    page = built / "build/site/a/river.html"
    before = page.stat()
    result = made(built)
    assert (result.articles, result.annotated, result.written, result.removed) == (4, 0, 0, 0)
    assert page.stat().st_mtime_ns == before.st_mtime_ns


def test_an_incremental_build_gives_the_site_of_a_build_from_nothing(tmp_path):
    changed = dict(ARTICLES)
    changed["river.md"] = changed["river.md"].replace("ارتفع منسوب", "انخفض منسوب")
    changed["new.txt"] = "وصلت قافلة الكتب إلى مدينة تونس."
    del changed["book.txt"]
    step = make_archive(tmp_path / "step")
    made(step)
    shutil.rmtree(step / "corpus")
    make_archive(tmp_path / "whole", changed)
    shutil.copytree(tmp_path / "whole/corpus", step / "corpus")
    result = made(step)
    made(tmp_path / "whole")
    assert (result.annotated, result.removed) == (2, 1)
    assert_same(step / "build/site", tmp_path / "whole/build/site")
    assert found(step, '"انخفض منسوب"') == ["river"]
    assert found(step, '"ارتفع منسوب"') == []
    assert found(step, "النهائي") == []
    assert found(step, "قافلة") == ["new"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_change_among_many_gives_the_site_of_a_build_from_nothing(tmp_path, jobs):
    """With more than one process its indexes are made beside its pages."""
    before = ARTICLES | {f"{name}.txt": f"نهر وجسر {name} قديم في القاهرة." for name in "abcdefgh"}
    after = before | {"a.txt": "بحر وميناء جديد في القاهرة."}
    step = make_archive(tmp_path / "step", before)
    made(step, jobs=jobs)
    (step / "corpus/a.txt").write_text(after["a.txt"], encoding="utf-8")
    result = made(step, jobs=jobs)
    assert (result.annotated, result.removed) == (1, 0)
    assert 0 < result.written < result.pages
    whole = make_archive(tmp_path / "whole", after)
    made(whole, jobs=jobs)
    assert_same(step / "build/site", whole / "build/site")
    assert found(step, "ميناء") == ["a"]
    assert "a" not in found(step, "جسر")


def test_what_another_version_kept_is_made_anew(tmp_path):
    made(make_archive(tmp_path))
    before = tree(tmp_path / "build/site")
    with closing(sqlite3.connect(tmp_path / "build/state/leaves.sqlite")) as store:
        store.executescript("DROP TABLE leaves; CREATE TABLE leaves (key TEXT, leaf BLOB); PRAGMA user_version = 1")
    result = made(tmp_path)
    assert (result.annotated, result.written) == (4, 0)
    assert tree(tmp_path / "build/site") == before


def test_bad_input_is_told_and_the_rest_is_published(tmp_path):
    result = made(make_archive(tmp_path, {**ARTICLES, **BAD}))
    assert result.articles == 5
    assert result.flawed
    assert {(Path(problem.path).name, problem.line) for problem in result.problems if problem.grave} == {
        ("empty.txt", 0),
        ("broken.jsonl", 2),
    }


def test_strict_stops_and_leaves_what_was_published(tmp_path):
    made(make_archive(tmp_path))
    before = tree(tmp_path / "build/site")
    (tmp_path / "corpus/empty.txt").write_text("")
    (tmp_path / "corpus/another.txt").write_text("خبر آخر.", encoding="utf-8")
    with pytest.raises(StrictError):
        made(tmp_path, strict=True)
    assert tree(tmp_path / "build/site") == before


def test_an_archive_without_articles_is_a_site_all_the_same(tmp_path):
    result = made(make_archive(tmp_path, {}))
    assert result.articles == 0
    assert (tmp_path / "build/site/index.html").exists()


class Links(HTMLParser):
    """The addresses and anchors of a page."""

    def __init__(self, text):
        super().__init__()
        self.loads, self.links, self.anchors, self.base = [], [], {""}, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.base |= tag == "base"
        if values.get("id"):
            self.anchors.add(values["id"])
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        elif tag == "link" and values.get("rel") in {"canonical", "alternate"}:
            pass
        elif tag != "a":
            self.loads += [values[name] for name in ("src", "href", "action", "poster", "data") if values.get(name)]


def test_every_link_is_relative_ends_in_a_file_and_leads_somewhere(built):
    site = built / "build/site"
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert len(pages) > 15
    for page, links in pages.items():
        if page.name == "404.html":  # a host shows it at any depth
            continue
        for address in links.loads + links.links:
            parts = urlsplit(address)
            if parts.scheme in {"https", "http", "mailto"} and address in links.links:
                continue
            assert not parts.scheme, (page, address)
            assert not parts.netloc, (page, address)
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), (page.relative_to(site), address)
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].anchors, (page.relative_to(site), address)


HOSTILE = {
    "markup.txt": "<script>alert(1)</script> <img src=x onerror=alert(1)> & &lt; \"' </title> --> ]]>",
    "\u202eevil\u202c.txt": "عنوان \u202eمعكوس\u2066 بلا إغلاق\n\nوبعده نص.",
    "long.txt": "كلمة " * 120_000,  # a megabyte on one line
    "solid.txt": "ا" * 1_000_000,
    "nul.txt": "قبل\x00بعد \x1b[31m",
    "half.jsonl": (
        '{"id": "</script><script>", "title": "\\ud800 <b>x</b>", "text": "نص \\udfff </script> {{ 7*7 }} {% raw %}", '
        '"source": "<i>", "category": "\\"><svg onload=alert(1)>", "url": "javascript:alert(1)", "author": "<u>"}\n'
    ),
}


class Seen(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.handlers = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.handlers += [name for name, value in attributes if name.startswith("on") or "javascript:" in (value or "")]


def test_hostile_articles_break_nothing_and_never_become_markup(tmp_path):
    result = made(make_archive(tmp_path, HOSTILE))
    assert result.articles == len(HOSTILE)
    harmless = made(make_archive(tmp_path / "plain"))
    allowed = set()
    for path in harmless.site.rglob("*.html"):
        allowed |= Seen(path.read_text(encoding="utf-8")).tags
    for path in result.site.rglob("*.html"):
        seen = Seen(path.read_text(encoding="utf-8"))
        assert seen.handlers == [], path
        assert seen.tags - allowed <= {"br", "data", "time", "q"}, path
    feed = (result.site / "feed.xml").read_text(encoding="utf-8")
    assert "<script" not in feed
    assert found(tmp_path, "معكوس") != []
    assert found(tmp_path, "بعد") != []


def whole(folder):
    """The published site and index open and belong to builds that ended."""
    site = folder / "build/site"
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert (site / "index.html") in pages
    for page, links in pages.items():
        for address in links.links:
            parts = urlsplit(address)
            if not parts.scheme and parts.path and page.name != "404.html":
                assert (page.parent / unquote(parts.path)).resolve() in pages or not parts.path.endswith(".html")
    return found(folder, "القاهرة")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills like that here")
def test_a_killed_build_leaves_the_last_good_site_and_index(tmp_path):
    made(make_archive(tmp_path))
    chance = random.Random(7)
    command = [sys.executable, "-m", "warraq", "build", str(tmp_path), "--jobs", "2"]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    usual = time.perf_counter() - start
    for number in range(6):
        article = {"id": "cup", "text": f"عدد {number} من القاهرة", "date": "2017-10-20"}
        (tmp_path / "corpus/more.jsonl").write_text(json.dumps(article, ensure_ascii=False) + "\n", encoding="utf-8")
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(usual * chance.uniform(0.3, 1.2))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert "cup" in whole(tmp_path)
    subprocess.run(command, check=True, capture_output=True)
    again = make_archive(tmp_path / "again")
    shutil.rmtree(again / "corpus")
    shutil.copytree(tmp_path / "corpus", again / "corpus")
    made(again)
    assert_same(tmp_path / "build/site", again / "build/site")
    assert sorted(entry.name for entry in (tmp_path / "build").iterdir()) == [".lock", "index", "site", "state"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills like that here")
def test_the_processes_of_a_killed_build_end_and_let_go_of_the_folder(tmp_path):
    many = "".join(json.dumps({"id": str(n), "text": f"كتاب {n} قديم. " * 80}) + "\n" for n in range(1500))
    folder = make_archive(tmp_path, {"many.jsonl": many})
    command = [sys.executable, "-m", "warraq", "build", str(folder), "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    kept = folder / "build/state/leaves.sqlite"
    while not kept.exists() or not with_rows(kept):  # until the other processes are at work
        time.sleep(0.05)
    process.kill()
    process.wait()
    (folder / "corpus/many.jsonl").unlink()
    (folder / "corpus/one.txt").write_text("نهر وجسر قديم.", encoding="utf-8")
    for _ in range(100):
        with suppress(BusyError):
            built = made(folder)
            break
        time.sleep(0.1)
    assert built.articles == 1


BESIDE = """
import os, signal, sys, time
from pathlib import Path
from warraq.steps.parallel import beside

def work(sign):
    sign.touch()
    time.sleep(600)

sign = Path(sys.argv[1])
with beside(work, sign, jobs=2, first=False):
    while not sign.exists():
        time.sleep(0.01)
    os.killpg(0, signal.SIGINT)
    time.sleep(600)
"""


@pytest.mark.skipif(os.name != "posix", reason="interrupts are sent otherwise elsewhere")
def test_an_interrupt_ends_what_is_done_beside(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", BESIDE, tmp_path / "begun"],
        start_new_session=True,
        timeout=120,
        check=False,
        stderr=subprocess.PIPE,
    )
    assert ended.stderr.rstrip().endswith(b"KeyboardInterrupt")


def with_rows(base):
    with closing(sqlite3.connect(base)) as store:
        try:
            return store.execute("SELECT count(*) FROM leaves").fetchone()[0]
        except sqlite3.OperationalError:  # not made yet
            return 0


def test_an_archive_named_by_a_relative_path_has_its_manual(tmp_path, monkeypatch):
    folder = make_archive(tmp_path / "archive")
    (folder / "docs/en").mkdir(parents=True)
    (folder / "docs/en/index.md").write_text("# About\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made(Path("archive"))
    assert "About" in (folder / "build/site/docs/en/index.html").read_text(encoding="utf-8")


def test_the_manuals_logo_leads_to_the_archive(tmp_path):
    folder = make_archive(tmp_path / "archive")
    (folder / "docs/ar/deep").mkdir(parents=True)
    (folder / "docs/ar/index.md").write_text("# عن الأرشيف\n", encoding="utf-8")
    (folder / "docs/ar/deep/page.md").write_text("# صفحة\n", encoding="utf-8")
    made(folder)
    site = folder / "build/site"
    for page in ("docs/ar/index.html", "docs/ar/deep/page.html"):
        links = {(site / page).parent / link for link in Links((site / page).read_text(encoding="utf-8")).links}
        assert site / "index.html" in {Path(os.path.normpath(link)) for link in links}, page


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_static_index_of_a_site_that_was_never_put_in_place_is_not_believed(tmp_path, monkeypatch, jobs):
    """A build dies when all is made: the site in place is still the old one."""
    before = {f"{name}.txt": f"{name} نهر وجسر قديم." for name in "abcdefghijkl"}
    after = before | {"a.txt": "بحر وميناء جديد."}
    folder = make_archive(tmp_path / "archive", before)
    made(folder, jobs=jobs)
    (folder / "corpus/a.txt").write_text(after["a.txt"], encoding="utf-8")
    exchange = build_room.put_in_place

    def die(new, live):
        if live.name == "site":
            raise OSError
        exchange(new, live)

    with monkeypatch.context() as patch:
        patch.setattr(build_room, "put_in_place", die)
        with pytest.raises(OSError):  # noqa: PT011 - it has nothing to say
            made(folder, jobs=jobs)
    made(folder, jobs=jobs)
    fresh = make_archive(tmp_path / "fresh", after)
    made(fresh)
    assert_same(folder / "build/site/index", fresh / "build/site/index")
