"""Exports as other programs read them: by the rules of each format, and leading back to the article's own text."""

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

import conllu
import tei
from archive import ARTICLES, make_archive
from browser import lacking
from texts import any_text
from warraq.annotate import annotate, complete
from warraq.cli import main
from warraq.commands import give
from warraq.exports import FORMATS
from warraq.exports.teidates import attributes
from warraq.exports.tokens import tokens
from warraq.fold import fold_text
from warraq.model import KINDS, Annotation, Article, Leaf
from warraq.settings import Settings
from warraq.steps import export as step

ARCHIVE = Settings(site_name="أرشيف «أ & ب»", site_url="https://example.org/archive", licence="CC BY 4.0")
TEXT = (
    "قال طه حسين: «لا خطر على المدينة» في القاهرة يوم 15 تشرين الأول 2017.\n\n"
    "زارت الولاياتالمتحدة ﷺ 12,5% ب«النهائى» فى بيروت!!\tثم  عاد.\n"
    "\u200fوكِتَابٌّ 😀 & <b> ]]> الأمم المتحدة في الثمانينيات."
)
ARTICLE = Article(
    "طه/1", "عنوان & <سطر>", TEXT, "2017-10-16", "بريد المدينة",
    {"category": "محليات", "author": "ليلى", "url": "https://example.org/x?a=1&b=2", "path": "corpus/x.txt"},
)  # fmt: skip
PEOPLE = Annotation(4, 11, "person", "طه حسين", "مريم <م>")


def leaf(article=ARTICLE, *more):
    """An annotated article, and what people said of it."""
    annotated = annotate(article)
    return Leaf(article, tuple(sorted((*annotated.annotations, *more), key=lambda note: (note.start, -note.end))))


def given_out(form, *leaves, archive=ARCHIVE):
    return "".join(FORMATS[form].whole([FORMATS[form].piece(each, archive) for each in leaves], archive))


def any_notes(text):
    """Annotations of any kind, any origin and any span of a text."""
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda s: s[0] < s[1])
    kinds = st.sampled_from([kind for kind in KINDS if kind != "word"])
    note = st.builds(lambda s, k, v, o: Annotation(*s, k, v, o), spans, kinds, any_text(2), st.sampled_from(["", "م"]))
    return st.lists(note, max_size=8 * bool(text))


@st.composite
def any_leaf(draw):
    """Articles as tests of hardness want them: also with what readers would have replaced."""
    text = draw(st.one_of(any_text(), st.text(max_size=20))) + draw(
        st.sampled_from(["", "\u2028", "\x00\x0b", "\ud800"])
    )
    notes = sorted(draw(any_notes(text)), key=lambda note: (note.start, -note.end, note.kind))
    return Leaf(Article(draw(any_text(2)) or "a", draw(any_text(2)), text), tuple(notes))


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


# JSON Lines


@settings(max_examples=60, deadline=None)
@given(any_leaf())
def test_json_gives_back_all_that_is_known(found):
    line = given_out("jsonl", found)
    assert line.splitlines() == [line[:-1]], "no other line's end is in it"
    data = json.loads(line)
    assert data["text"] == re.sub("[\ud800-\udfff]", "\ufffd", found.article.text)
    assert len(data["annotations"]) == len(found.annotations)
    for note, given_note in zip(found.annotations, data["annotations"], strict=True):
        assert (note.start, note.end, note.kind) == tuple(given_note[key] for key in ("start", "end", "kind"))
        assert given_note.get("origin", "") == note.origin
    line.encode()


def test_json_has_the_article_s_fields():
    data = json.loads(given_out("jsonl", leaf(ARTICLE, PEOPLE)))
    assert {key: data[key] for key in ("id", "title", "text", "date", "source", "meta")} == {
        "id": ARTICLE.id, "title": ARTICLE.title, "text": TEXT, "date": "2017-10-16", "source": "بريد المدينة",
        "meta": ARTICLE.meta,
    }  # fmt: skip
    assert re.fullmatch(r"warraq \d+\.\d+\.\d+", data["generator"])
    assert [note["origin"] for note in data["annotations"] if "origin" in note] == ["مريم <م>"]


