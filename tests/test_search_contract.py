"""Every engine against the brute-force oracle: same articles, same order, same scores, same places."""

import json
import os
import subprocess
from types import MappingProxyType, SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oracle import Oracle
from test_parity import HERE, NODE, needs_node
from warraq.index import shards, whoosh
from warraq.model import LEVELS, Annotation, Article, Hit, Leaf
from warraq.search import postings
from warraq.search.query import parse

LEXICON = {
    "كتب": (("كتاب",), ("كتب",)), "كتاب": (("كتاب", "كاتب"), ("كتب",)), "الكتاب": (("كتاب", "كاتب"), ("كتب",)),
    "كاتب": (("كاتب",), ("كتب",)), "مكتبه": (("مكتبه",), ("كتب",)), "وزراء": (("وزير",), ("وزر",)),
    "وزير": (("وزير",), ("وزر",)), "الوزير": (("وزير",), ("وزر",)), "طاير": (("طاير",), ("طير",)),
    "طايره": (("طايره",), ("طير",)), "قال": (("قال",), ("قول",)), "يقول": (("قال",), ("قول",)),
    "المانيا": (("المانيا",), ()), "اميركي": (("اميركي",), ()), "الامريكي": (("امريكي",), ()),
    "كاتبه": (("كاتب",), ("كتب",)), "مجلسه": (("مجلس", "مجلسه"), ("جلس",)), "مجلسة": (("مجلسه",), ()),
    "مجلس": (("مجلس",), ("جلس",)), "مجالسه": (("مجلس", "مجالسه"), ()), "مجالسة": (("مجالسه",), ()),
    "كلينتون": (("كلنتن~",), ()), "كلنتون": (("كلنتن~",), ()), "كولنتون": (("كلنتن~",), ()),
}  # fmt: skip
WORDS = [
    "كتاب", "كِتَاب", "الكتاب", "كتب", "كاتب", "مكتبة", "مكتبه", "وزير", "الوزير", "وزراء", "طائر", "طائرة", "طايرة",
    "قال", "يقول", "في", "من", "مجلس", "المجلس", "مجلسهم", "الشورى", "الشوري", "2011", "٢٠١١", "2012",
    "الولاياتالمتحدة", "ب«مجلس»", "iPhone6", "ﷺ", "أميركي", "الأمريكي", "سورية", "سوريا", "ألمانيا", "مانيا",
    "مجلسه", "مجلسة", "مجالسه", "مجالسة", "كلينتون", "كلنتون", "عبد", "الله", "عبدالله",
]  # fmt: skip
SETS = (("ديوان", "مجلس", "iphone"), ("وزراء", "طايره"), ("سوريا", "الشام", "شوري"), ("لس", "كتاب"))
"""Of the publisher's own variants some are no words of the archive, one is by the rules, one ends another."""
AROUND = ["سورية", "قال", "الولاياتالمتحدة", "الولاياتالمتحدة", "ب«مجلس»", "الشورى"]
REPAIRS = {"الولاياتالمتحدة": "الولايات المتحدة", "ب«مجلس»": "بمجلس"}


def analyse(form):
    return LEXICON.get(form, ((), ()))


@pytest.fixture(autouse=True, scope="module")
def _no_waiting_for_the_disk():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


def leaf_of(identity, title, words, date="", source="", *, person="", mend=True):  # noqa: PLR0913 - a whole article
    text = " ".join(words)
    notes, at = [], 0
    for word in words:
        if mend and word in REPAIRS:
            notes.append(Annotation(at, at + len(word), "repair", REPAIRS[word]))
        at += len(word) + 1
    if person and text:
        notes.append(Annotation(0, 1, "person", person))
    return Leaf(Article(identity, title, text, date, source, {"category": "رأي"} if date else {}), tuple(notes))


@st.composite
def archives(draw):
    words = st.lists(st.sampled_from(draw(st.sampled_from([WORDS, WORDS, AROUND]))), max_size=12)
    leaves = [
        leaf_of(
            f"م{number}" if number % 2 else f"a{number}",
            " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=3))),
            draw(words),
            draw(st.sampled_from(["", "2013", "2013-05", "2014-01-31"])),
            draw(st.sampled_from(["", "وكالة رويترز", "الخبر"])),
            person=draw(st.sampled_from(["", "سهيل الحسن"])),
            mend=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 7)))
    ]
    return draw(st.permutations(leaves))


