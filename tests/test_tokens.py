from hypothesis import given
from hypothesis import strategies as st

from texts import any_text
from warraq.fold import fold_text
from warraq.model import Annotation, Article, Leaf
from warraq.search.tokens import title_words, tokens, typed_form
from warraq.words import words


def leaf(text, *repairs):
    notes = [Annotation(text.index(part), text.index(part) + len(part), "repair", value) for part, value in repairs]
    return Leaf(Article("a", "عنوان", text), tuple(notes))


def listed(found, text):
    return [(token.form, token.position, token.width, text[token.start : token.end]) for token in found]


def test_without_repairs_words_are_counted():
    assert [(token.form, token.position) for token in tokens(leaf("قال القاضى، أمس"))] == [
        ("قال", 0), ("القاضي", 1), ("امس", 2),
    ]  # fmt: skip


def test_glued_word_stands_beside_its_two_halves():
    text = "تقود الولاياتالمتحدة حلفا"
    assert listed(tokens(leaf(text, ("الولاياتالمتحدة", "الولايات المتحدة"))), text) == [
        ("تقود", 0, 1, "تقود"),
        ("الولاياتالمتحده", 1, 2, "الولاياتالمتحدة"),
        ("الولايات", 1, 1, "الولايات"),
        ("المتحده", 2, 1, "المتحدة"),
        ("حلفا", 3, 1, "حلفا"),
    ]


def test_clitic_before_a_quotation_is_joined_to_it():
    text = "وصفته ب«النهائى» أمس"
    assert listed(tokens(leaf(text, ("ب«النهائى»", "بالنهائى"))), text) == [
        ("وصفته", 0, 1, "وصفته"),
        ("ب", 1, 1, "ب"),
        ("بالنهايي", 1, 2, "ب«النهائى"),
        ("النهايي", 2, 1, "النهائى"),
        ("امس", 3, 1, "أمس"),
    ]


def test_repair_that_folds_alike_adds_nothing():
    assert len(tokens(leaf("فى البيت", ("فى", "في")))) == 2


def test_vocalised_halves_lead_back_to_their_letters():
    text = "الوِلاياتُالمُتّحدة"
    halves = tokens(leaf(text, (text, "الولايات المتحدة")))[1:]
    assert [text[token.start : token.end] for token in halves] == ["الوِلاياتُ", "المُتّحدة"]


def test_title_made_of_the_text_has_no_words_of_its_own():
    assert title_words(Article("a", "خبر عاجل", "")) == [("خبر", "خبر"), ("عاجل", "عاجل")]
    assert title_words(Article("a", "خبر عاجل", "", meta={"title_from": "lead"})) == []


def test_typed_form_keeps_letters_and_drops_marks():
    assert typed_form("كِتَـابٌ") == "كتاب"
    assert typed_form("ﻣﺪﻳﻨﺔ") == "مدينة"
    assert typed_form("ا\u064e\u0654") == "أ"
    assert typed_form("القاضى") == "القاضى"


@given(any_text(), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), any_text(3)), max_size=4))
def test_tokens_lie_in_the_text_and_lead_on(text, cuts):
    notes = [
        Annotation(start, start + size, "repair", value) for start, size, value in cuts if start + size <= len(text)
    ]
    found = tokens(Leaf(Article("a", "", text), tuple(notes)))
    plain = {(word.form, word.start, word.end) for word in words(text)}
    assert plain <= {(token.form, token.start, token.end) for token in found}
    positions = [token.position for token in found]
    assert positions == sorted(positions)
    assert set(positions) == set(range(max(positions, default=-1) + 1))
    ends = {token.position + token.width for token in found}
    assert ends <= {*positions, max(ends, default=0)}
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert fold_text(token.typed).replace(",", "") == token.form