# Web Annotation


def check_collection(data):
    """What the Web Annotation Data Model says that a collection, its page and its annotations must have."""
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert data["type"] == "AnnotationCollection"
    page = data["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", data["id"], 0)
    assert data["total"] == len(page["items"])
    ids = [data["id"], page["id"], *(item["id"] for item in page["items"])]
    assert len(set(ids)) == len(ids)
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in {"classifying", "identifying", "editing"}
        assert ("creator" in item) != ("generator" in item)
        assert item["body"][0]["purpose"] == "classifying"
        assert item["body"][0]["value"] in KINDS
        for body in item["body"]:
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            if body.get("format") == "application/json":
                assert isinstance(json.loads(body["value"]), dict)
        assert {selector["type"] for selector in item["target"]["selector"]} == {
            "TextPositionSelector", "TextQuoteSelector",
        }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(any_leaf())
def test_web_annotations_point_at_their_text(found):
    line = given_out("webannotation", found)
    assert line.splitlines() == [line[:-1]]
    data = json.loads(line)
    check_collection(data)
    text = re.sub("[\ud800-\udfff]", "\ufffd", found.article.text)
    assert data["total"] == len(found.annotations)
    for item, note in zip(data["first"]["items"], found.annotations, strict=True):
        position, quote = item["target"]["selector"]
        assert (position["start"], position["end"]) == (note.start, note.end)
        assert text[position["start"] : position["end"]] == quote["exact"]
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[position["start"] - len(quote["prefix"]) :].startswith(whole)


def test_web_annotations_say_what_who_and_where():
    data = json.loads(given_out("webannotation", leaf(ARTICLE, PEOPLE)))
    check_collection(data)
    address = urlsplit(data["id"])
    assert (address.scheme, address.netloc) == ("https", "example.org")
    assert re.fullmatch(r"/archive/a/[\w-]+\.html", address.path)
    (mine,) = (item for item in data["first"]["items"] if "creator" in item)
    assert mine["creator"] == {"name": "مريم <م>"}
    assert [body["value"] for body in mine["body"]] == ["person", "طه حسين"]
    programs = {item["body"][0]["value"]: item["generator"]["name"] for item in data["first"]["items"] if item != mine}
    assert re.fullmatch(r"warraq \S+ \(names\)", programs["place"])
    assert re.fullmatch(r"warraq \S+ \(dates\)", programs["date"])


# CoNLL-U


def test_conllu_has_words_signs_names_and_lemmas():
    found = conllu.check(given_out("conllu", leaf()))
    assert conllu.spelt_out(found, TEXT) == TEXT
    assert next(conllu.told(comments, "text") for comments, _ in found) == TEXT.partition("\n")[0]
    rows = {row[1]: row for _, rows in found for row in rows}
    assert rows["قال"][2] == "قال"
    assert (rows["«"][3], rows["😀"][3], rows["2017"][3]) == ("PUNCT", "SYM", "NUM")
    assert conllu.misc(rows["قال"])["Root"] == "قول"
    assert conllu.misc(rows["طه"])["Name"] == "B-person"
    assert conllu.misc(rows["حسين"])["Name"] == "I-person"
    assert conllu.misc(rows["طه"])["NameId"].startswith("person-")
    assert "!!" in rows
    comments = found[0][0]
    assert conllu.told(comments, "article_id") == ARTICLE.id
    assert conllu.told(comments, "title") == ARTICLE.title
    assert sum("# newpar" in comments for comments, _ in found) == 3


def test_one_sign_that_holds_words_is_a_multiword_token():
    (_, rows), *_ = conllu.check(given_out("conllu", leaf(Article("a", "", "قال ﷺ خيرا"))))
    assert [row[:2] for row in rows] == [
        ["1", "قال"], ["2-5", "ﷺ"], ["2", "صلي"], ["3", "الله"], ["4", "عليه"], ["5", "وسلم"], ["6", "خيرا"],
    ]  # fmt: skip


