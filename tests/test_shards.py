"""The static index: the same bytes each time, damage is told, what did not change is not made again."""

import shutil
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_parity import needs_node
from test_search_contract import Browser, analyse, leaf_of
from warraq.index import shards, whoosh
from warraq.index.shards import files, spelling
from warraq.rules import HASH
from warraq.search import SearchError, bits, pack, postings, route
from warraq.search.query import parse

LEAVES = [
    leaf_of(
        "a1", "مجلس الشورى", ["وزير", "قال", "في", "الولاياتالمتحدة"], "2013-05", "وكالة رويترز", person="سهيل الحسن"
    ),
    leaf_of("a2", "", ["كِتَاب", "وزراء", "😀", "ﷺ"], "2014", "الخبر"),
    leaf_of("ب/3", "كتاب", ["مجلس", "يقول", "iPhone6"]),
]
QUERIES = [
    "وزير",
    "كتاب",
    '"مجلس الشورى"',
    "المتحدة",
    "مصدر:رويترز",
    "تاريخ:2013..",
    "-وزير",
    "كتا*",
    "وزيرمجلس",
    "طيران",
]


def write(folder, leaves=LEAVES, **more):
    whoosh.write(leaves, folder / "whoosh", analyse)
    asked = []

    def give(names):
        asked.extend(names)
        return [next(leaf for leaf in leaves if leaf.article.id == name) for name in names]

    found = postings.load(folder / "whoosh/words")
    called = shards.write(found, {leaf.article.id: leaf.article.id for leaf in leaves}, give, folder / "index", **more)
    return called, asked


def content(folder):
    return {path.name: path.read_bytes() for path in sorted((folder / "index").iterdir())}


def hits(engine, text, level="lemma"):
    answer = engine.search(parse(text, level))
    return [(hit.article.id, hit.score, hit.spans) for hit in answer.hits]


def test_the_same_articles_give_the_same_bytes_in_any_order(tmp_path):
    write(tmp_path / "one")
    write(tmp_path / "other", LEAVES[::-1])
    assert content(tmp_path / "one") == content(tmp_path / "other")


def test_it_answers_as_the_index_it_was_made_of(tmp_path):
    write(tmp_path)
    engines = (whoosh.open_index(tmp_path / "whoosh", None), shards.open_index(tmp_path / "index"))
    for text in QUERIES:
        first, second = (hits(engine, text) for engine in engines)
        assert first == second, text


@needs_node
def test_the_browser_answers_as_python_does(tmp_path):
    leaves = [*LEAVES, leaf_of("c4", "", ["وزراء", "كتب", "مكتبة"]), leaf_of("c5", "", ["كاتب", "وزارة"])]
    browser = Browser(leaves, tmp_path)
    engine = shards.open_index(tmp_path)
    for text in [*QUERIES, "جذر:كتب كتب", "كتب جذر:كتب", "جذر:كاتب كاتب"]:
        for level in ("folded", "lemma", "root"):
            told = [(hit["id"], hit["score"]) for hit in browser.ask("search", text, {"level": level})["hits"]]
            expected = [(identity, score) for identity, score, _ in hits(engine, text, level)]
            assert [identity for identity, _ in told] == [identity for identity, _ in expected], (text, level)
            assert [score for _, score in told] == pytest.approx([score for _, score in expected], abs=1e-9)


def test_articles_come_back_as_they_were(tmp_path):
    write(tmp_path)
    engine = shards.open_index(tmp_path / "index")
    (hit,) = engine.search(parse("كتاب", "folded")).hits[:1]
    assert hit.article.text in {leaf.article.text for leaf in LEAVES}
    (named,) = engine.search(parse("مصدر:رويترز")).hits
    assert (named.article.title, named.article.date) == ("مجلس الشورى", "2013-05")


def test_files_of_articles_that_did_not_change_are_taken_over(tmp_path):
    called, asked = write(tmp_path / "old")
    assert asked == ["a1", "a2", "ب/3"]
    again, asked = write(tmp_path / "new", kept=shards.Kept(tmp_path / "old/index", called))
    assert not asked
    assert again == called
    assert content(tmp_path / "old") == content(tmp_path / "new")


