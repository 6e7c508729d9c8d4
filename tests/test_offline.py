"""Reading without a connection: the list of files, and a service worker in a real browser."""

import hashlib
import json
import shutil
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from archive import ARTICLES, SETTINGS, make_archive, tree
from host import Host
from warraq import offline
from warraq.cli import main

OFFLINE = SETTINGS + "    offline: true\n"
PAGE = "a/river.html"
chromium = pytest.mark.browser


def build(folder):
    result = CliRunner().invoke(main, ["--lang", "en", "build", str(folder), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return folder / "build/site"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = make_archive(tmp_path_factory.mktemp("offline") / "archive", settings=OFFLINE)
    build(folder)
    return folder


# The list


def test_the_list_names_every_file_that_is_read(built):
    site = built / "build/site"
    files = tree(site)
    news = json.loads(files["offline.json"])
    listed = json.loads(files[news["list"]])
    ours = {"sw.js", "offline.json", news["list"], "build.json", "robots.txt", "sitemap.xml", "sitemap-1.xml"}
    assert listed.keys() == files.keys() - ours
    for name, (digest, size) in listed.items():
        assert size == len(files[name])
        assert digest == hashlib.sha256(files[name]).hexdigest()[:12]
    assert news["files"] == len(listed)
    assert news["bytes"] == sum(size for _, size in listed.values())


def test_two_builds_write_the_same_list(built, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(built, copy, ignore=shutil.ignore_patterns("build"))
    assert tree(build(copy)) == tree(built / "build/site")


def test_addresses_are_listed_as_browsers_write_them(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "صورة 50%.png").write_bytes(b"x")
    offline.write(tmp_path)
    news = json.loads((tmp_path / "offline.json").read_text("utf-8"))
    (name,) = json.loads((tmp_path / news["list"]).read_text("utf-8"))
    assert name == "docs/%D8%B5%D9%88%D8%B1%D8%A9%2050%25.png"


def test_it_is_off_unless_the_publisher_wants_it(tmp_path):
    site = build(make_archive(tmp_path / "archive"))
    names = {path.name for path in site.rglob("*")}
    assert not names & {"sw.js", "offline.json", "offline.html"}
    assert "offline" not in (site / "about.html").read_text("utf-8").partition("<main")[0]


# In a browser


@pytest.fixture
def host(built, tmp_path):
    """The archive in a folder of this test's own, on a host."""
    folder = tmp_path / "site"
    shutil.copytree(built / "build/site", folder)
    one = Host(folder)
    yield one
    one.stop()


@contextmanager
def reader(browser, **how):
    context = browser.new_context(**how)
    page = context.new_page()
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    try:
        yield page
    finally:
        context.close()


WHOLE = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const complete = await (await caches.open(name)).match(new URL("/offline.complete", location));
    if (name.includes(" whole ") && complete) found.push(name.split(" ").pop());
  }
  return found;
}"""
READ = "async (name) => Number(Boolean(await caches.match(new URL(name, location.origin).href)))"


def version(host):
    return json.loads((host.folder / "offline.json").read_text("utf-8"))["version"]


def until(page, script, wanted, argument=None):
    for _ in range(150):
        found = page.evaluate(script, argument)
        if found == wanted:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{found!r} instead of {wanted!r}")


def visit(page, host, *addresses):
    for address in addresses:
        page.goto(host.address + address)
        page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
        until(page, READ, 1, f"/{address}")


def found(page, host, query):
    """Search as a reader does; give the articles' ids."""
    page.goto(f"{host.address}search.html?q={quote(query)}")
    page.locator("#hits[aria-busy=false]").wait_for(state="attached")
    return sorted(page.locator("#hits > li").evaluate_all("all => all.map(one => one.dataset.id)"))


def gone(page, host):
    host.stop()
    page.context.set_offline(True)


def back(page, host):
    page.context.set_offline(False)
    host.start()


def keep_all(page, host):
    page.goto(host.address + "about.html")
    page.locator("button[data-t=keep_all]").click()
    page.locator("button[data-t=keep_all]").wait_for(state="detached")
    until(page, WHOLE, [version(host)])


def republish(host, folder, articles, settings=OFFLINE):
    """Build anew what another state of the corpus gives, and put it on the host."""
    shutil.rmtree(folder, ignore_errors=True)
    site = build(make_archive(folder, articles, settings))
    for path in list(host.folder.rglob("*")):
        if path.is_file():
            path.unlink()
    shutil.copytree(site, host.folder, dirs_exist_ok=True)


CHANGED = {**ARTICLES, "river.md": ARTICLES["river.md"].replace("أمس", "اليوم")}


@chromium
def test_what_was_read_is_read_again_without_a_connection(browser, host):
    with reader(browser) as page:
        visit(page, host, "index.html", PAGE)
        text = page.locator(".text").inner_text()
        gone(page, host)
        page.reload()
        assert page.locator(".text").inner_text() == text
        assert page.evaluate("getComputedStyle(document.querySelector('header.top')).display") == "flex"
        page.goto(host.address + PAGE + "?hl=x#s1")
        assert page.locator(".text").inner_text() == text
        page.goto(host.address + "names/index.html")  # never read
        assert page.locator("h1[data-t=offline]").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('header.top')).display") == "flex"
        page.locator(".brand").click()
        page.wait_for_url("**/index.html")
        assert page.locator(".cards").first.is_visible()
        assert page.wrong == []


@chromium
def test_what_was_looked_for_is_found_again_without_a_connection(browser, host):
    with reader(browser) as page:
        visit(page, host, "index.html")
        wanted = found(page, host, "القاهرة")
        assert len(wanted) == 3
        gone(page, host)
        assert found(page, host, "القاهرة") == wanted
        page.locator("#hits a").first.click()
        page.locator("h1[data-t=offline]").wait_for()  # found, but never read


