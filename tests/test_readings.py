import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import lexicon
from warraq.fold import fold_text
from warraq.readings import read


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("مشاهد", "مشهد"), ("والمدافع", "مدفع"), ("مقاطع", "مقطع"), ("الرماح", "رمح"), ("قلاع", "قلعة"),
        ("نوافذ", "نافذة"), ("أجداد", "جد"), ("بالجنود", "جندي"), ("طرق", "طريق"), ("طالبان", "طالب"),
    ],
)  # fmt: skip
def test_a_broken_plural_is_found_by_its_singular(plural, singular):
    assert fold_text(singular) in read(fold_text(plural)).lemmas


@pytest.mark.parametrize(
    ("word", "friend"),
    [
        ("شرطة", "شرط"), ("شرط", "شرطة"), ("طائرة", "طائر"), ("نقابة", "نقاب"), ("معاملة", "معمل"),
        ("صلابة", "صلب"), ("إسلام", "سلم"), ("لعبة", "لاعب"), ("كتاب", "كاتب"), ("لبنان", "لبن"), ("عمان", "عم"),
    ],
)  # fmt: skip
def test_false_friends_stay_apart(word, friend):
    assert fold_text(friend) not in read(fold_text(word)).lemmas


@given(st.text(alphabet="ابتدرسعفقكلمنهويءة", max_size=20).map(fold_text))
def test_the_likeliest_reading_comes_first(word):
    likeliest = lexicon.analyse(word)
    assert read(word).lemmas[:1] == ((likeliest.lemma,) if likeliest.lemma else read(word).lemmas[:1])
    assert len(set(read(word).lemmas)) == len(read(word).lemmas)
