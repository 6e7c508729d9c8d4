import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import any_text
from warraq.model import LEVELS
from warraq.rules import RULES
from warraq.search.query import FIELDS, TERMS, parse
from warraq.search.wildcards import wildcard

OPERATORS = [
    '"', "«", "»", "“", "(", ")", "-", "+", "~", "~3", "*", "?", "؟", ":", "AND", "OR", "NOT", "أو", "و", "ليس", "ليس:",
    "date:", "تاريخ:2013", "..", "2013..2015", "مصدر:", "source:", "جذر:", "root:كتب", " ", "كتاب", "في", "ب«",
]  # fmt: skip


def lean(node):
    """A tree one can read: words by their form, without places."""
    if isinstance(node, list):
        return [lean(part) for part in node]
    if isinstance(node, dict):
        if node.get("op") == "word":
            return node["word"] + (f" ({node['level']})" if "level" in node else "")
        if node.get("rank") == []:
            node = {key: value for key, value in node.items() if key != "rank"}
        return {key: lean(value) for key, value in node.items() if key not in {"start", "end"}}
    return node


def tree(text):
    return lean(parse(text).tree)


def phrase(*words):
    return {"op": "phrase", "words": list(words)}


def anyone(*nodes):
    return {"op": "any", "of": list(nodes)}


def every(*nodes):
    return {"op": "all", "of": list(nodes)}


def without(node):
    return {"op": "not", "of": node}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("النهائى", "النهايي"),
        ("قوات سوريا", anyone("قوات", "سوريا")),
        ("غزة،بيروت", anyone("غزه", "بيروت")),
        ('"مجلس الشورى"', phrase("مجلس", "الشوري")),
        ("«مجلس الشورى»", phrase("مجلس", "الشوري")),
        ("“مجلس الشورى”", phrase("مجلس", "الشوري")),
        ("ب«النهائى»", phrase("النهايي")),
        ("سوريا -العراق", every("سوريا", without("العراق"))),
        ('سوريا -"مجلس الأمن"', every("سوريا", without(phrase("مجلس", "الامن")))),
        ("-العراق", every({"op": "everything"}, without("العراق"))),
        ("سوريا NOT العراق", every("سوريا", without("العراق"))),
        ("سوريا ليس العراق", every("سوريا", without("العراق"))),
        ("سوريا ليس:العراق", every("سوريا", without("العراق"))),
        ("+سوريا", "سوريا"),
        ("سوريا AND العراق", every("سوريا", "العراق")),
        ("سوريا OR العراق", anyone("سوريا", "العراق")),
        ("سوريا AND العراق OR لبنان", anyone(every("سوريا", "العراق"), "لبنان")),
        ("(سوريا OR العراق) AND لبنان", every(anyone("سوريا", "العراق"), "لبنان")),
        ('"أ ب" أو "ج د"', anyone(phrase("ا", "ب"), phrase("ج", "د"))),
        ('"أ ب" و "ج د"', every(phrase("ا", "ب"), phrase("ج", "د"))),
        ("سوريا ~ العراق", {"op": "near", "words": ["سوريا", "العراق"], "within": 5}),
        ('"سوريا العراق"~٨', {"op": "near", "words": ["سوريا", "العراق"], "within": 8}),
        ("مدرس*", {"op": "wildcard", "pattern": "مدرس*"}),
        ("م?رسة", {"op": "wildcard", "pattern": "م?رسه"}),
        ("جذر:كتب", "كتب (root)"),
        ("root:كتب", "كتب (root)"),
        ("مدخل:كتاب", "كتاب (lemma)"),
        ("مصدر:رويترز", {"op": "field", "field": "source", "words": ["رويترز"]}),
        ('source:"وكالة رويترز"', {"op": "field", "field": "source", "words": ["وكاله", "رويترز"]}),
        ("شخص:«سهيل الحسن»", {"op": "field", "field": "person", "words": ["سهيل", "الحسن"]}),
        ("تاريخ:٢٠١٣", {"op": "date", "from": 20130101, "to": 20131231}),
        ("date:2013-05..2014", {"op": "date", "from": 20130501, "to": 20141231}),
        ("date:..2014-02-03", {"op": "date", "from": 0, "to": 20140203}),
        ("date:2017-10", {"op": "date", "from": 20171001, "to": 20171031}),
        ("*", {"op": "everything"}),
        ("", {"op": "nothing"}),
        ("؟!", {"op": "nothing"}),
    ],
)
def test_language(text, expected):
    assert tree(text) == expected
    assert parse(text).notes == ()


