import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from whoosh.index import open_dir
from whoosh.qparser import QueryParser

from test_search_contract import _no_waiting_for_the_disk, analyse, leaf_of  # noqa: F401 - a fixture
from warraq.index import whoosh
from warraq.model import Annotation, Article, Leaf
from warraq.say import LANGUAGES, say
from warraq.search import SearchError
from warraq.search.query import parse
from warraq.swap import put_in_place

NEWS = Article(
    "خبر/1",
    "قوات «سوريا الديمقراطية» تتقدم",
    "تقدمت القوات نحو الرقة السورية، وقالت الولاياتالمتحدة إن الهجوم ب«النهائى» وصف فى بيان.",
    "2017-10-15",
    "وكالة رويترز",
    {"category": "سياسة", "author": "مها", "url": "https://example.org/1"},
)


def news():
    text = NEWS.text
    glued, quoted = text.index("الولاياتالمتحدة"), text.index("ب«النهائى»")
    return Leaf(
        NEWS,
        (
            Annotation(text.index("الرقة"), text.index("الرقة") + 5, "place", "الرقة"),
            Annotation(glued, glued + 15, "repair", "الولايات المتحدة"),
            Annotation(quoted, quoted + 10, "repair", "بالنهائى"),
        ),
    )


def archive():
    return [news(), leaf_of("b", "كتاب", ["زار", "الوزير", "مكتبة"], "2013"), leaf_of("c", "", ["كُتُب", "قديمة"])]


@pytest.fixture
def index(tmp_path):
    whoosh.write(archive(), tmp_path / "index", analyse)
    opened = whoosh.open_index(tmp_path / "index", analyse)
    yield opened
    opened.close()


def ids(index, text, level="lemma", **options):
    return [hit.article.id for hit in index.search(parse(text, level), **options).hits]


@pytest.mark.parametrize(
    "text",
    [
        "النهائي", "بالنهائي", '"الهجوم بالنهائي وصف"', '"الهجوم ب النهائي وصف"', "الولايات", "المتحدة",
        '"الولايات المتحدة"', '"وقالت الولايات المتحدة ان الهجوم"', '"وقالت الولاياتالمتحدة ان"', "السورية",
        "قوات سوريا الديمقراطية", '"سوريا الديمقراطية"', "مصدر:رويترز", 'source:"وكالة رويترز"', "مكان:الرقة",
        "قسم:سياسة", "author:مها", "date:2017", "تاريخ:2017-10..2018", "الرق*",
    ],
)  # fmt: skip
def test_the_news_is_found(index, text):
    assert "خبر/1" in ids(index, text)


@pytest.mark.parametrize(
    "text", ['"المتحدة الولايات"', '"سوريا تتقدم"', '"النهائي الهجوم"', "مصدر:أنباء", "date:2016", "-الرقة", "رق", ""]
)
def test_the_news_is_not_found(index, text):
    assert "خبر/1" not in ids(index, text)


def test_hit_carries_the_article_and_exact_spans(index):
    (hit,) = index.search(parse("الولايات المتحدة")).hits
    assert hit.article == NEWS
    assert [NEWS.text[start:end] for start, end in hit.spans] == ["الولايات", "المتحدة"]


def test_reasons_name_word_form_and_level(index):
    answer = index.search(parse("كتاب"))
    why = {hit.article.id: reasons for hit, reasons in zip(answer.hits, answer.reasons, strict=True)}
    assert [tuple(reason) for reason in why["b"]] == [("كتاب", "كتاب", "typed")]
    assert [tuple(reason) for reason in why["c"]] == [("كتاب", "كتب", "lemma")]
    assert answer.counts == {"typed": 1, "folded": 1, "stem": 1, "lemma": 2, "root": 2}


