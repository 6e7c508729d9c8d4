import json
import random

from hypothesis import given
from hypothesis import strategies as st

from archive import make_archive
from warraq.build import build, write_index
from warraq.catalogue import arrange
from warraq.copies import find, fingerprint, groups, reports
from warraq.facts import Card, Facts
from warraq.index import shards, whoosh
from warraq.search.query import parse
from warraq.settings import Settings, load
from warraq.steps.store import Store
from warraq.words import words

REPORT = (
    "افتتحت بلدية المدينة صباح اليوم المكتبة العامة في حي النخيل بعد ترميم دام ثلاث سنوات. وقال أمين المكتبة إن القاعة "
    "الكبرى تتسع لمئتي قارئ، وإن المخطوطات القديمة نقلت إلى خزائن جديدة تحفظها من الرطوبة. وأضاف أن أبواب المكتبة "
    "ستبقى مفتوحة حتى منتصف الليل طوال شهر رمضان، وأن الاستعارة مجانية لطلبة المدارس."
)
OTHER = (
    "خسر فريق الميناء مباراته أمام ضيفه القادم من الجبل بهدفين لهدف، وجاءت الأهداف كلها في الشوط الثاني أمام جمهور "
    "قليل بسبب المطر الغزير. وطالب مدرب الميناء بإعادة النظر في أرضية الملعب قبل بدء مباريات الإياب في الشتاء المقبل."
)


def prints(*texts):
    return [fingerprint([word.form for word in words(text)]) for text in texts]


def test_a_report_is_known_again_in_another_spelling_and_under_another_header():
    spelt = REPORT.replace("ة", "ه").replace("ي ", "ى ").replace("إ", "ا").replace("أ", "ا")
    (shared,) = find(prints(REPORT, OTHER, "المدينة - وكالة الضفة: " + spelt))
    assert (shared.first, shared.second, shared.same) == (0, 2, True)
    assert shared.of_first == 1.0


def test_a_passage_taken_over_is_told_with_its_share_of_each_text():
    taken = REPORT.partition(". ")[2]
    (shared,) = find(prints(REPORT, f"{OTHER} {taken}. {OTHER[::-1]}"))
    assert not shared.same
    assert 0.5 < shared.of_first < 0.75
    assert shared.of_second < shared.of_first


def test_a_standing_phrase_of_many_articles_makes_no_copies():
    footer = "تابعوا صفحتنا لتصلكم آخر الأخبار من المدينة والريف والبحر على مدار الساعة من غير انقطاع ولا تأخير"
    chance = random.Random(3)
    stock = (REPORT + OTHER).split()
    texts = [" ".join(chance.sample(stock, 20)) + " " + footer for _ in range(12)]
    assert find(prints(*texts)) == []


def test_short_texts_are_told_only_where_they_are_the_same():
    assert find(prints("ثلاث كلمات فقط", "ثلاث كلمات فقط")) == []
    assert [shared.same for shared in find(prints("طقس اليوم صحو في كل الجهات", "طقس اليوم صحو في كل الجهات"))] == [
        True
    ]
    assert find(prints("طقس اليوم صحو في كل الجهات", "طقس اليوم صحو في كل الجهات الغربية")) == []


def test_more_copies_of_one_text_than_a_run_may_have_are_one_group():
    texts = [REPORT] * 90 + [OTHER]
    assert groups(91, find(prints(*texts))) == (0,) * 90 + (90,)


def test_small_changes_do_not_chain_one_report_to_another():
    row = REPORT.split() + OTHER.split()
    texts = [" ".join(row[start : start + 40]) for start in range(0, len(row) - 40, 5)]
    leaders = groups(len(texts), find(prints(*texts)))
    assert leaders[1] == 0
    assert leaders[-1] not in {0, 1}
    assert all(leaders[leader] == leader for leader in leaders)


@given(st.lists(st.sampled_from(REPORT.split()), min_size=8, max_size=40), st.randoms())
def test_eight_words_in_a_row_always_leave_a_common_run(row, chance):
    here = [str(chance.random()) for _ in range(chance.randrange(30))]
    there = [str(chance.random()) for _ in range(chance.randrange(30))]
    sample = set(raw(fingerprint(row)))
    assert sample & set(raw(fingerprint(here + row + there)))


def raw(packed):
    import base64  # noqa: PLC0415 - of use to this law alone

    content = base64.b64decode(packed)[4:]
    return [content[place : place + 4] for place in range(0, len(content), 4)]


@given(st.lists(st.text("ابتث ", max_size=60), max_size=6))
def test_what_is_found_lies_in_order_and_within(texts):
    found = find(prints(*texts))
    assert found == sorted(found)
    for shared in found:
        assert 0 <= shared.first < shared.second < len(texts)
        assert 0 < shared.of_first <= 1
        assert 0 < shared.of_second <= 1
    leaders = groups(len(texts), found)
    assert all(leader <= place for place, leader in enumerate(leaders))


