"""The zip that an archive is handed on as."""

import os
import zipfile
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from archive import make_archive, tree
from browser import Watched
from warraq.cli import main
from warraq.package import NoSiteError, package
from warraq.swap import alone


def run(*arguments, lang="en"):
    return CliRunner().invoke(main, ["--lang", lang, *map(str, arguments)])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = make_archive(tmp_path_factory.mktemp("package") / "archive")
    assert run("build", folder).exit_code == 0
    return folder


def test_the_zip_holds_the_site_and_says_what_to_do(built):
    result = run("package", built)
    assert result.exit_code == 0, result.stderr
    path = built / "build/archive.zip"
    assert str(path) in result.stdout
    site = tree(built / "build/site")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert {name: archive.read(f"archive/{name}") for name in site} == site
        assert names[0] == "archive/README.txt"
        assert sorted(names[1:]) == names[1:]
        assert len(names) == len(site) + 1
        readme = archive.read(names[0]).decode("utf-8-sig")
    assert "index.html" in readme.partition("\r\n\r\nThis is")[0]
    assert "double-click index.html" in readme
    assert f"{len(names)} files" in result.stdout


def test_the_same_site_gives_the_same_bytes(built, tmp_path):
    copy = tmp_path / "elsewhere" / "site"
    for name, content in reversed(tree(built / "build/site").items()):  # written in another order, at another time
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(content)
        os.utime(copy / name, (1e9, 1e9))
    (copy / "index.html").chmod(0o600)
    one = package(built / "build/site", tmp_path / "one" / "name.zip")
    two = package(copy, tmp_path / "two" / "name.zip")
    assert one.path.read_bytes() == two.path.read_bytes()
    assert (one.files, one.size) == (two.files, two.size)


def test_it_takes_what_was_built_elsewhere(built, tmp_path):
    output = tmp_path / "public"
    assert run("build", built, "--output", output).exit_code == 0
    result = run("package", output, "--output", tmp_path / "مكتبة.zip")
    assert result.exit_code == 0, result.stderr
    with zipfile.ZipFile(tmp_path / "مكتبة.zip") as archive:
        assert "مكتبة/index.html" in archive.namelist()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_without_a_site_it_says_what_to_do_first(tmp_path, lang):
    result = run("package", make_archive(tmp_path / "archive"), lang=lang)
    assert result.exit_code == 1
    assert "warraq build" in result.stderr
    assert not (tmp_path / "archive/build").exists()
    assert run("package", tmp_path / "none", lang=lang).exit_code == 2


def test_a_folder_of_somebody_else_is_no_site(tmp_path):
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(NoSiteError):
        package(tmp_path, tmp_path / "out.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_it_does_not_write_into_the_site_nor_while_a_build_works(built, tmp_path):
    before = tree(built / "build/site")
    result = run("package", built, "--output", built / "build/site/archive.zip")
    assert result.exit_code == 1
    with alone(built / "build"):
        assert run("package", built, "--output", tmp_path / "a.zip").exit_code == 1
    assert not (tmp_path / "a.zip").exists()
    assert tree(built / "build/site") == before


def test_what_the_system_refuses_leaves_the_old_zip(built, tmp_path, monkeypatch):
    target = tmp_path / "a.zip"
    target.write_bytes(b"old")
    monkeypatch.setattr(zipfile.ZipFile, "writestr", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "full")))
    assert run("package", built, "--output", target).exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert target.read_bytes() == b"old"


@pytest.mark.browser
def test_an_unpacked_zip_works_by_a_double_click(browser, built, tmp_path):
    assert run("package", built, "--output", tmp_path / "library.zip").exit_code == 0
    with zipfile.ZipFile(tmp_path / "library.zip") as archive:
        archive.extractall(tmp_path / "disk")
    home = (tmp_path / "disk" / "library").as_uri() + "/"
    with Watched(browser, home) as watched:
        page = watched.open("index.html")
        page.locator(".cards a").first.click()
        page.wait_for_url("**/a/*.html")
        assert page.locator(".text").is_visible()
        page = watched.open("a/river.html?hl=" + quote("النيل"))
        page.locator(".hits[aria-busy=false]").wait_for()
        assert page.evaluate("CSS.highlights.get('hit').size") == 2  # the title has it too
        page = watched.open("search.html?q=" + quote("القاهره"))
        page.locator("#hits[aria-busy=false]").wait_for()
        found = page.locator("#hits > li").evaluate_all("all => all.map(one => one.dataset.id)")
        assert sorted(found) == ["book", "cup", "river"]
        assert (watched.foreign, watched.complaints) == ([], [])