def test_common_words_are_left_out_beside_others():
    assert tree("ما هي الرقة") == "الرقه"
    assert tree("في من") == anyone("في", "من")


def test_words_beside_a_phrase_only_rank():
    assert tree('"مجلس الشورى" البلد') == {"op": "all", "of": [phrase("مجلس", "الشوري")], "rank": ["البلد"]}


def test_phrase_in_a_sentence_ranks_and_finds_as_words():
    text = 'ما قال مخرج فيلم "غدوة حي" أمس'
    query = parse(text)
    assert query.notes == ("search.quote_ranks",)
    assert lean(query.tree) == anyone("مخرج", "فيلم", phrase("غدوه", "حي"), "غدوه", "حي")
    demanded = parse(text.replace('"غ', '+"غ'))
    assert demanded.notes == ()
    assert lean(demanded.tree["of"]) == [phrase("غدوه", "حي")]


def test_arabic_operators_are_words_where_a_sentence_may_stand():
    assert tree("العلم ليس سهلا للناس") == anyone("العلم", "سهلا", "للناس")
    assert tree("الحرب أو السلام") == anyone("الحرب", "السلام")
    assert tree("ليس") == "ليس"
    assert tree('"ليس"') == phrase("ليس")
    quoted = 'مدير السوق الكبير : أسعار "التمور" و ليست للبيع'
    assert parse(quoted).tree["op"] == "any"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ('"مجلس الشورى', "search.unclosed_quote"),
        ("date:أمس", "search.bad_date"),
        ("date:2013-13", "search.bad_date"),
        ("سوريا AND", "search.operator_alone"),
        ("~ سوريا", "search.near_alone"),
        ("كلمة " * (TERMS + 1), "search.too_long"),
        ("ك" * 2000, "search.too_long"),
    ],
)
def test_what_cannot_be_read_is_searched_as_words_with_a_note(text, note):
    query = parse(text)
    assert note in query.notes
    assert query.tree["op"] != "nothing"


def test_every_field_has_an_arabic_name():
    for field, names in FIELDS.items():
        for name in (field, *names):
            assert tree(f"{name}:كلمة") == {"op": "field", "field": field, "words": ["كلمه"]}


def test_every_level_can_be_asked_for_by_its_names():
    assert tuple(RULES["query"]["levels"]) == LEVELS
    for level, names in RULES["query"]["levels"].items():
        for name in (level, *names):
            assert tree(f"{name}:كلمة") == f"كلمه ({level})"


def test_places_lead_back_to_what_was_typed():
    text = "«مجلس الشورى» -مِصْر"
    words, excluded = parse(text).tree["of"]
    assert [text[word["start"] : word["end"]] for word in words["words"]] == ["مجلس", "الشورى"]
    assert text[excluded["of"]["start"] : excluded["of"]["end"]] == "مِصْر"


@given(
    st.one_of(
        st.text(st.characters(), max_size=80),
        any_text(),
        st.lists(st.one_of(st.sampled_from(OPERATORS), st.text(max_size=3)), max_size=14).map("".join),
    ),
    st.sampled_from(LEVELS),
)
def test_nothing_typed_raises(text, level):
    query = parse(text, level)
    assert query.text == text
    assert json.loads(json.dumps(query.tree)) == query.tree


def test_deep_parentheses_do_not_overflow():
    assert lean(parse("(" * 900 + "سوريا").tree) == "سوريا"


@pytest.mark.parametrize(
    ("pattern", "word", "fits"),
    [
        ("كتا*", "كتاب", True), ("م?رسه", "مدرسه", True), ("م?رسه", "مدارسه", False), ("*1*2", "112", True),
        ("ا*" * 40 + "ب", "ا" * 400, False), ("ا*" * 40 + "ب", "ا" * 400 + "ب", True), ("*", "", True),
        ("*اب*اب", "اباب", True), ("*اب*اب", "اب", False),
    ],
)  # fmt: skip
def test_a_pattern_fits_whole_words_and_none_takes_long(pattern, word, fits):
    assert bool(wildcard(pattern).fullmatch(word)) is fits
