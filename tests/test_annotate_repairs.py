import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.annotate.repairs import annotate
from warraq.model import Article


def _repairs(text):
    return {text[it.start : it.end]: it.value for it in annotate(Article("1", "", text), ())}


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("الولاياتالمتحدة", "الولايات المتحدة"),
        ("والأممالمتحدة", "والأمم المتحدة"),
        ("مدينةالعلم", "مدينة العلم"),
        ("المستشفىالعام", "المستشفى العام"),
        ("علىالأقل", "على الأقل"),
        ("فيالوقت", "في الوقت"),
        ("منذالصباح", "منذ الصباح"),
        ("رئيسالحكومة", "رئيس الحكومة"),
        ("لايمكن", "لا يمكن"),
        ("رئيسُالحكومةِ", "رئيسُ الحكومةِ"),
    ],
)
def test_glued_words_are_offered_as_two(written, mended):
    assert _repairs(f"قيل {written} أمس") == {written: mended}


@pytest.mark.parametrize(
    "word",
    ["والمستشفى", "بالولايات", "وسيكتبونها", "مازالت", "بلقاسم", "عبدالله", "كازاخستان", "اللامركزية", "إستراتيجية"],
)
def test_whole_words_are_left_alone(word):
    assert _repairs(f"قيل {word} أمس") == {}


def test_a_name_used_elsewhere_in_the_article_can_be_parted_from_its_neighbour():
    assert _repairs("قال شنقيطوف إنه قادم. وقابل مديرشنقيطوف في بيته")["مديرشنقيطوف"] == "مدير شنقيطوف"


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("فى", "في"),
        ("الذى", "الذي"),
        ("النهائى", "النهائي"),
        ("العراقى", "العراقي"),
        ("مقاتلى", "مقاتلي"),
        ("والمصرى", "والمصري"),
        ("المدرسه", "المدرسة"),
        ("الحكومه", "الحكومة"),
        ("نقلتة", "نقلته"),
    ],
)
def test_lost_dots_are_given_back(written, mended):
    assert _repairs(f"قيل {written} أمس") == {written: mended}


@pytest.mark.parametrize(
    "word",
    [
        "على",
        "إلى",
        "حتى",
        "متى",
        "مستشفى",
        "المستشفى",
        "هدى",
        "الكبرى",
        "الأولى",
        "أخرى",
        "مصطفى",
        "موسى",
        "ذكرى",
        "مبنى",
        "معنى",
        "استولى",
        "يتلقى",
        "وجهه",
        "المياه",
        "الله",
        "فيه",
        "كتابه",
        "مدرسته",
        "الاتجاه",
        "مكتبة",
        "نكتة",
        "ثابتة",
        "مدرسة",
    ],
)
def test_what_may_be_right_as_it_stands_is_not_touched(word):
    assert _repairs(f"قيل {word} أمس") == {}


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("ب«النهائى", "بالنهائي"),
        ("ل«الجزيرة", "للجزيرة"),
        ('و"القادم', "والقادم"),
    ],
)
def test_a_clitic_before_a_quotation_mark_joins_its_word(written, mended):
    closing = "»" if "«" in written else '"'
    assert _repairs(f"وصفه {written}{closing} أمس") == {written: mended}


def test_missing_spaces_after_marks_and_beside_numbers_are_offered():
    assert _repairs("زار «غزة»ثم عاد") == {"»": "» "}
    assert _repairs("وصل،ثم عاد") == {"،": "، "}
    assert _repairs("انتهى العرض.وخرج الناس") == {".": ". "}
    assert _repairs("في عام2014 هناك") == {"عام2014": "عام 2014"}
    assert _repairs("يوم 15أكتوبر") == {"15أكتوبر": "15 أكتوبر"}


@pytest.mark.parametrize("text", ["3.5 و1,250", "د.أحمد", "في https://example.org/a.b", "و15 وب20", "a@b.org", "(2،5)"])
def test_numbers_addresses_and_initials_have_no_space_to_gain(text):
    assert _repairs(text) == {}


def test_one_span_carries_both_repairs():
    assert _repairs("قيل الجيشالمصرى أمس") == {"الجيشالمصرى": "الجيش المصري"}


_ARABIC = st.text(alphabet='ابتةىيهوفكل الـَ«»"،.15٣ن', max_size=60)


@given(st.one_of(st.text(), _ARABIC))
def test_repairs_lie_in_their_text_and_never_overlap(text):
    end = 0
    for repair in annotate(Article("1", "", text), ()):
        assert end <= repair.start < repair.end <= len(text)
        assert repair.value != text[repair.start : repair.end]
        end = repair.end


def test_a_very_long_run_of_letters_is_no_burden():
    assert _repairs("ى" * 200_000) == {}
    assert _repairs("1" * 200_000 + "ب") == {}
