import pytest
from hypothesis import given

from texts import any_text
from warraq.rules import RULES
from warraq.stem import stem
from warraq.words import forms


@pytest.mark.parametrize(("form", "expected"), RULES["stem"]["tests"])
def test_the_rules_examples(form, expected):
    assert stem(form) == expected


@given(any_text())
def test_a_stem_is_a_part_of_its_word_and_not_too_short(text):
    for form in forms(text):
        assert stem(form) in form
        assert len(stem(form)) >= min(len(form), RULES["stem"]["least"])