def fact(identity, date, text):
    return Facts(Card(identity, f"a/{identity}.html", identity, date, "", "", "", 0), (), {}, {}, prints(text)[0])


def told(facts):
    """What an article's report is found by."""
    return facts.card.date, facts.card.id, facts.runs


def test_the_oldest_report_stands_for_its_group_and_each_lists_the_others():
    taken = REPORT.partition(". ")[2]
    facts = [
        fact("new", "2017-03", REPORT),
        fact("old", "2016", REPORT),
        fact("newer", "2017-05", REPORT),
        fact("part", "2017-01", f"{OTHER} {taken}. {OTHER[::-1]}"),
    ]
    catalogue = arrange(facts, Settings())
    assert reports(map(told, facts)) == {"old": "old", "new": "old", "newer": "old"}
    assert [(copy.card.id, copy.same) for copy in catalogue.copies["newer"]][:2] == [("old", True), ("new", True)]
    assert [copy.same for copy in catalogue.copies["part"]] == [False]


def put(folder, lines):
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "corpus/copies.jsonl").write_text(text, encoding="utf-8")


def test_a_build_links_copies_on_their_pages_and_leaves_the_groups_for_search(tmp_path):
    folder = make_archive(tmp_path)
    lines = [
        {
            "id": "first",
            "title": "المكتبة تفتح أبوابها",
            "text": REPORT,
            "date": "2017-01-02",
            "source": "بريد المدينة",
        },
        {
            "id": "again",
            "title": "مكتبة حي النخيل",
            "text": "وكالة: " + REPORT,
            "date": "2017-01-03",
            "source": "الضفة",
        },
    ]
    put(folder, lines)
    build(load(folder), folder / "build")
    page = (folder / "build/site/a/again.html").read_text(encoding="utf-8")
    section = page[page.index("class=copies") : page.index("class=cite")]
    assert "a/first.html" in section
    assert "التقرير نفسه" in section
    assert json.loads((folder / "build/state/copies.json").read_text()) == {"first": "first", "again": "first"}


def listed(index, open_index):
    """The articles that a search which takes copies as one lists, with those that it names with them."""
    engine = open_index(index)
    answer = engine.search(parse("المكتبة", collapse=True))
    engine.close()
    return {hit.article.id: ids for hit, ids in zip(answer.hits, answer.copies, strict=True)}


def test_search_takes_copies_as_one_and_follows_changes(tmp_path):
    folder = make_archive(tmp_path)
    output = folder / "build"
    texts = {"first": REPORT, "again": REPORT + " المكتبة.", "third": OTHER}

    def built():
        put(folder, [{"id": name, "title": name, "text": text, "date": "2017"} for name, text in texts.items()])
        build(load(folder), output)
        found = listed(output / "index", whoosh.open_index)
        assert found == listed(output / "site/index", shards.open_index)
        return found

    assert built() == {"again": ("first",), "book": ()}
    texts["third"] = "المكتبة: " + REPORT  # another joins
    assert {len(ids) for ids in built().values()} == {0, 2}
    assert listed(output / "index", whoosh.open_index)["book"] == ()
    texts["again"] = "المكتبة. " + OTHER[::-1]  # one leaves
    assert built() == {"third": ("first",), "book": (), "again": ()}
    fresh = {leaf.article.id: leaf for leaf in Store(output / "state/leaves.sqlite").leaves(keys(output))}
    write_index(fresh.values(), tmp_path / "alone")
    assert listed(tmp_path / "alone", whoosh.open_index) == built()


def keys(output):
    return list(json.loads((output / "state/index.json").read_text())["leaves"].values())


def test_an_index_without_its_list_of_copies_is_made_whole_again(tmp_path):
    folder = make_archive(tmp_path)
    put(folder, [{"id": name, "title": name, "text": REPORT} for name in ("one", "two")])
    build(load(folder), folder / "build")
    (folder / "build/state/copies.json").unlink()
    build(load(folder), folder / "build")
    assert listed(folder / "build/index", whoosh.open_index) == {"one": ("two",), "book": ()}


@given(
    st.lists(st.tuples(st.sampled_from(["", "2016", "2017-03"]), st.sampled_from([REPORT, OTHER, "قصير"])), max_size=6)
)
def test_pages_and_index_agree_on_what_is_one_report(drawn):
    facts = [fact(f"a{number}", date, text) for number, (date, text) in enumerate(drawn)]
    leaders = reports(map(told, facts))
    groups = {name: {other for other in leaders if leaders[other] == leaders[name]} for name in leaders}
    linked = {
        name: {name, *(copy.card.id for copy in copies if copy.same)}
        for name, copies in arrange(facts, Settings()).copies.items()
        if any(copy.same for copy in copies)
    }
    assert linked == groups
