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
    ("word", "lemmas"),
    [
        ("وقع", ["وقع", "واقع"]), ("تأكل", ["أكل", "تآكل"]), ("يرد", ["رد", "ورد", "أراد"]),
        ("شباب", ["شباب", "شاب"]),
    ],
)  # fmt: skip
def test_a_word_is_found_by_each_lemma_that_is_likely(word, lemmas):
    assert {fold_text(lemma) for lemma in lemmas} <= {*read(fold_text(word)).lemmas}


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("قاضٍ", "قاضي"), ("وقاض", "القاضي"), ("محام", "محامي"), ("ثان", "ثاني"), ("مشتر", "مشتري"),
        ("يؤدي", "أدى"), ("تؤدون", "أدى"), ("جئنا", "جاء"), ("أبوه", "أب"), ("لأخيهم", "أخ"), ("أفلام", "فيلم"),
        ("مئتين", "مئة"), ("النساء", "امرأة"), ("جاؤوا", "جاء"), ("قرؤوا", "قرأ"), ("بدؤوا", "بدأ"),
    ],
)  # fmt: skip
def test_what_a_word_lost_or_changed_is_found(word, lemma):
    assert {*read(fold_text(lemma)).lemmas} & {*read(fold_text(word)).lemmas}


@pytest.mark.parametrize("word", ["رام", "عام", "مقام", "باب"])
def test_not_every_word_lost_a_letter(word):
    assert fold_text(word + "ي") not in read(fold_text(word)).lemmas


@pytest.mark.parametrize(("word", "lemma"), [("وردة", "رد"), ("نقل", "قال"), ("ننقل", "قال")])
def test_clitics_and_rare_persons_hide_no_word_in_another(word, lemma):
    assert fold_text(lemma) not in read(fold_text(word)).lemmas


@pytest.mark.parametrize(
    ("word", "particle"),
    [
        ("وفاة", "في"), ("ليون", "أن"), ("فيينا", "أن"), ("سيميوني", "ما"), ("بني", "هو"), ("لتثمين", "ثم"),
        ("تولي", "إلى"),
    ],
)  # fmt: skip
def test_no_word_is_a_form_of_a_particle_that_has_none(word, particle):
    assert fold_text(particle) not in read(fold_text(word)).lemmas


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