def test_parts_of_speech_are_taken_over_where_they_are_universal():
    words = tuple(
        Annotation(at, at + 1, "word", {"fold": form, "pos": pos})
        for at, form, pos in ((0, "و", "CCONJ"), (2, "ب", "حرف"))
    )
    rows = conllu.check(given_out("conllu", Leaf(Article("a", "", "و ب"), words)))[0][1]
    assert [row[3] for row in rows] == ["CCONJ", "X"]


def test_conllu_is_what_the_treebanks_own_validator_allows():
    """Levels 1 and 2 without a complaint, but that there are no trees."""
    try:
        from udtools import Validator  # noqa: PLC0415 - its absence is a skip here, and a failure in CI
    except ImportError:
        lacking("udtools")
    texts = [*ARTICLES.values(), TEXT]
    text = given_out("conllu", *(leaf(Article(f"a{place}", "", text)) for place, text in enumerate(texts)))
    state = Validator(lang="ar", level=2, output=None).validate_file_handle(io.StringIO(text))
    assert {incident.testid for incident in state.error_tracker} == {"invalid-head", "unknown-head"}


@pytest.mark.parametrize(
    ("written", "lemma", "clitics", "words"),
    [
        ("وبسيارتهم", "سياره", "و+ب+_+هم", [("و", "CCONJ"), ("ب", "ADP"), ("سيارت", "NOUN"), ("هم", "PRON")]),
        ("وَبِسَيَّارَتِهِمْ", "سياره", "و+ب+_+هم", [("وَ", "CCONJ"), ("بِ", "ADP"), ("سَيَّارَتِ", "NOUN"), ("هِمْ", "PRON")]),
        ("بالرقة", "رقه", "ب+ال+_", [("ب", "ADP"), ("الرقة", "NOUN")]),
        ("للبيت", "بيت", "ل+ال+_", [("ل", "ADP"), ("البيت", "NOUN")]),
        ("للذين", "الذي", "ل+_", [("ل", "ADP"), ("الذين", "NOUN")]),
        ("لليل", "ليل", "ل+_", [("ل", "ADP"), ("ليل", "NOUN")]),
        ("لله", "الله", "ل+_", [("ل", "ADP"), ("الله", "NOUN")]),
        ("سيكون", "كان", "س+_", [("س", "AUX"), ("يكون", "NOUN")]),
        ("البيت", "بيت", "ال+_", [("البيت", "NOUN")]),
        ("بيت", "بيت", "و+_", [("بيت", "NOUN")]),
        ("ب", "ب", "ب+_", [("ب", "NOUN")]),
        ("ﻷمر", "امر", "ل+_", [("ﻷمر", "NOUN")]),
    ],
)
def test_clitics_are_words_of_a_multiword_token(written, lemma, clitics, words):
    value = {"fold": fold_text(written), "lemma": lemma, "root": "", "pos": "NOUN", "clitics": clitics}
    name = Annotation(len(written) - 3, len(written), "place", "x") if written == "بالرقة" else None
    notes = (Annotation(0, len(written), "word", value), *([name] if name else []))
    ((_, rows),) = conllu.check(given_out("conllu", Leaf(Article("a", "", written), notes)))
    written = unicodedata.normalize("NFC", written)
    assert rows[0][:2] == (["1", written] if len(words) == 1 else [f"1-{len(words)}", written])
    found = [(row[1], row[3]) for row in rows if "-" not in row[0]]
    assert found == [(unicodedata.normalize("NFC", form), part) for form, part in words]
    assert (rows[-1][2] == "هو") == (words[-1][1] == "PRON")
    named = [row[1] for row in rows if row[9] != "_" and "Name" in conllu.misc(row)]
    assert named == (["الرقة"] if name else [])


@example("بلد", "بل+_")
@settings(max_examples=100, deadline=None)
@given(st.text("ولبكسالهميت\u064b\u0640ﻷﷲ ", max_size=9), st.text("ولبكسالهم+_", max_size=9))
def test_no_clitics_break_the_rules(text, clitics):
    words = (note for note in leaf(Article("a", "", text)).annotations if note.kind == "word")
    told = tuple(replace(note, value={**dict(note.value), "clitics": clitics}) for note in words)
    found = conllu.check(given_out("conllu", Leaf(Article("a", "", text), told)))
    assert conllu.spelt_out(found, text) == (text if found else "")


