"""The publisher's own names: what the file may say, and that it is heard."""

import pytest

from archive import ARTICLES, SETTINGS, make_archive
from warraq.address import name_address
from warraq.annotate import annotate, complete
from warraq.build import build
from warraq.model import Article
from warraq.ownnames import OwnName, read_own_names
from warraq.read import read_leaves
from warraq.read.listed import read_listed
from warraq.settings import Settings, SettingsError, load

FILE = """\
- name: بيت الورّاقين
  kind: organization
  aliases: [دار الوراقين, الورّاقون]
  wikidata: Q12
  note: مكتبة قديمة
- name: وادي النسرين
  kind: place
- name: الشروق
  not: true
"""


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "names.yml").write_text(FILE, encoding="utf-8")
    return Settings(root=tmp_path, names="names.yml")


def said(archive, text):
    leaf = annotate(Article("1", "", text), read_listed(archive).of(text))
    kinds = {"person", "place", "organization", "listed"}
    return [(text[it.start : it.end], it.kind, it.value, it.origin) for it in leaf.annotations if it.kind in kinds]


def test_the_file_is_read(archive):
    names = read_own_names(archive)
    first = OwnName("بيت الورّاقين", "organization", ("دار الوراقين", "الورّاقون"), "Q12", "مكتبة قديمة")
    assert names == (first, OwnName("وادي النسرين", "place"), OwnName("الشروق", ""))


def test_an_alias_is_found_under_the_name_whatever_its_spelling_and_clitics(archive):
    found = ("organization", "بيت الورّاقين", "names.yml")
    assert said(archive, "زرنا دار الورّاقين أمس") == [("دار الورّاقين", *found)]
    assert said(archive, "وبدار «الورّاقين» معرض") == [("دار «الورّاقين", *found)]
    assert said(archive, "كتب للوراقون") == [("للوراقون", *found)]


def test_what_is_no_name_is_none_alone_and_may_be_part_of_one(archive):
    assert said(archive, "يمتد من الشروق إلى المغيب") == []
    assert not any(name[1] == "listed" for name in said(archive, "ذكرت صحيفة الشروق أن"))


def test_the_file_wins_over_what_is_found_but_a_place_may_be_part_of_an_organization(archive):
    assert ("وادي النسرين", "place", "وادي النسرين", "names.yml") in said(archive, "وصل إلى مدينة وادي النسرين")
    kinds = [kind for _, kind, _, _ in said(archive, "أعلنت جامعة وادي النسرين نتائجها")]
    assert kinds == ["organization"]


def test_a_name_without_the_file_is_as_before(tmp_path):
    assert read_listed(Settings(root=tmp_path)).of("بيت الورّاقين") == []


def test_the_preposition_is_not_the_name(tmp_path):
    (tmp_path / "names.yml").write_text("- {name: علي, kind: person}", encoding="utf-8")
    listed = read_listed(Settings(root=tmp_path, names="names.yml"))
    assert listed.of("على الطاولة") == []
    assert [note.start for note in listed.of("جاء علي")] == [4]


@pytest.mark.parametrize(
    ("content", "line", "key"),
    [
        ("name: x", 1, "names_no_list"),
        ("- x", 1, "name_no_mapping"),
        ("- name: سليم\n  kind: أشخاص", 1, "name_kind"),
        ("- name: سليم\n  kind: person\n  size: 3", 3, "name_key"),
        ("- name: سليم\n  kind: [person]", 2, "name_value"),
        ("- name: سليم\n  kind: person\n  wikidata: 12", 1, "name_wikidata"),
        ("- name: «»\n  kind: person", 1, "name_empty"),
        ("- kind: person", 1, "name_empty"),
        ("- name: سليم\n  not: true\n  kind: person", 1, "name_never"),
        ("- name: سليم\n  not: ربما", 2, "name_not"),
        ("- {name: سليم, kind: person}\n- {name: سليم جابر, kind: person, aliases: [سَليم]}", 2, "name_twice"),
        ("- name: [", 1, "not_yaml"),
    ],
)
def test_a_mistake_is_told_with_its_line_in_both_languages(tmp_path, content, line, key):
    (tmp_path / "names.yml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_own_names(Settings(root=tmp_path, names="names.yml"))
    assert caught.value.key == f"mkdocs.{key}"
    for lang in ("ar", "en"):
        assert caught.value.describe(lang).startswith(f"{tmp_path / 'names.yml'}:{line}: ")
        assert "{" not in caught.value.describe(lang).split(": ", 1)[1]


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SettingsError, match="names_unreadable"):
        read_own_names(Settings(root=tmp_path, names="names.yml"))


def test_articles_read_carry_the_names_to_the_annotators(archive):
    (archive.root / "a.txt").write_text("زرنا دار الوراقين أمس.", encoding="utf-8")
    (leaf,) = read_leaves([archive.root / "a.txt"], archive)
    assert [note.value for note in complete(leaf).annotations if note.kind == "organization"] == ["بيت الورّاقين"]


def test_a_change_of_the_file_annotates_what_it_concerns_and_its_pages_tell_of_wikidata(tmp_path):
    folder = make_archive(tmp_path / "archive", settings=SETTINGS + "    names: names.yml\n")
    file = folder / "names.yml"

    def built(content):
        file.write_text(content, encoding="utf-8")
        return build(load(folder), folder / "build").annotated

    entry = "- name: سوق صفاقس\n  kind: place\n  aliases: [سوق السمك]\n"
    assert built("") == len(ARTICLES) + 1
    assert built(entry) == 1
    page = folder / "build/site" / name_address("place", "سوق صفاقس")
    assert "wikidata.org" not in page.read_text(encoding="utf-8")
    assert built(entry + "  wikidata: Q12345\n  note: على البحر\n") == 0
    assert "https://www.wikidata.org/wiki/Q12345" in page.read_text(encoding="utf-8")
    assert "على البحر" in page.read_text(encoding="utf-8")
    assert built("- {name: سوق السمك, not: true}") == 1
    assert not page.exists()