@st.composite
def queries(draw):
    word = st.sampled_from(
        [
            *WORDS,
            "كتابه",
            "كاتبة",
            "كولنتون",
            "عبد الله",
            "وزيرة",
            "كتابوزير",
            "قالمجلسهم",
            "وزيري",
            "مجلسا",
            "صلى",
            "المتحدة",
            "الولايات",
            "بمجلس",
            "طيور",
            "بألمانيا",
            "أمريكي",
            "ديوان",
            "والديوان",
            "الشام",
        ]
    )
    several = st.lists(word, min_size=1, max_size=3).map(" ".join)
    around = st.sampled_from(["سوريا", "قال", "الولايات المتحدة", "الولاياتالمتحدة", "ب مجلس", "بمجلس", "الشورى"])
    phrases = st.lists(around, min_size=2, max_size=3).map(" ".join)
    others = [
        "كتا*", "م?لس", "مصدر:رويترز", "تاريخ:2013-05", "date:2014..", "date:..2013", "شخص:الحسن", "قسم:رأي", "AND",
        "OR",         "NOT",
        "(", ")", "~", "أو", "ليس", "*",
    ]  # fmt: skip
    part = st.one_of(
        several,
        several,
        *(several.map(form.format) for form in ('"{}"', '"{}"~3')),
        phrases.map('"{}"'.format),
        *(word.map(form.format) for form in ("-{}", "+{}", "جذر:{}", "مدخل:{}")),
        st.sampled_from(others),
    )
    return " ".join(draw(st.lists(part, min_size=1, max_size=4)))


def reports_of(draw, leaves):
    """Reports that some of the articles are copies of."""
    named = {leaf.article.id: draw(st.sampled_from(["", "", "خبر", "تقرير"])) for leaf in leaves}
    return {identity: name for identity, name in named.items() if name}


def open_whoosh(leaves, folder, reports, sets=()):
    whoosh.write(leaves, folder, analyse, reports=lambda: reports, sets=sets)
    return whoosh.open_index(folder, analyse)


