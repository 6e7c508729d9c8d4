import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import lexicon
from warraq.conjugate import parses, stems
from warraq.fold import fold_text
from warraq.lexicon import Entry, analyse


@pytest.mark.parametrize(
    ("word", "lemma", "root"),
    [
        ("مدارس", "مدرسة", "درس"),
        ("ومدرستها", "مدرسة", "درس"),
        ("بالمدرسة", "مدرسة", "درس"),
        ("للمدارس", "مدرسة", "درس"),
        ("كتبوا", "كتب", "كتب"),
        ("سيكتبون", "كتب", "كتب"),
        ("يقولون", "قال", "قول"),
        ("قلنا", "قال", "قول"),
        ("استعملت", "استعمل", "عمل"),
        ("وصلوا", "وصل", "وصل"),
        ("يدعون", "دعا", "دعو"),
        ("كبيرة", "كبير", "كبر"),
        ("صغيرتان", "صغير", "صغر"),
    ],
)
def test_inflected_words_lead_to_their_dictionary_form_and_root(word, lemma, root):
    assert analyse(fold_text(word)) == Entry(fold_text(lemma), fold_text(root))


@pytest.mark.parametrize("word", ["", "ق", "warraq", "2017", "زقققطب", "ا" * 1000])
def test_what_is_no_arabic_word_has_neither_lemma_nor_root(word):
    assert analyse(word) == Entry("", "") or len(word) == 1


def test_egyptian_spelling_changes_nothing():
    assert analyse(fold_text("النهائى")) == analyse(fold_text("النهائي"))


def test_a_name_is_told_from_a_common_word():
    assert lexicon.is_name(fold_text("بغداد"))
    assert lexicon.is_name(fold_text("القاهرة"))
    assert not lexicon.is_name(fold_text("مدينة"))


def test_commonness_orders_everyday_words_before_rare_ones():
    assert lexicon.commonness(fold_text("مدينة")) > 10 > lexicon.commonness(fold_text("مستحاثة"))
    assert lexicon.commonness("زقققطب") == -math.inf


def test_the_dictionaries_know_how_a_word_ends():
    assert lexicon.final_letters(fold_text("لبناني")) == "ي"
    assert lexicon.final_letters(fold_text("ملتقى")) == "ى"
    assert lexicon.final_letters(fold_text("حكومة")) == "ة"
    assert lexicon.final_letters("زقققطه") == ""


@pytest.mark.parametrize("verb", ["كتب", "قال", "دعا", "رمى", "وصل", "أراد", "استعمل", "احتل", "ترجم", "شد"])
def test_a_verb_can_be_read_back_from_its_past(verb):
    folded = fold_text(verb)
    assert set(stems(folded)) & set(parses(folded))


@given(st.text(alphabet="ابتدرسعفقكلمنهويءة", max_size=30))
def test_analysis_never_fails_and_gives_folded_words(word):
    folded = fold_text(word)
    entry = analyse(folded)
    assert fold_text(entry.lemma) == entry.lemma
    assert fold_text(entry.root) == entry.root


@given(st.text(max_size=20))
def test_any_text_can_be_asked_for(text):
    assert isinstance(analyse(fold_text(text)), Entry)