@settings(max_examples=150, deadline=None)
@given(any_text())
def test_conllu_keeps_the_rules_whatever_the_text(text):
    found = leaf(Article("a b", "t\u2028\n", text))
    covered = [text[token.start : token.end] for token in tokens(found)]
    assert not any(re.search(r"\s", each) for each in covered)
    assert re.sub(r"\s", "", text) == "".join(covered)
    sentences = conllu.check(given_out("conllu", found))
    assert conllu.spelt_out(sentences, text) == (text if sentences else "")


# TEI


def parsed(text):
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def bodies(root):
    return root.findall(f".//{tei.TEI}body")


@settings(max_examples=100, deadline=None)
@given(any_leaf())
def test_tei_is_well_formed_and_gives_the_text_back(found):
    root = parsed(given_out("tei", found))
    held = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", found.article.text)
    assert [tei.text_of(body) for body in bodies(root)] == [held]
    tei.check_pointers(root)


def test_tei_marks_names_dates_numbers_quotations_and_slips():
    root = parsed(given_out("tei", leaf(ARTICLE, PEOPLE)))
    (body,) = bodies(root)
    assert tei.text_of(body) == TEXT
    people = {element.get(f"{tei.XML}id"): element for element in root.iter(f"{tei.TEI}person")}

    def all_of(name):
        return [("".join(element.itertext()), element) for element in body.iter(f"{tei.TEI}{name}")]

    ((said, quote), *_) = all_of("q")
    assert said == "لا خطر على المدينة"
    assert people[quote.get("who")[1:]].findtext(f"{tei.TEI}persName") == "طه حسين"
    dates = {text: dict(element.attrib) for text, element in all_of("date")}
    assert dates["15 تشرين الأول 2017"] == {"when": "2017-10-15"}
    numbers = {text: dict(element.attrib) for text, element in all_of("num")}
    assert numbers["12,5%"] == {"type": "percentage", "value": "12.5"}
    slips = {element[0].text: element[1].text for _, element in all_of("choice") if not len(element[0])}
    assert slips["فى"] == "في"
    assert {text for text, _ in all_of("placeName")} >= {"القاهرة", "بيروت"}
    assert [element.get("n") for _, element in all_of("s")][:2] == ["1", "2"]
    mine = [element for _, element in all_of("persName") if element.get("resp")]
    (told,) = root.iter(f"{tei.TEI}respStmt")
    assert [element.get("resp") for element in mine] == [f"#{told.get(f'{tei.XML}id')}"]
    assert told.findtext(f"{tei.TEI}name") == "مريم <م>"


def test_tei_is_what_its_schema_allows(tmp_path):
    folder = Path(__file__).parent.parent / "corpus"
    result = CliRunner().invoke(main, ["export", "tei", str(folder), "--output", str(tmp_path / "all.xml")])
    assert result.exit_code == 0, result.stderr
    root = etree.parse(tmp_path / "all.xml").getroot()
    mixed = parsed(
        given_out("tei", leaf(ARTICLE, PEOPLE), leaf(Article("b", "", "بيت من الشعر\nوبيت بعده\n\u00a0\n«نص»\u00a0")))
    )
    bare = parsed(given_out("tei", Leaf(Article("c", "t", "!"), ()), archive=Settings()))
    used = tei.names(root) | tei.names(mixed) | tei.names(bare)
    assert {"persName", "orgName", "placeName", "date", "num", "q", "choice", "respStmt", "lb", "standOff"} <= used
    schema = tei.schema(used)
    for document in (root, mixed, bare):
        assert schema.validate(document), schema.error_log
        tei.check_pointers(document)
    next(mixed.iter(f"{tei.TEI}date")).set("when", "أمس")
    assert not schema.validate(mixed)


