"""Laws 1 and 2: folding keeps its source and leads back; folding twice equals folding once."""

import pytest
from hypothesis import given
from pyarabic import araby

from texts import any_text
from warraq.fold import fold, fold_text, unfold
from warraq.rules import RULES

EXAMPLES = [(rule["name"], written, folded) for rule in RULES["fold"] for written, folded in rule["tests"]]


@pytest.mark.parametrize(("name", "written", "folded"), EXAMPLES)
def test_every_rule_does_what_it_says(name, written, folded):
    assert fold_text(written) == folded, name


def test_every_rule_says_why_and_shows_it():
    for rule in RULES["fold"]:
        assert rule["why"]
        assert rule["tests"]


def test_every_character_folds_to_what_stays_as_it_is():
    points = (point for point in range(0x110000) if not 0xD800 <= point < 0xE000)
    restless = [hex(point) for point in points if fold_text(fold_text(chr(point))) != fold_text(chr(point))]
    assert restless == []


@given(any_text())
def test_folding_keeps_its_source_and_leads_back(text):
    folded = fold(text)
    assert folded.source == text
    assert len(folded.origin) == len(folded.text) + 1
    assert list(folded.origin) == sorted(folded.origin)
    assert folded.origin[-1] == len(text)
    for place, character in enumerate(folded.text):
        assert character in fold_text(text[folded.origin[place]])


@given(any_text())
def test_folding_twice_equals_folding_once(text):
    once = fold(text).text
    assert fold(once).text == once == fold_text(text)


@given(any_text(), any_text())
def test_folding_knows_no_context(left, right):
    assert fold_text(left + right) == fold_text(left) + fold_text(right)


def test_a_span_leads_back_with_its_tashkeel_but_without_directional_controls():
    folded = fold("قرأ كِتَابًا\u200f.")
    start = folded.text.index("كتاب")
    assert "قرأ كِتَابًا\u200f."[slice(*unfold(folded, start, start + 5))] == "كِتَابًا"


def test_a_ligature_of_many_letters_leads_back_to_itself():
    folded = fold("ﷺ")
    assert folded.text == "صلي الله عليه وسلم"
    assert unfold(folded, 4, 8) == (0, 1)


def test_nothing_of_pyarabics_tables_is_missing():
    assert all(fold_text(mark) == "" for mark in (*araby.TASHKEEL, araby.TATWEEL, *araby.SMALL))
    assert {fold_text(alef) for alef in araby.ALEFAT if alef != araby.ALEF_MAKSURA} <= {"ا", ""}
    assert all(fold_text(form) == fold_text(araby.normalize_ligature(form)) for form in araby.LIGUATURES)
    for word in ("مسؤول", "مسئول", "أُمّة", "إلى", "شيء"):
        assert fold_text(word) == fold_text(araby.strip_tashkeel(word))
    indic = dict(zip(araby.NUMBERS_EAST + araby.NUMBERS_PERS, "0123456789" * 2, strict=False))
    assert all(fold_text(digit) == ascii_digit for digit, ascii_digit in indic.items())