def open_updated_whoosh(leaves, folder, reports, sets=()):
    """The same archive, reached by changes: half of it was otherwise before, and articles were there that are gone."""
    before = [
        Leaf(Article(leaf.article.id, "وزراء", "كان غير هذا"), ()) if number % 2 else leaf
        for number, leaf in enumerate(leaves[: len(leaves) // 2 + 1])
    ]
    gone = [leaf_of("gone1", "كتاب", ["وزير", "مجلس"]), leaf_of("gone2", "", ["طائر"], "2013", "الخبر")]
    whoosh.write([*gone, *before], folder / "old", analyse, reports=lambda: {"gone1": "خبر", "gone2": "خبر"}, sets=sets)
    kept = {leaf.article.id for leaf in before if leaf in leaves}
    changed = [leaf for leaf in leaves if leaf.article.id not in kept]
    whoosh.update(
        folder / "old", folder / "new", changed, ["gone1", "gone2", "never there"], analyse, reports=lambda: reports
    )
    return whoosh.open_index(folder / "new", analyse)


def write_static(leaves, folder, reports=MappingProxyType({}), sets=(), **more):
    """The static index of an archive, made of a Whoosh index that was changed."""
    open_updated_whoosh(leaves, folder, reports, sets).close()
    kept = {leaf.article.id: leaf for leaf in leaves}
    found = postings.load(folder / "new" / "words")
    keys = {name: name for name in kept}
    shards.write(found, keys, lambda names: [kept[name] for name in names], folder, dictionaries=False, **more)
    return folder


def open_static(leaves, folder, reports, sets=()):
    return shards.open_index(write_static(leaves, folder, reports, sets), None)


class Browser:
    """The engine of the browser, in a JavaScript process that is asked one line at a time."""

    process = None

    def __init__(self, leaves, folder, reports=MappingProxyType({}), sets=()):
        self.folder = write_static(leaves, folder, reports, sets)
        self.articles = {leaf.article.id: leaf.article for leaf in leaves}
        if Browser.process is None:
            Browser.process = subprocess.Popen(
                [NODE, HERE / "js/engine.js"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )

    def ask(self, method, *given):
        asked = {"folder": str(self.folder), "method": method, "given": given}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def search(self, query, limit, order):
        found = self.ask(
            "search", query.text, {"level": query.level, "limit": limit, "order": order, "collapse": query.collapse}
        )
        counts = self.ask("counts", query.text, {"collapse": query.collapse})
        assert found["counts"] == {name: counts[name] for name in found["counts"]}
        hits = [Hit(self.articles[hit["id"]], hit["score"], tuple(map(tuple, hit["spans"]))) for hit in found["hits"]]
        copies = [tuple(copy["id"] for copy in hit["copies"]) for hit in found["hits"]]
        assert [len(ids) for ids in copies] == [hit["others"] for hit in found["hits"]]
        return SimpleNamespace(
            total=found["total"], articles=found["articles"], counts=counts, hits=hits, copies=copies
        )

    def close(self):
        pass


ENGINES = {
    "whoosh": open_whoosh,
    "whoosh, updated": open_updated_whoosh,
    "static": open_static,
    "static, in JavaScript": Browser,
}


def check(engine, oracle, query, order):
    answer = engine.search(query, limit=50, order=order)
    total, counts, articles, hits = oracle.search(query, order)
    assert answer.total == total == len(hits)
    assert answer.articles == articles == sum(1 + len(copies) for _, _, _, copies in hits)
    assert answer.counts == counts
    assert [hit.article.id for hit in answer.hits] == [identity for identity, _, _, _ in hits]
    assert [list(ids) for ids in answer.copies] == [copies for _, _, _, copies in hits]
    assert [hit.score for hit in answer.hits] == pytest.approx([score for _, score, _, _ in hits], abs=1e-9)
    for hit, (_, _, covered, _) in zip(answer.hits, hits, strict=True):
        assert [at for start, end in hit.spans for at in range(start, end)] == covered
        assert all(before[1] <= after[0] for before, after in zip(hit.spans, hit.spans[1:], strict=False))


@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    archive=archives(),
    collapse=st.booleans(),
    data=st.data(),
    texts=st.lists(queries(), min_size=1, max_size=10),
    level=st.sampled_from(LEVELS),
    order=st.sampled_from(["relevance", "relevance", "date"]),
)
def test_engine_agrees_with_oracle(  # noqa: PLR0913, PLR0917 - drawn one by one
    name, archive, collapse, data, texts, level, order, tmp_path_factory
):
    if name == "static, in JavaScript" and not NODE:
        pytest.skip("node is not installed")
    reports = reports_of(data.draw, archive)
    sets = data.draw(st.sampled_from([(), SETS]))
    engine = ENGINES[name](archive, tmp_path_factory.mktemp("index"), reports, sets)
    oracle = Oracle(archive, analyse, reports, sets, dictionaries="static" not in name)
    try:
        for text in texts:
            check(engine, oracle, parse(text, level, collapse=collapse), order)
    finally:
        engine.close()


SEATED = [
    leaf_of("a1", "", ["مجلس", "قال"]),
    leaf_of("a2", "", ["مجلسه", "قال"]),
    leaf_of("a3", "", ["مُجْلِسَةٌ", "قال"]),
    leaf_of("a4", "مجلسة", ["قال"]),
    leaf_of("a5", "", ["مجالسة", "قال", "مجالسه"]),
]
"""What is written with ة, in a text or a title, is no pronoun; what is written with ه may be either."""


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(
    ("text", "level", "found"),
    [
        ("مجلس", "stem", {"a1": (0, 4), "a2": (0, 5)}),
        ("مجلس", "lemma", {"a1": (0, 4), "a2": (0, 5), "a5": (11, 17)}),
        ("مدخل:مجلس", "folded", {"a1": (0, 4), "a2": (0, 5), "a5": (11, 17)}),
        ("مجلس ~ قال", "lemma", {"a1": (0, 8), "a2": (0, 9), "a5": (7, 17)}),
        ("مجلس", "root", {"a1": (0, 4), "a2": (0, 5), "a3": (0, 10), "a4": (), "a5": (11, 17)}),
        ("مجلسه", "folded", {"a2": (0, 5), "a3": (0, 10), "a4": ()}),
        ("مجلسة", "lemma", {"a2": (0, 5), "a3": (0, 10), "a4": ()}),
        ("مجالسه", "lemma", {"a1": (0, 4), "a2": (0, 5), "a5": (0, 17)}),
    ],
)
def test_a_written_ta_marbuta_is_no_pronoun(name, text, level, found, tmp_path):
    if name == "static, in JavaScript" and not NODE:
        pytest.skip("node is not installed")
    engine = ENGINES[name](SEATED, tmp_path, {})
    answer = engine.search(parse(text, level), limit=50, order="relevance")
    engine.close()
    spans = {hit.article.id: hit.spans for hit in answer.hits}
    assert {name: (found[0][0], found[-1][1]) if found else () for name, found in spans.items()} == found
    assert answer.total == answer.counts[level] == len(found)


NEWS = [
    leaf_of("a1", "", ["مجلس", "الشورى", "قال"], "2013-05-02", "الخبر"),
    leaf_of("a2", "", ["مجلس", "الشورى", "قال"], "2013-05-09", "وكالة رويترز"),
    leaf_of("a3", "", ["مجلس", "الشورى", "قال", "مجلس"], "2013-06-01", "الخبر"),
    leaf_of("b1", "", ["وزير", "مجلس"], "2013-06-03", "الخبر", person="سهيل الحسن"),
    leaf_of("c1", "", ["كتاب"], "2013-05-04", "الخبر"),
]
REPORTS = {"a1": "أ", "a2": "أ", "a3": "أ", "b1": "ب", "c1": "ب"}  # of the second only one has the word


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    return Browser(NEWS, tmp_path_factory.mktemp("news"), REPORTS)


@needs_node
def test_what_the_browser_tells_of_a_word_leaves_out_what_it_does_not_find(tmp_path):
    engine = Browser(SEATED, tmp_path)
    assert engine.ask("forms", "مجلس") == {"مجلس": {"مجلس": "folded", "مجلسه": "stem", "مجالسه": "lemma"}}
    assert [line["word"] for line in engine.ask("concordance", "مجلس", {})["lines"]] == ["مجلس", "مجلسه", "مجالسه"]
    assert engine.ask("concordance", "مجلس", {})["total"] == 3

    def card(word):
        told = engine.ask("word", word)
        return told["lemmas"], told["forms"], told["articles"]

    assert card("مجلس") == (["مجلس"], [["مجالسه", 1, "مجالسه"], ["مجلس", 1, "مجلس"], ["مجلسه", 1, "مجلسه"]], 3)
    assert card("مجلسة") == (["مجلسه"], [["مجلسه", 3, "مجلسة"]], 3)
    assert card("مجالسة") == (["مجالسه"], [["مجالسه", 2, "مجالسة"]], 1)


@needs_node
class TestCopiesInTheBrowser:
    def total(self, engine, text):
        return engine.ask("search", text, {"collapse": True})["total"]

    def test_counts_are_what_the_search_they_lead_to_finds(self, engine):
        facets = engine.ask("facets", "مجلس", {"collapse": True})
        assert facets["source"] == [["الخبر", 2], ["وكالة رويترز", 1]]
        for field in ("source", "category", "person"):
            assert facets[field]
            for value, count in facets[field]:
                assert self.total(engine, f'مجلس {field}:"{value}"') == count
        assert facets["months"] == [["2013-05", 1], ["2013-06", 2]]
        for month, count in facets["months"]:
            assert self.total(engine, f"مجلس date:{month}") == count

    def test_time_counts_reports_and_the_words_of_the_best(self, engine):
        told = engine.ask("frequency", "مجلس", {"collapse": True})
        assert told["months"] == [["2013-05", 1, 1, 2], ["2013-06", 3, 2, 2]]
        assert told["sources"] == [["الخبر", [["2013", 2]], 2], ["وكالة رويترز", [["2013", 1]], 1]]
        plain = engine.ask("frequency", "مجلس", {})
        assert plain["months"] == [["2013-05", 2, 2, 3], ["2013-06", 3, 2, 2]]

    def test_lines_are_those_of_the_articles_listed(self, engine):
        every = engine.ask("concordance", "مجلس", {"collapse": True})
        listed = [hit["id"] for hit in engine.ask("search", "مجلس", {"collapse": True})["hits"]]
        assert listed == ["a3", "b1"]
        assert (every["total"], {line["id"] for line in every["lines"]}) == (3, set(listed))
        parts = [engine.ask("concordance", "مجلس", {"limit": 2, "offset": at})["lines"] for at in (0, 2, 4)]
        assert [line for part in parts for line in part] == engine.ask("concordance", "مجلس", {})["lines"]

    def test_copies_are_told_of_with_the_hit(self, engine):
        first, second = engine.ask("search", "مجلس", {"collapse": True})["hits"]
        assert (first["others"], second["others"]) == (2, 0)
        told = {"id": "a1", "address": "a/a1.html", "title": "", "date": "2013-05-02", "source": "الخبر"}
        assert first["copies"][0] == told

    def test_pages_follow_one_another(self, engine):
        pages = [engine.ask("search", "مجلس", {"collapse": True, "limit": 1, "offset": at}) for at in (0, 1, 2)]
        assert [[hit["id"] for hit in page["hits"]] for page in pages] == [["a3"], ["b1"], []]
        assert [(page["total"], page["articles"]) for page in pages] == [(2, 4)] * 3

    def test_an_archive_without_copies_has_no_file_of_them(self, engine, tmp_path):
        alone = Browser(NEWS, tmp_path, {})
        assert engine.ask("about")["copies"] is True
        assert alone.ask("about")["copies"] is False
        assert not (tmp_path / "copies.js").exists()
        assert alone.ask("search", "مجلس", {"collapse": True})["total"] == 4