TEI_ELEMENTS = set(
    """
    TEI appInfo application author availability bibl body choice corr date encodingDesc fileDesc idno keywords
    label langUsage language lb licence listOrg listPerson listPlace name num org orgName p persName person place
    placeName profileDesc projectDesc publicationStmt publisher q ref resp respStmt s sic sourceDesc standOff
    teiCorpus teiHeader term text textClass title titleStmt
    """.split()  # noqa: SIM905 - fifty quoted names would say less
)


@pytest.fixture(scope="module")
def tei_schema():
    return tei.schema(TEI_ELEMENTS)


@settings(max_examples=150, deadline=None)
@given(any_leaf())
def test_tei_is_valid_whatever_is_said_of_whatever_text(tei_schema, found):
    document = parsed(given_out("tei", found))
    assert tei.names(document) <= TEI_ELEMENTS
    assert tei_schema.validate(document), tei_schema.error_log


@settings(max_examples=80, deadline=None)
@given(any_text())
def test_tei_of_annotated_texts_is_valid(tei_schema, text):
    document = parsed(given_out("tei", leaf(Article("a", "", text))))
    assert tei_schema.validate(document), tei_schema.error_log


@pytest.mark.parametrize(
    ("edtf", "given"),
    [
        ("2017-10-15", {"when": "2017-10-15"}),
        ("2017-10", {"when": "2017-10"}),
        ("0622", {"when": "0622"}),
        ("1438~", {"when": "1438", "cert": "medium"}),
        ("201X", {"notBefore": "2010", "notAfter": "2019"}),
        ("20XX", {"notBefore": "2000", "notAfter": "2099"}),
        ("2017-10-12/2017-10-15", {"from": "2017-10-12", "to": "2017-10-15"}),
        ("../2013", {"to": "2013"}),
        ("2013/..", {"from": "2013"}),
        ("2013~/2014", {"from": "2013", "to": "2014", "cert": "medium"}),
        ("2017-21", {"when-custom": "2017-21", "datingMethod": "http://id.loc.gov/datatypes/edtf"}),
        ("-0044", {"when-custom": "-0044", "datingMethod": "http://id.loc.gov/datatypes/edtf"}),
        ("2017-02-30", {"when-custom": "2017-02-30", "datingMethod": "http://id.loc.gov/datatypes/edtf"}),
        ("", {}),
    ],
)
def test_dates_are_said_in_tei_s_way(edtf, given):
    assert attributes(edtf) == given


@given(st.dates(date(1, 1, 1)))
def test_every_day_is_a_day_in_tei(day):
    assert attributes(day.isoformat()) == {"when": day.isoformat()}


# Tables


def test_tables_tell_names_and_where_they_stand():
    other = Article("b", "", "سافر طه حسين إلى باريس.")
    both = (leaf(ARTICLE, PEOPLE), leaf(other))
    rows = rows_of(given_out("mentions.csv", *both))
    assert {row["article_id"] for row in rows} == {ARTICLE.id, "b"}
    for row in rows:
        text = TEXT if row["article_id"] == ARTICLE.id else other.text
        assert text[int(row["start"]) : int(row["end"])] == row["surface"]
    (cairo,) = (row for row in rows if row["surface"] == "القاهرة")
    assert (cairo["kind"], cairo["canonical"], cairo["sentence"]) == ("place", "القاهرة", "1")
    assert {row["origin"] for row in rows if row["surface"] == "طه حسين"} >= {"مريم <م>"}
    names = {row["name_id"]: row for row in rows_of(given_out("names.csv", *both))}
    assert names.keys() == {row["name_id"] for row in rows}
    hussein = next(row for row in names.values() if row["canonical"] == "طه حسين")
    assert (hussein["kind"], hussein["articles"], hussein["variants"]) == ("person", "2", "طه حسين")
    for identity, name in names.items():
        assert int(name["mentions"]) == sum(row["name_id"] == identity for row in rows)


