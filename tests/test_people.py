"""People's annotations: read from files beside the articles, held against the text, and heard before the machine."""

import json
import re

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import make_archive
from texts import any_text
from warraq.address import slug
from warraq.annotate import annotate
from warraq.build import build
from warraq.cli import main
from warraq.exports import FORMATS
from warraq.model import Annotation, Article, Leaf
from warraq.read import Problem, describe, read_leaves
from warraq.read.claim import KINDS
from warraq.settings import Settings, load

TEXT = "زار طه حسين مدينة باريس في أكتوبر 1931. وقال: «المدينة نور». ثم عاد طه إلى القاهرة."
ARTICLES = {"trip.txt": TEXT, "wire.jsonl": json.dumps({"id": "w/1", "text": "وصل الوفد إلى صور مساء الأحد."}) + "\n"}


def at(piece, text=TEXT, after=0):
    start = text.index(piece, after)
    return start, start + len(piece)


def brat(*lines):
    """Lines of brat: kind, the text, and possibly a value."""
    told = []
    for number, (kind, piece, *value) in enumerate(lines, 1):
        start, end = at(piece)
        told.append(f"T{number}\t{kind} {start} {end}\t{piece}")
        told += [f"#{number}\tAnnotatorNotes T{number}\t{value[0]}"] if value else []
    return "\n".join(told) + "\n"


def web(kind, selectors, value="", **more):
    body = [{"type": "TextualBody", "purpose": "classifying", "value": kind}]
    body += [{"type": "TextualBody", "purpose": "identifying", "value": value}] if value else []
    return {"type": "Annotation", "body": body, "target": {"source": "a/trip.html", "selector": selectors}, **more}


def position(start, end):
    return {"type": "TextPositionSelector", "start": start, "end": end}


def quote(exact, prefix="", suffix=""):
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def read_all(folder):
    found = list(read_leaves([folder / "corpus"], Settings(root=folder)))
    leaves = {leaf.article.id: leaf for leaf in found if isinstance(leaf, Leaf)}
    return leaves, [problem for problem in found if isinstance(problem, Problem)]


def said(leaf):
    return [(leaf.article.text[n.start : n.end], n.kind, n.value, n.origin) for n in leaf.annotations]


def with_file(tmp_path, name, content):
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1)
    return make_archive(tmp_path / "archive", {**ARTICLES, name: text})


# Reading


def test_brat_is_read_with_values_from_notes_and_normalisations(tmp_path):
    file = brat(("Person", "طه حسين", "طه حسين سلامة"), ("LOC", "باريس"), ("Date", "أكتوبر 1931", "1931-10"))
    file += "N1\tReference T2 Wikidata:Q90\tمدينة باريس\nR1\tIn Arg1:T1 Arg2:T2\nA1\tSure T1\n"
    leaves, problems = read_all(with_file(tmp_path, "trip.ann", file))
    assert said(leaves["trip"]) == [
        ("طه حسين", "person", "طه حسين سلامة", "corpus/trip.ann"),
        ("باريس", "place", "مدينة باريس", "corpus/trip.ann"),
        ("أكتوبر 1931", "date", "1931-10", "corpus/trip.ann"),
    ]
    assert [(problem.key, problem.grave, problem.values["count"]) for problem in problems] == [
        ("read.brat_passed_over", False, "2")
    ]


@pytest.mark.parametrize("form", ["one", "list", "page", "collection"])
def test_web_annotations_are_read_in_every_form_they_come_in(tmp_path, form):
    items = [
        web("person", [position(*at("طه حسين")), quote("طه حسين")], creator={"type": "Person", "name": "ليلى"}),
        web("quote", position(*at("المدينة نور")), "طه حسين", creator="https://example.org/people#layla"),
        web(
            "place",
            {"type": "FragmentSelector", "value": "x", "refinedBy": quote("القاهرة")},
            generator={"name": "آلة"},
        ),
        {"type": ["Annotation"], "body": "date", "target": {"selector": quote("أكتوبر 1931")}},
        web("sentence", position(0, 5)),
    ]
    whole = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}
    data = {
        "one": items[0],
        "list": items,
        "page": whole,
        "collection": {"type": "AnnotationCollection", "first": whole},
    }[form]
    leaves, problems = read_all(with_file(tmp_path, "trip.annotations.json", data))
    assert problems == []
    expected = [
        ("طه حسين", "person", "", "ليلى"),
        ("أكتوبر 1931", "date", "", "corpus/trip.annotations.json"),
        ("المدينة نور", "quote", "طه حسين", "https://example.org/people#layla"),
        ("القاهرة", "place", "", "آلة"),
    ]
    assert said(leaves["trip"]) == (expected[:1] if form == "one" else expected)