def test_pages_of_hits_follow_one_another(index):
    whole = ids(index, "*")
    assert [ids(index, "*", limit=1, offset=place) for place in range(4)] == [[one] for one in whole] + [[]]
    assert index.search(parse("*"), limit=0).total == 3
    assert ids(index, "*", order="date") == ["خبر/1", "b", "c"]


def test_a_slip_gets_a_suggestion_that_finds(index):
    answer = index.search(parse("الوزبر"))
    assert not answer.hits
    assert "الوزير" in answer.suggestions
    assert index.search(parse("hg,.dv")).suggestions == ("الوزير",)
    assert index.search(parse("الوزير")).suggestions == ()


@pytest.mark.usefixtures("index")
def test_other_whooshes_read_it(tmp_path):
    opened = open_dir(str(tmp_path / "index"))
    with opened.searcher() as searcher:
        for text, found in (("الرقه", ["خبر/1"]), ('"زار الوزير"', ["b"]), ('"الوزير زار"', []), ("كتب", ["c"])):
            query = QueryParser("text", opened.schema).parse(text)
            assert [hit["id"] for hit in searcher.search(query)] == found
        assert [hit["id"] for hit in searcher.search(QueryParser("source", opened.schema).parse("رويترز"))] == ["خبر/1"]


def test_whoosh_reads_what_a_term_of_many_blocks_was_written_with(tmp_path):
    """More articles than Whoosh puts into one block, and into two."""
    often = {number: 1 + number % 3 for number in range(300) if number % 7}
    leaves = [leaf_of(f"{number:03}", "كتاب", ["خبر", *["كتب"] * often.get(number, 0)]) for number in range(300)]
    whoosh.write(leaves, tmp_path / "index", analyse)
    with open_dir(str(tmp_path / "index")).reader() as reader:
        matcher = reader.postings("text", "كتب")
        read = {}
        while matcher.is_active():
            read[matcher.id()] = matcher.value_as("positions")
            assert matcher.weight() == len(read[matcher.id()])
            matcher.next()
        assert read == {number: list(range(1, 1 + count)) for number, count in often.items()}
        about = reader.term_info("text", "كتب")
        assert (about.doc_frequency(), about.weight(), about.max_weight()) == (len(often), sum(often.values()), 3)
        assert (about.min_length(), about.max_length()) == (2, 4)
        assert len(list(reader.postings("title", "كتاب").all_ids())) == 300


def test_same_leaves_same_bytes_whatever_the_hash_seed(tmp_path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path; import test_index_whoosh as t;"
        "t.whoosh.write(t.archive(), Path(sys.argv[1]), t.analyse)"
    )
    here = os.path.dirname(__file__)  # noqa: PTH120 - handed to another process
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, str(tmp_path / seed), here], check=True, env=environment)
    files = sorted(path.relative_to(tmp_path / "1") for path in (tmp_path / "1").rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(tmp_path / "2") for path in (tmp_path / "2").rglob("*") if path.is_file())
    for file in files:
        assert (tmp_path / "1" / file).read_bytes() == (tmp_path / "2" / file).read_bytes(), file


