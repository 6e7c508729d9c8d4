"""Every engine against the brute-force oracle: same articles, same order, same scores, same places."""

import json
import os
import subprocess
from types import SimpleNamespace

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
}  # fmt: skip
WORDS = [
    "كتاب", "كِتَاب", "الكتاب", "كتب", "كاتب", "مكتبة", "مكتبه", "وزير", "الوزير", "وزراء", "طائر", "طائرة", "طايرة",
    "قال", "يقول", "في", "من", "مجلس", "المجلس", "مجلسهم", "الشورى", "الشوري", "2011", "٢٠١١", "2012",
    "الولاياتالمتحدة", "ب«مجلس»", "iPhone6", "ﷺ", "أميركي", "الأمريكي", "سورية", "سوريا", "ألمانيا", "مانيا",
]  # fmt: skip
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


def open_whoosh(leaves, folder):
    whoosh.write(leaves, folder, analyse)
    return whoosh.open_index(folder, analyse)


def open_updated_whoosh(leaves, folder):
    """The same archive, reached by changes: half of it was otherwise before, and articles were there that are gone."""
    before = [
        Leaf(Article(leaf.article.id, "وزراء", "كان غير هذا"), ()) if number % 2 else leaf
        for number, leaf in enumerate(leaves[: len(leaves) // 2 + 1])
    ]
    gone = [leaf_of("gone1", "كتاب", ["وزير", "مجلس"]), leaf_of("gone2", "", ["طائر"], "2013", "الخبر")]
    whoosh.write([*gone, *before], folder / "old", analyse)
    kept = {leaf.article.id for leaf in before if leaf in leaves}
    changed = [leaf for leaf in leaves if leaf.article.id not in kept]
    whoosh.update(folder / "old", folder / "new", changed, ["gone1", "gone2", "never there"], analyse)
    return whoosh.open_index(folder / "new", analyse)


def write_static(leaves, folder, **more):
    """The static index of an archive, made of a Whoosh index that was changed."""
    open_updated_whoosh(leaves, folder).close()
    kept = {leaf.article.id: leaf for leaf in leaves}
    found = postings.load(folder / "new" / "words")
    keys = {name: name for name in kept}
    shards.write(found, keys, lambda names: [kept[name] for name in names], folder, dictionaries=False, **more)
    return folder


def open_static(leaves, folder):
    return shards.open_index(write_static(leaves, folder), None)


class Browser:
    """The engine of the browser, in a JavaScript process that is asked one line at a time."""

    process = None

    def __init__(self, leaves, folder):
        self.folder = write_static(leaves, folder)
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
        found = self.ask("search", query.text, {"level": query.level, "limit": limit, "order": order})
        counts = self.ask("counts", query.text)
        assert found["counts"] == {name: counts[name] for name in found["counts"]}
        hits = [Hit(self.articles[hit["id"]], hit["score"], tuple(map(tuple, hit["spans"]))) for hit in found["hits"]]
        return SimpleNamespace(total=found["total"], counts=counts, hits=hits)

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
    total, counts, hits = oracle.search(query, order)
    assert answer.total == total == len(hits)
    assert answer.counts == counts
    assert [hit.article.id for hit in answer.hits] == [identity for identity, _, _ in hits]
    assert [hit.score for hit in answer.hits] == pytest.approx([score for _, score, _ in hits], abs=1e-9)
    for hit, (_, _, covered) in zip(answer.hits, hits, strict=True):
        assert [at for start, end in hit.spans for at in range(start, end)] == covered
        assert all(before[1] <= after[0] for before, after in zip(hit.spans, hit.spans[1:], strict=False))


@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    archive=archives(),
    texts=st.lists(queries(), min_size=1, max_size=10),
    level=st.sampled_from(LEVELS),
    order=st.sampled_from(["relevance", "relevance", "date"]),
)
def test_engine_agrees_with_oracle(  # noqa: PLR0913, PLR0917 - drawn one by one
    name, archive, texts, level, order, tmp_path_factory
):
    if name == "static, in JavaScript" and not NODE:
        needs_node()
    engine = ENGINES[name](archive, tmp_path_factory.mktemp("index"))
    there = Oracle(archive, analyse).forms
    # A static index without a dictionary knows of words that are in the archive, and of no others.
    known = (lambda form: analyse(form) if form in there else ((), ())) if "static" in name else analyse
    oracle = Oracle(archive, known)
    try:
        for text in texts:
            check(engine, oracle, parse(text, level), order)
    finally:
        engine.close()