def test_files_find_their_article_by_file_or_by_id(tmp_path):
    elsewhere = json.dumps(web("place", quote("صور")), ensure_ascii=False)
    folder = with_file(tmp_path, "trip.ann", brat(("PER", "طه حسين")))
    names = {
        f"notes/{slug('w/1')}.annotations.json": elsewhere,
        "w/1.annotations.json": elsewhere,
        "notes/nobody.ann": "",
    }
    for name, content in names.items():
        (folder / "corpus" / name).parent.mkdir(exist_ok=True)
        (folder / "corpus" / name).write_text(content, encoding="utf-8")
    leaves, problems = read_all(folder)
    assert [piece for piece, *_ in said(leaves["trip"])] == ["طه حسين"]
    assert [piece for piece, *_ in said(leaves["w/1"])] == ["صور"]
    lonely = [(problem.key, problem.path.rpartition("corpus/")[2]) for problem in problems]
    assert lonely == [
        ("read.annotation_no_article", "notes/nobody.ann"),
        ("read.annotation_no_article", "w/1.annotations.json"),
    ]


def test_one_file_alone_is_read_with_what_stands_beside_it(tmp_path):
    folder = with_file(tmp_path, "trip.ann", brat(("PER", "طه حسين")))
    (leaf,) = read_leaves([folder / "corpus/trip.txt"], Settings(root=folder))
    assert said(leaf) == [("طه حسين", "person", "", "corpus/trip.ann")]


def test_no_file_of_annotations_is_an_article(tmp_path):
    leaves, problems = read_all(with_file(tmp_path, "trip.annotations.json", [web("place", quote("باريس"))]))
    assert sorted(leaves) == ["trip", "w/1"]
    assert problems == []


def test_an_edited_article_keeps_what_is_found_once(tmp_path):
    folder = with_file(tmp_path, "trip.ann", brat(("PER", "طه حسين"), ("LOC", "القاهرة"), ("LOC", "باريس")))
    (folder / "corpus/trip.txt").write_text("أمس " + TEXT + " وباريس بعيدة عن القاهرة القديمة.", encoding="utf-8")
    leaves, problems = read_all(folder)
    assert [piece for piece, *_ in said(leaves["trip"])] == ["طه حسين"]
    assert [(problem.line, problem.key, problem.grave) for problem in problems] == [
        (1, "read.annotation_moved", False),
        (2, "read.annotation_ambiguous", True),
        (3, "read.annotation_ambiguous", True),
    ]


def test_what_stands_around_tells_one_place_from_another(tmp_path):
    item = web("person", quote("طه", prefix="عاد ", suffix=" إلى"))
    leaves, problems = read_all(with_file(tmp_path, "trip.annotations.json", item))
    assert problems == []
    (note,) = leaves["trip"].annotations
    assert (note.start, note.end) == at("طه", after=20)