def test_update_leaves_the_old_index_alone(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    whoosh.write(archive(), old, analyse)
    changed = leaf_of("b", "رحلة", ["زار", "السوق"])
    reader = whoosh.open_index(old, analyse)
    whoosh.update(old, new, [changed, leaf_of("d", "", ["السوق", "القديم"])], ["c", "nobody"], analyse)
    assert whoosh.verify(old) == []
    assert whoosh.verify(new) == []
    assert ids(reader, "الوزير") == ["b"]
    updated = whoosh.open_index(new, analyse)
    assert ids(updated, "الوزير") == []
    assert sorted(ids(updated, "السوق")) == ["b", "d"]
    assert sorted(ids(updated, "*")) == ["b", "d", "خبر/1"]
    reader.close()
    updated.close()


def test_many_updates_do_not_pile_up(tmp_path):
    whoosh.write([leaf_of(str(number), "", ["كتاب"]) for number in range(100)], tmp_path / "0", analyse)
    for number in range(whoosh.SEGMENTS + 2):
        changed = [leaf_of("0", "", ["وزير"] * (number + 1))]
        whoosh.update(tmp_path / str(number), tmp_path / str(number + 1), changed, (), analyse)
    last = tmp_path / str(number + 1)
    assert len(list(last.glob("*.pst"))) < whoosh.SEGMENTS
    index = whoosh.open_index(last, analyse)
    assert ids(index, "وزير") == ["0"]
    assert index.search(parse("كتاب")).total == 99
    index.close()


def test_empty_archive(tmp_path):
    whoosh.write([], tmp_path / "index", analyse)
    index = whoosh.open_index(tmp_path / "index", analyse)
    assert index.search(parse("كتاب")).total == 0
    assert index.search(parse("*")).hits == ()
    index.close()


def test_articles_with_nothing_or_anything_in_them(tmp_path):
    strange = [
        Leaf(Article("\ud800 lone", "\x00", "text \ud800 <b>\x00"), ()),
        Leaf(Article("empty", "", ""), ()),
        Leaf(Article("long", "", "ك" * 200_000), ()),
        Leaf(Article("title only", "كتاب", ""), ()),
    ]
    whoosh.write(strange, tmp_path / "index", analyse)
    index = whoosh.open_index(tmp_path / "index", analyse)
    found = {hit.article.id: hit.article for hit in index.search(parse("*")).hits}
    assert found == {leaf.article.id: leaf.article for leaf in strange}
    assert ids(index, "كتاب") == ["title only"]
    index.close()


def every_file(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")


def test_damage_is_reported_and_never_searched(tmp_path):
    folder = tmp_path / "index"
    whoosh.write(archive(), folder, analyse)
    for file in every_file(folder):
        content = file.read_bytes()
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if content else b"x")
        assert [error.values["file"] for error in whoosh.verify(folder)] == [file.relative_to(folder).as_posix()]
        with pytest.raises(SearchError) as error:
            whoosh.open_index(folder)
        assert error.value.key == "search.index_damaged"
        file.unlink()
        assert [error.key for error in whoosh.verify(folder)] == ["search.file_missing"]
        file.write_bytes(content)
    assert whoosh.verify(folder) == []


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"rules": "0"}, "search.index_other_rules"),
        ({"format": "whoosh 0"}, "search.index_other_format"),
        ({"files": 3}, "search.index_damaged"),
        (None, "search.index_missing"),
    ],
)
def test_index_of_another_making_is_refused(tmp_path, change, key):
    folder = tmp_path / "index"
    whoosh.write(archive(), folder, analyse)
    manifest = folder / "manifest.json"
    if change is None:
        manifest.unlink()
    else:
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | change))
    with pytest.raises(SearchError) as error:
        whoosh.open_index(folder)
    assert error.value.key == key
    for language in LANGUAGES:
        assert str(folder) in say(error.value.key, language, **error.value.values)


def test_readers_during_a_write_see_the_old_index_or_the_new_one(tmp_path):
    live = tmp_path / "index"
    archives = [[leaf_of(f"{name}{number}", "", ["وزير", "مجلس"]) for number in range(40)] for name in "ab"]
    expected = [{leaf.article.id for leaf in leaves} for leaves in archives]

    def publish(number):
        whoosh.write(archives[number % 2], tmp_path / f"next{number}", analyse)
        put_in_place(tmp_path / f"next{number}", live)

    def read():
        seen = []
        while not stop.is_set():
            engine = whoosh.open_index(live, analyse)
            seen.append({hit.article.id for hit in engine.search(parse("وزير"), limit=100).hits})
            engine.close()
        return seen

    publish(0)
    stop = Event()
    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for number in range(1, 12):
                publish(number)
        finally:
            stop.set()
        seen = [found for reader in readers for found in reader.result()]
    assert seen
    assert all(found in expected for found in seen)