def test_names_of_the_publisher_s_own_are_listed_as_he_has_them(tmp_path):
    (tmp_path / "names.yml").write_text("- {name: طه حسين, kind: person, wikidata: Q1}\n", encoding="utf-8")
    own = Settings(root=tmp_path, names="names.yml")
    rows = rows_of(given_out("names.csv", leaf(ARTICLE, PEOPLE), archive=own))
    assert {row["wikidata"] for row in rows if row["canonical"] == "طه حسين"} == {"Q1"}
    assert {row["wikidata"] for row in rows if row["canonical"] != "طه حسين"} == {""}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(sign):
    text = f"{sign}cmd|' /C calc'!A0"
    notes = (Annotation(0, len(text), "sentence", "1"), Annotation(0, len(text), "person", text, text))
    for form in ("names.csv", "mentions.csv"):
        for row in csv.reader(io.StringIO(given_out(form, Leaf(Article(text, "", text), notes)), newline="")):
            assert not any(cell.startswith(sign) for cell in row)


@settings(max_examples=60, deadline=None)
@given(any_leaf())
def test_tables_hold_any_text(found):
    rows = rows_of(given_out("mentions.csv", found))
    assert len(rows) == sum(note.kind in {"person", "place", "organization"} for note in found.annotations)
    assert all(None not in row and None not in row.values() for row in rows)
    assert sum(int(row["mentions"]) for row in rows_of(given_out("names.csv", found))) == len(rows)
    given_out("mentions.csv", found).encode()


# The command


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setattr(give, "processors", lambda: 1)
    return make_archive(tmp_path / "archive")


def run(*arguments):
    return CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])


def test_the_forms_of_the_command_are_those_there_are():
    assert sorted(give.FORMS) == sorted(FORMATS)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_form_is_written_alike_to_a_file_and_to_the_screen(archive, form, tmp_path):
    result = run("export", form, archive, "--output", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert "4 articles" in result.stderr
    written = (tmp_path / "out").read_bytes()
    assert (
        run("export", form, archive).stdout_bytes
        == run("export", form, archive, "--output", "-").stdout_bytes
        == written
    )
    assert written.startswith(b"\xef\xbb\xbf") == form.endswith(".csv")
    assert written.count(b"\r\n") == (written.count(b"\n") if form.endswith(".csv") else 0)


def test_what_is_built_is_exported_and_only_what_changed_is_annotated(archive, monkeypatch):
    before = run("export", "jsonl", archive).stdout
    assert run("build", archive).exit_code == 0
    seen = []
    monkeypatch.setattr(step, "complete", lambda begun: seen.append(begun.article.id) or complete(begun))
    assert run("export", "jsonl", archive).stdout == before
    assert seen == []
    (archive / "corpus/book.txt").write_text("نص جديد عن القاهرة.", encoding="utf-8")
    assert "نص جديد" in run("export", "jsonl", archive).stdout
    assert seen == ["book"]


def test_some_files_and_some_kinds(archive, monkeypatch):
    monkeypatch.chdir(archive)
    whole = [json.loads(line)["id"] for line in run("export", "jsonl").stdout.splitlines()]
    some = [
        json.loads(line) for line in run("export", "jsonl", "corpus/river.md", "--kind", "date").stdout.splitlines()
    ]
    assert sorted(whole) == ["book", "cup", "market", "river"]
    assert [line["id"] for line in some] == ["river"]
    assert {note["kind"] for note in some[0]["annotations"]} == {"date"}
    assert run("export", "tei", "--kind", "date").exit_code == 2


def test_no_article_leaves_a_file_as_it_is(archive, tmp_path):
    (tmp_path / "out").write_text("لي")
    assert run("export", "tei", archive / "corpsu", "--output", tmp_path / "out").exit_code == 1
    assert (tmp_path / "out").read_text() == "لي"


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"names.csv"}))
def test_memory_does_not_grow_with_the_archive(form, tmp_path):
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield Leaf(Article(f"a{taken}", "", ARTICLES["book.txt"]), ())

    pieces = step.export(endless(), step.Order(form, ARCHIVE, tmp_path / "none"), 1)
    assert len(list(islice(pieces, 8))) == 8
    assert taken <= 8