@pytest.mark.parametrize(
    ("name", "content", "line", "key"),
    [
        ("trip.ann", "T1\tPerson 4 11\tطه حسن\n", 1, "annotation_not_found"),
        ("trip.ann", "\nT1\tPerson 4000 4011\tسعد زغلول\n", 2, "annotation_not_found"),
        ("trip.ann", "T1\tPerson 11 4\tطه\n", 1, "annotation_ambiguous"),
        ("trip.ann", "T1\tPerson 3 4\t \n", 1, "annotation_not_found"),
        ("trip.ann", "T1\tAnimal 4 11\tطه حسين\n", 1, "annotation_kind"),
        ("trip.ann", "T1\tPerson 4 6;8 11\tطه سين\n", 1, "brat_in_pieces"),
        ("trip.ann", "طه حسين\n", 1, "brat_line"),
        ("trip.ann", brat(("Date", "أكتوبر 1931", "الشهر الماضي")), 1, "annotation_date"),
        ("trip.ann", b"\xff\xfe\xff", 1, "undecodable"),
        ("trip.annotations.json", "[\n {\n", 3, "bad_json"),
        ("trip.annotations.json", "[\n\n 1]", 0, "not_annotation"),
        ("trip.annotations.json", [{"type": "Note"}], 2, "not_annotation"),
        ("trip.annotations.json", [web("person", quote("لا أحد"))], 2, "annotation_not_found"),
        ("trip.annotations.json", [web("person", position("4", 11))], 2, "annotation_offsets"),
        ("trip.annotations.json", [web("person", position(-4, 11))], 2, "annotation_not_found"),
        ("trip.annotations.json", [web("person", [])], 2, "annotation_no_place"),
        ("trip.annotations.json", [web("", quote("باريس"))], 2, "annotation_kind"),
        ("trip.annotations.json", "[" * 100_000, 0, "too_deep"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence_with_its_line_and_the_rest_stands(tmp_path, name, content, line, key):
    folder = make_archive(tmp_path / "archive", ARTICLES)
    other = web("place", quote("القاهرة"))
    (folder / "corpus/trip.annotations.json").write_text(json.dumps(other), encoding="utf-8")
    text = content if isinstance(content, str | bytes) else json.dumps(content, ensure_ascii=False, indent=1)
    (folder / "corpus" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    leaves, problems = read_all(folder)
    assert sorted(leaves) == ["trip", "w/1"]
    (problem,) = problems
    assert (problem.key, problem.line, problem.grave) == (f"read.{key}", line, True)
    assert problem.path.endswith(name)
    for lang in ("ar", "en"):
        assert describe(problem, lang)
    if name == "trip.ann":
        assert [piece for piece, *_ in said(leaves["trip"])] == ["القاهرة"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_exported_is_read_back(tmp_path_factory, data):
    """Offsets, kinds, values and who said it come through a file, whatever letters, marks and planes the text has."""
    text = "بدء " + data.draw(any_text()).replace("\r", "").strip() + " نهاية"
    folder = tmp_path_factory.mktemp("round")
    (folder / "corpus").mkdir()
    (folder / "corpus/x.jsonl").write_text(json.dumps({"id": "x", "text": text}) + "\n", encoding="utf-8")
    (leaf,) = (found for found in read_leaves([folder / "corpus"], Settings(root=folder)) if isinstance(found, Leaf))
    text = leaf.article.text
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    chosen = data.draw(st.lists(spans.filter(lambda span: text[span[0] : span[1]].strip()), max_size=5))
    kinds = st.sampled_from(["person", "place", "organization", "number", "quote"])
    notes = {Annotation(start, end, data.draw(kinds), "قيمة", "ليلى") for start, end in chosen}
    ordered = tuple(sorted(notes, key=lambda note: (note.start, -note.end, note.kind)))
    line = FORMATS["webannotation"].piece(Leaf(leaf.article, ordered), Settings())
    (folder / "corpus/x.annotations.json").write_text(line, encoding="utf-8")
    found = list(read_leaves([folder / "corpus"], Settings(root=folder)))
    assert [entry.annotations for entry in found if isinstance(entry, Leaf)] == [ordered]
    assert not any(isinstance(entry, Problem) and entry.path.endswith(".json") for entry in found)


# Winning


def found_in(article, said=(), *kinds):
    return [
        (article.text[n.start : n.end], n.kind, n.value, n.origin)
        for n in annotate(article, said).annotations
        if n.kind in kinds
    ]


def test_people_win_where_they_speak_of_the_same_thing():
    article = Article("trip", "", TEXT, "1931-12-01")
    alone = found_in(article, (), "person", "place", "date", "quote", "number")
    assert ("باريس", "place", "باريس", "") in alone
    people = (
        Annotation(*at("مدينة باريس"), "organization", "مدينة باريس", "ليلى"),
        Annotation(*at("أكتوبر 1931"), "date", "1931", "ليلى"),
        Annotation(*at("المدينة نور"), "quote", "طه", "ليلى"),
    )
    heard = found_in(article, people, "person", "place", "organization", "date", "quote", "number")
    assert ("مدينة باريس", "organization", "مدينة باريس", "ليلى") in heard
    assert "باريس" not in {piece for piece, *_ in heard}
    assert [value for piece, kind, value, _ in heard if kind == "date"] == ["1931"]
    assert [(value, origin) for _, kind, value, origin in heard if kind == "quote"] == [("طه", "ليلى")]
    assert ("القاهرة", "place", "القاهرة", "") in heard
    sentences = [note for note in annotate(article, people).annotations if note.kind in {"sentence", "word"}]
    assert sentences == [note for note in annotate(article).annotations if note.kind in {"sentence", "word"}]


def test_a_kind_without_a_value_takes_the_machine_s_or_the_words():
    article = Article("trip", "", TEXT, "1931-12-01")
    people = (
        Annotation(*at("أكتوبر 1931"), "date", "", "ليلى"),
        Annotation(*at("نور"), "person", "", "ليلى"),
    )
    heard = found_in(article, people, "person", "date")
    assert ("أكتوبر 1931", "date", "1931-10", "ليلى") in heard
    assert ("نور", "person", "نور", "ليلى") in heard


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_annotations_stay_in_order_and_within_the_text(data):
    text = data.draw(any_text())
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda s: s[0] < s[1])
    chosen = data.draw(st.lists(spans, max_size=4 * bool(text)))
    people = [Annotation(*span, data.draw(st.sampled_from(sorted(set(KINDS.values())))), "", "م") for span in chosen]
    notes = annotate(Article("a", "", text), people).annotations
    assert [(n.start, -n.end, n.kind) for n in notes] == sorted((n.start, -n.end, n.kind) for n in notes)
    assert all(0 <= note.start < note.end <= len(text) for note in notes)
    assert sum(note.origin == "م" for note in notes) == len(people)


# Publishing


def test_a_page_shows_what_people_say_and_changes_with_it(tmp_path):
    folder = with_file(tmp_path, "trip.ann", brat(("Organization", "المدينة")))

    def shown():
        built = build(load(folder), folder / "build")
        page = (folder / "build/site/a/trip.html").read_text(encoding="utf-8")
        assert ("<bdi>corpus/trip.ann</bdi>" in page) == (folder / "corpus/trip.ann").exists()
        return built, re.findall(r"<(?:a|span) class=(\w\w)[^>]*>المدينة<", page)

    built, marks = shown()
    assert (built.problems, set(marks)) == ((), {"or"})
    assert (shown()[0].annotated, shown()[0].written) == (0, 0)
    (folder / "corpus/trip.ann").write_text(brat(("Person", "المدينة")), encoding="utf-8")
    built, marks = shown()
    assert (built.annotated, set(marks)) == (1, {"pe"})
    (folder / "corpus/trip.ann").unlink()
    built, marks = shown()
    assert (built.annotated, set(marks)) == (1, set())


def test_commands_tell_and_give_them(tmp_path, monkeypatch):
    folder = with_file(tmp_path, "trip.ann", brat(("Person", "طه حسين", "عميد الأدب"), ("Person", "نور")))
    monkeypatch.chdir(folder)
    (folder / "corpus/lost.ann").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["--lang", "en", "check", "corpus"])
    assert result.exit_code == 1
    assert "lost.ann: No article" in result.stderr
    result = CliRunner().invoke(main, ["--lang", "en", "annotate", "corpus/trip.txt"])
    (line,) = map(json.loads, result.stdout.splitlines())
    mine = [(note["kind"], note["value"]) for note in line["annotations"] if note.get("origin") == "corpus/trip.ann"]
    assert mine == [("person", "عميد الأدب"), ("person", "نور")]
