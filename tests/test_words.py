import pytest
from hypothesis import given

from texts import any_text
from warraq.fold import fold_text
from warraq.rules import RULES
from warraq.words import forms, words


@pytest.mark.parametrize(("text", "expected"), RULES["words"]["tests"])
def test_the_rules_examples(text, expected):
    assert forms(text) == expected


def test_a_vocalised_word_is_one_word_with_its_tashkeel():
    text = "صدر كِتَابٌ جديد"
    assert [text[word.start : word.end] for word in words(text)] == ["صدر", "كِتَابٌ", "جديد"]


def test_a_number_with_its_separators_is_one_word():
    assert forms("١٬٢٥٠ و1,250 و٣٫٥٪") == ["1250", "و", "1250", "و", "3.5"]


@given(any_text())
def test_words_stand_in_order_within_the_text_and_say_its_letters(text):
    found = words(text)
    assert [word.form for word in found] == forms(text)
    last = 0
    for word in found:
        assert last <= word.start < word.end <= len(text)
        last = word.start  # a ligature of several words holds them all at one place
        assert word.form
        assert word.form in fold_text(text[word.start : word.end]).replace(",", "")


@given(any_text())
def test_folding_first_changes_no_word(text):
    assert forms(text) == forms(fold_text(text))