def test_an_empty_archive_has_an_index_too(tmp_path):
    write(tmp_path, [])
    assert hits(shards.open_index(tmp_path / "index"), "كتاب") == []


@pytest.mark.parametrize("name", ["w0.js", "t0.js", "days.js", "f-source.js", "start.js"])
@pytest.mark.parametrize("harm", ["cut", "changed", "gone", "script"])
def test_damage_is_told(name, harm, tmp_path):
    write(tmp_path)
    path = tmp_path / "index" / name
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        place = data.index(b'(\0"') + 10
        changed = {
            "cut": data[:-10],
            "changed": data[:place] + (b"A" if data[place : place + 1] != b"A" else b"B") + data[place + 1 :],
            "script": b"alert(1)\n",
        }
        path.write_bytes(changed[harm])
    with pytest.raises(SearchError) as told:
        shards.open_index(tmp_path / "index")
    assert told.value.key in {"search.index_damaged", "search.index_missing"}


@pytest.mark.parametrize(("field", "key"), [("rules", "other_rules"), ("format", "other_format")])
def test_another_version_is_refused(field, key, tmp_path):
    write(tmp_path)
    folder = tmp_path / "index"
    header, streams = files.read_start(folder)
    assert header["rules"] == HASH
    files.put_start(folder, header | {field: "another"}, [*streams, b""])
    with pytest.raises(SearchError) as told:
        shards.open_index(tmp_path / "index")
    assert told.value.key == f"search.index_{key}"


def test_a_file_of_articles_of_another_build_is_told(tmp_path):
    write(tmp_path / "new")
    write(tmp_path / "old", [*LEAVES[:2], leaf_of("ب/3", "كتاب", ["مجلس", "قديم"])])
    shutil.copy(tmp_path / "old/index/t0.js", tmp_path / "new/index/t0.js")
    with pytest.raises(SearchError) as told:
        shards.open_index(tmp_path / "new/index")
    assert told.value.values["files"] == "t0.js"


def test_files_of_one_version_are_taken_over_together(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules["warraq.index.shards.write"].MOST_VERSIONS, "t", 2)
    leaves = [leaf_of(f"a{number:03}", "", ["مجلس"] * 400) for number in range(44)]  # two articles a file
    called, _ = write(tmp_path / "old", leaves)
    leaves[40] = leaf_of("a040x", "", ["كتاب"] * 400)
    _, asked = write(tmp_path / "new", leaves, kept=shards.Kept(tmp_path / "old/index", called))
    assert asked == [leaf.article.id for leaf in leaves[32:]]
    write(tmp_path / "anew", leaves)
    assert content(tmp_path / "new") == content(tmp_path / "anew")
    assert hits(shards.open_index(tmp_path / "new/index"), "كتاب")[0][0] == "a040x"


@pytest.mark.parametrize("place", [0, 310], ids=["beginning", "end"])
def test_words_added_to_an_article_leave_most_files_as_they_are(place, tmp_path):
    letters = "بجدرزطعفقكصضشحخ"
    words = [f"{one}{two}ك" for one in letters for two in letters]
    others = [leaf_of(f"b{number:02}", "", words[number:] * 12) for number in range(12)]
    text = (words * 2)[:310]
    changed = [*text[:place], "بجد", "جدر", *text[place:]]
    before, after = ({}, {})
    for told, folder, own in ((before, "old", text), (after, "new", changed)):
        write(tmp_path / folder, [leaf_of("a1", "", own), *others])
        told.update(content(tmp_path / folder))
    parts = [name for name in before if name.startswith("w")]
    assert len(parts) > 10
    assert sum(before[name] != after[name] for name in parts) <= 2


@needs_node
def test_the_browser_tells_damage_by_a_message_of_ours(tmp_path):
    browser = Browser(LEAVES, tmp_path / "good")
    assert browser.ask("search", "وزير", {})["total"] == 2
    part = next((tmp_path / "good").glob("w*.js"))
    good = part.read_bytes()
    for number, harm in enumerate(
        (good[:-12] + good[-6:], good[:30] + good[32:], 'warraq.file("!")\n'.encode("utf-16"))
    ):
        browser.folder = shutil.copytree(tmp_path / "good", tmp_path / str(number))
        (browser.folder / part.name).write_bytes(harm)
        told = browser.ask("search", "وزير", {})
        assert (told["error"], told["values"]) == ("search_damaged", {"file": part.name})


