import importlib.util
import math
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import dictionaries, lexicon, roots
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
        ("يقرؤون", "قرأ", "قرأ"),
        ("يقرأ", "قرأ", "قرأ"),
        ("بالحكمة", "حكمة", "حكم"),
        ("والجمع", "جمع", "جمع"),
    ],
)
def test_inflected_words_lead_to_their_dictionary_form_and_root(word, lemma, root):
    assert analyse(fold_text(word)) == Entry(fold_text(lemma), fold_text(root))


@pytest.mark.parametrize("word", ["", "ق", "warraq", "2017", "زقققطب", "ا" * 1000])
def test_what_is_no_arabic_word_has_neither_lemma_nor_root(word):
    assert analyse(word) == Entry("", "") or len(word) == 1


@pytest.mark.parametrize("word", ["الله", "لله", "بالله", "والله"])
def test_god_is_no_preposition(word):
    assert analyse(fold_text(word)) == Entry("الله", "اله")


@pytest.mark.parametrize(
    ("lemma", "root"),
    [
        ("قيمة", "قوم"), ("شدة", "شدد"), ("تسمية", "سمو"), ("نام", "نوم"), ("صلة", "وصل"), ("إيقاف", "وقف"),
        ("استقامة", "قوم"), ("ثلاثون", "ثلث"), ("برهان", "برهن"), ("ازدهر", "زهر"), ("وسوس", "وسوس"),
    ],
)  # fmt: skip
def test_a_root_is_found_behind_weak_and_doubled_consonants(lemma, root):
    assert roots.root(fold_text(lemma)) == root


def test_a_name_of_another_language_has_no_root():
    assert [roots.root(fold_text(name)) for name in ("واشنطن", "هوليوود", "فيسبوك")] == ["", "", ""]


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


def test_the_table_is_what_its_tool_makes():
    if not all(map(importlib.util.find_spec, ("simplemma", "arramooz"))):
        pytest.skip("the packages that the table is made of are not installed")
    tool = Path(__file__).parent.parent / "tools" / "make_lexicon.py"
    assert subprocess.run([sys.executable, tool, "--check"], check=False).returncode == 0


def test_the_table_tells_all_it_has_of_a_word():
    word = dictionaries.look_up(fold_text("كاتب"))
    assert word.lemmas[0] == "كاتب"
    assert {(use.part, use.vocalised) for use in word.readings} >= {("NOUN", "كاتِب")}
    assert word.root == "كتب"
    assert word.nominal > 10
    assert dictionaries.verbs("كتب0") == ("كتب",)


@given(st.text(alphabet="ابتكم0123\t\n:=? ", max_size=12))
def test_no_text_breaks_into_the_table(text):
    for found in (dictionaries.look_up(text), dictionaries.look_up(text + "\t")):
        assert found is None or text.isalpha()
    assert all(verb.isalpha() for verb in dictionaries.verbs(text))