@chromium
def test_the_whole_archive_is_kept_with_its_size_told_first(browser, host):
    with reader(browser) as page:
        page.goto(host.address + "about.html")
        status = page.locator(".keep [role=status]")
        page.locator("button[data-t=keep_all]").wait_for()
        news = json.loads((host.folder / "offline.json").read_text("utf-8"))
        assert f"{news['bytes'] / 1e6:.1f}" in status.inner_text()
        assert page.evaluate(WHOLE) == []
        keep_all(page, host)
        gone(page, host)
        for path in sorted(host.folder.rglob("*.html")):
            name = path.relative_to(host.folder).as_posix()
            got = page.evaluate("name => fetch(name).then(answer => answer.text())", f"/{name}")
            assert got == path.read_text("utf-8"), name
        page.goto(host.address + PAGE)
        assert page.locator(".text").is_visible()
        page.goto(host.address)
        assert page.locator(".cards").first.is_visible()
        for query, wanted in (("القاهرة", ["book", "cup", "river"]), ("سمكة", ["market"]), ("زرافة", [])):
            assert found(page, host, query) == wanted
        page.goto(host.address + "about.html")
        page.locator("button[data-t=keep_forget]").click()
        until(page, "caches.keys()", [])


@chromium
def test_a_new_version_is_taken_in_whole_and_fetches_only_what_changed(browser, host, tmp_path):
    with reader(browser) as page:
        keep_all(page, host)
        old = version(host)
        before = tree(host.folder)
        other = page.context.new_page()
        assert found(other, host, "أمس") == ["river"]  # an open page, which stays with its version
        republish(host, tmp_path / "new", CHANGED)
        assert version(host) != old
        host.asked.clear()
        page.goto(host.address + PAGE)
        until(page, WHOLE, [old, version(host)])
        same = {name for name, content in tree(host.folder).items() if before.get(name) == content}
        assert len(same) > 20
        assert [name for name in host.asked if name in same] == []
        assert "أمس" in page.locator(".text").inner_text()
        page.goto(host.address + PAGE)
        assert "اليوم" in page.locator(".text").inner_text()
        fetched = "fetch('/a/river.html').then(one => one.text()).then(text => text.includes('اليوم'))"
        assert page.evaluate(fetched) is True
        assert other.evaluate(fetched) is False
        assert found(page, host, "أمس") == []
        other.locator("input[type=search]").first.fill("صفاقس")
        other.locator("#hits[aria-busy=false] [data-id=market]").wait_for()
        assert page.evaluate(WHOLE) == [old, version(host)]
        other.close()
        page.goto(host.address + "index.html")
        until(page, WHOLE, [version(host)])
        assert page.wrong == []


@chromium
def test_a_version_that_does_not_come_whole_is_never_shown(browser, host, tmp_path):
    with reader(browser) as page:
        keep_all(page, host)
        old = version(host)
        republish(host, tmp_path / "new", CHANGED)
        whole = (host.folder / PAGE).read_bytes()
        (host.folder / PAGE).write_bytes(b"not yet here")  # the host is still at it
        page.goto(host.address + "index.html")
        page.wait_for_timeout(500)
        page.goto(host.address + PAGE)
        page.wait_for_timeout(300)
        assert "أمس" in page.locator(".text").inner_text()
        assert page.evaluate(WHOLE) == [old]
        gone(page, host)
        page.goto(host.address + PAGE)
        assert "أمس" in page.locator(".text").inner_text()
        back(page, host)
        (host.folder / PAGE).write_bytes(whole)
        page.goto(host.address + "about.html")
        until(page, WHOLE, [old, version(host)])
        page.goto(host.address + PAGE)
        assert "اليوم" in page.locator(".text").inner_text()


@chromium
def test_keeping_can_be_cancelled_and_a_broken_connection_is_told(browser, host):
    with reader(browser) as page:
        visit(page, host, "about.html")
        host.slow = 0.15
        page.locator("button[data-t=keep_all]").click()
        page.locator(".keep progress").wait_for(state="visible")
        page.locator("button[data-t=keep_cancel]").click()
        page.locator("button[data-t=keep_all]").wait_for()
        until(page, "caches.keys().then(names => names.filter(name => name.includes(' whole ')))", [])
        page.locator("button[data-t=keep_all]").click()
        page.locator(".keep progress").wait_for(state="visible")
        gone(page, host)
        page.locator("button[data-t=keep_cancel]").wait_for(state="detached")
        assert page.evaluate(WHOLE) == []
        host.slow = 0
        back(page, host)
        keep_all(page, host)


@chromium
def test_an_archive_that_is_no_longer_for_keeping_leaves_nothing(browser, host, tmp_path):
    with reader(browser) as page:
        keep_all(page, host)
        republish(host, tmp_path / "new", ARTICLES, SETTINGS)
        worker = page.context.new_cdp_session(page)
        worker.send("ServiceWorker.enable")
        worker.send("ServiceWorker.stopAllWorkers")  # it asks once an hour, and when it begins
        page.goto(host.address + "index.html")
        until(page, "caches.keys()", [])
        for _ in range(20):  # a browser lets go of a worker when the last page that has it is closed
            page.goto(host.address + "index.html")
            if page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0:
                break
            page.wait_for_timeout(100)
        else:
            raise AssertionError("the worker is still there")
        assert page.evaluate("caches.keys()") == []


@chromium
def test_nothing_happens_from_a_folder(browser, built):
    with reader(browser) as page:
        page.goto((built / "build/site/about.html").as_uri())
        page.wait_for_timeout(300)
        assert not page.locator(".keep").is_visible()
        assert page.wrong == []