@given(st.binary(max_size=99) | st.lists(st.sampled_from(b'\xd8\xdf\xd0\0"\\\n\r (')).map(bytes))
def test_what_a_file_hands_over_needs_no_care(content):
    written = pack.handed_over(content)
    assert pack.carried(written) == content
    line = written.decode("utf-16")  # fails for surrogates that stand alone
    assert line.startswith('warraq.file("')
    assert not set(line[13:-3]) & set('"\n\r\u2028\u2029')
    assert all(escape[0] == "u" for escape in line.split("\\")[1:])


@given(st.lists(st.binary(max_size=9), min_size=1))
def test_files_that_are_sealed_have_one_digest(contents):
    version, handed_over = pack.sealed(contents)
    assert list(map(pack.unsealed, handed_over)) == [(version, content) for content in contents]


@given(st.integers(0, 2**24))
def test_the_length_of_an_article_is_rounded_up_a_little_and_tells_the_room_for_its_positions(words):
    length = postings.rounded(words)
    assert words <= length <= words * 9 / 8
    assert postings.rounded(length) == length
    assert f"{length:b}"[4:].strip("0") == ""
    room = bits.rooms(np.array([length]))
    assert words + bits.moving(room) - 1 <= room <= 1.7 * words + 12


@given(st.lists(st.integers(0, 2**55)))
def test_numbers_come_back(values):
    assert pack.read_numbers(pack.numbers(values)).tolist() == values


@given(st.lists(st.tuples(st.integers(0, 2**20), st.integers(1, 2**24), st.booleans()), max_size=30))
def test_numbers_come_back_from_bits(rows):
    # What is free may be above its bound, though not by so much that its ones would fill the memory.
    rows = [(value % (bound * 99 if free else bound), bound, free) for value, bound, free in rows]
    values, bounds, free = (np.array(column) for column in zip(*rows, strict=True)) if rows else np.zeros((3, 0), int)
    read = bits.Bits(bits.written(values, bounds, free.astype(bool)))
    assert [read.golomb(bound) if free else read.below(bound) for _, bound, free in rows] == [row[0] for row in rows]


@given(st.lists(st.lists(st.text(max_size=5), max_size=3), max_size=3), st.lists(st.binary(max_size=9), max_size=3))
def test_packs_come_back(texts, streams):
    known = [[] if text == [""] else text for text in texts]
    assert pack.unpack(b"".join(pack.pack(texts, streams))) == (known, streams)


@pytest.mark.parametrize(
    ("words", "typed", "item"),
    [
        ("احمد", "أحمد", "أحمد"),
        ("كتاب", "كتاب", "كتاب"),
        ("13537", "13,537", "13,537"),
        ("امير دوله", "أمير دولة", "أمير دولة"),
        ("مجلس", "غير ذلك", "غير ذلك\nمجلس"),
    ],
)
def test_a_word_follows_from_its_spelling_or_is_told(words, typed, item):
    assert spelling.item(words, typed) == item
    assert spelling.read(item) == (words, typed)


@given(st.binary(max_size=40))
def test_no_bytes_are_mistaken_for_a_pack(data):
    try:
        texts, streams = pack.unpack(data)
    except pack.PackError:
        return
    assert sum(map(len, texts)) + sum(map(len, streams)) <= len(data)


def test_words_of_a_root_lie_together():
    assert len({route.key(form).partition(" ")[0] for form in ("كتاب", "مكتبه", "والكاتب", "كتبوا", "مكتوبات")}) == 1
    keys = sorted(map(route.key, ("كتاب", "وزير", "مدرسه")))
    assert [route.place(keys, form) for form in ("كتاب", "مدرسه", "وزير")] == [
        keys.index(route.key(form)) for form in ("كتاب", "مدرسه", "وزير")
    ]
