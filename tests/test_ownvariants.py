"""The publisher's own variants: what the file may say, and that search hears it in every engine."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from archive import SETTINGS, make_archive
from test_parity import NODE, needs_node
from test_search_contract import Browser, leaf_of, open_static, open_updated_whoosh, open_whoosh
from warraq.asking import as_view
from warraq.build import build
from warraq.cli import main
from warraq.index import whoosh
from warraq.ownvariants import read_own_variants
from warraq.search.query import parse
from warraq.settings import Settings, SettingsError, load
from warraq.variants import key, with_own

FILE = """# أعلام المنطقة
ورزازات، وارزازات
فيسبوك, Facebook ؛ فايس

الشَّام\tدمشق
"""
SETS = (("ورزازات", "وارزازات"), ("فيسبوك", "facebook", "فايس"), ("الشام", "دمشق"))


def settings_of(folder, text):
    (folder / "variants.csv").write_text(text, encoding="utf-8")
    return Settings(root=folder, variants="variants.csv")


def test_the_file_is_read(tmp_path):
    assert read_own_variants(settings_of(tmp_path, FILE)) == SETS
    assert read_own_variants(settings_of(tmp_path, "\ufeffأ,ب\r\n")) == (("ا", "ب"),)
    assert read_own_variants(Settings(root=tmp_path)) == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# هذا\nورزازات\n", 2, "one spelling"),
        ("أحمد, احمد", 1, "one spelling"),
        ("نيويورك, نيو يورك", 1, "“نيو يورك” is not one word"),
        ("ورزازات, —", 1, "“—” is not one word"),
        ("ا, ب\nج, ب", 2, "is on line 1 too"),
        ("أمريكا, الولايات\nأميركا, واشنطن", 2, "is on line 1 too"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(text, line, said, tmp_path):
    with pytest.raises(SettingsError) as error:
        read_own_variants(settings_of(tmp_path, text))
    told = error.value.describe("en")
    assert f"variants.csv:{line}: " in told
    assert said in told
    assert error.value.describe("ar") != told


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SettingsError, match="variants_unreadable"):
        read_own_variants(Settings(root=tmp_path, variants="none.csv"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وارزازات", "ورزازات"), ("وبوارزازات", "وبورزازات"), ("والفايس", "والفيسبوك"), ("facebook", "فايسبوك"),
        ("دمشق", "الشام"), ("بدمشق", "بالشام"), ("الاميركي", "الامريكي"),
    ],
)  # fmt: skip
def test_words_of_a_set_share_a_key_behind_clitics_too(one, other):
    own = with_own(SETS)
    assert own(one) == own(other)


@pytest.mark.parametrize(("one", "other"), [("ورزازاتي", "وارزازاتي"), ("شام", "دمشق"), ("فايسبوكي", "facebooki")])
def test_endings_and_other_words_stay_apart(one, other):
    own = with_own(SETS)
    assert own(one) != own(other)


@given(st.text(alphabet="ابتثجدرسشعغفقكلمنهويء", max_size=9))
def test_a_word_of_no_set_keeps_its_key(word):
    own = with_own((("خخخ", "ذذذ"),))
    assert own(word) == key(word)


LEAVES = [
    leaf_of("a1", "", ["زار", "وارزازات", "أمس"]),
    leaf_of("a2", "", ["مهرجان", "بورزازات", "اليوم"]),
    leaf_of("a3", "", ["سوق", "المدينة"]),
]
ENGINES = {
    "whoosh": open_whoosh, "whoosh, updated": open_updated_whoosh, "static": open_static,
    "static, in JavaScript": Browser,
}  # fmt: skip


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_finds_the_other_spelling_and_says_why(name, tmp_path):
    if name == "static, in JavaScript" and not NODE:
        needs_node()
    engine = ENGINES[name](LEAVES, tmp_path, {}, SETS)
    if isinstance(engine, Browser):
        found = engine.ask("search", "ورزازات", {"level": "folded"})
        hits = [(hit["id"], [(why["word"], why["form"], why["level"]) for why in hit["why"]]) for hit in found["hits"]]
        phrase = engine.ask("search", '"زار ورزازات"', {})["total"]
    else:
        answer = engine.search(parse("ورزازات", "folded"))
        hits = [(hit.article.id, list(why)) for hit, why in zip(answer.hits, answer.reasons, strict=True)]
        phrase = engine.search(parse('"زار ورزازات"', "lemma")).total
        assert "وارزازات ← ورزازات (Another spelling)" in as_view("ورزازات", answer, "en").hits[0].why
    engine.close()
    assert hits == [("a1", [("ورزازات", "وارزازات", "folded")])]
    assert phrase == 1


def found_in(output, text):
    engine = whoosh.open_index(output / "index")
    try:
        return sorted(hit.article.id for hit in engine.search(parse(text, "lemma")).hits)
    finally:
        engine.close()


def test_a_build_hears_the_file_and_makes_the_indexes_anew_when_it_changes_and_no_page(tmp_path):
    folder = make_archive(tmp_path / "a", settings=SETTINGS + "    variants: variants.csv\n")
    (folder / "variants.csv").write_text("صفاقس, سفاقص\n", encoding="utf-8")
    output = tmp_path / "out"
    build(load(folder), output)
    assert found_in(output, "سفاقص") == ["market"]
    assert found_in(output, "سفاكس") == []
    before = {path: path.read_bytes() for path in (output / "site").rglob("*.html")}
    (folder / "variants.csv").write_text("صفاقس, سفاكس\n", encoding="utf-8")
    built = build(load(folder), output)
    assert (built.annotated, built.written) == (0, 0)
    assert found_in(output, "سفاكس") == ["market"]
    assert found_in(output, "سفاقص") == []
    assert {path: path.read_bytes() for path in before} == before
    if NODE:
        browser = Browser.__new__(Browser)
        browser.folder = output / "site" / "index"
        if Browser.process is None:
            Browser([], tmp_path / "none")
        assert [hit["id"] for hit in browser.ask("search", "سفاكس", {})["hits"]] == ["market"]


def test_the_command_refuses_a_slip_before_it_works(tmp_path, monkeypatch):
    folder = make_archive(tmp_path / "a", settings=SETTINGS + "    variants: variants.csv\n")
    (folder / "variants.csv").write_text("صفاقس\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    for command in (["build", "."], ["index", "corpus", "--output", str(tmp_path / "index")]):
        done = CliRunner().invoke(main, [*command])
        assert done.exit_code == 1
        assert "variants.csv:1" in done.output
    assert not (folder / "build" / "site").exists()
    (folder / "variants.csv").write_text("صفاقس, سفاقص\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["index", "corpus", "--output", str(tmp_path / "index")]).exit_code == 0
    engine = whoosh.open_index(tmp_path / "index")
    assert engine.search(parse("سفاقص", "lemma")).total == 1
    engine.close()
