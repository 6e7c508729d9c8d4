import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import any_text
from warraq import sounds
from warraq.fold import fold_text
from warraq.readings import read
from warraq.rules import RULES

TESTS = RULES["sounds"]["tests"]
letters = st.text(alphabet="ابتجدرسشغفقكلمنهوي", max_size=12)


@pytest.mark.parametrize(("one", "other"), TESTS["same"])
def test_spellings_of_a_foreign_name_are_alike(one, other):
    one, other = fold_text(one), fold_text(other)
    assert sounds.alike(one, other)
    assert {*sounds.keys(one)} & {*sounds.keys(other)}


@pytest.mark.parametrize(("one", "other"), TESTS["apart"])
def test_other_names_stay_apart(one, other):
    assert not sounds.alike(fold_text(one), fold_text(other))


@given(letters, letters)
def test_likeness_goes_both_ways(one, other):
    assert sounds.alike(one, other) == sounds.alike(other, one)


@given(any_text())
def test_any_text_is_like_itself_or_no_name(text):
    assert sounds.alike(text, text) == bool(sounds.keys(text))
    assert all(map(sounds.is_key, sounds.keys(text)))


@pytest.mark.parametrize("word", ["كتاب", "مدرسة", "محمود", "سليم", "مبارك", "يكتبون", "بركان"])
def test_arabic_words_are_no_foreign_names(word):
    assert not any(map(sounds.is_key, read(fold_text(word)).lemmas))


@pytest.mark.parametrize("word", ["كلنتون", "هتلر", "شيكسبير", "وسامسونغ"])
def test_foreign_names_are(word):
    assert any(map(sounds.is_key, read(fold_text(word)).lemmas))
