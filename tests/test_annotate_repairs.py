import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.annotate.glued import cut
from warraq.annotate.repairs import SAFE, annotate, is_refusal, proposals
from warraq.model import Annotation, Article


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
        ("وزيرالتعليم", "وزير التعليم"),
        ("مساعدةعاجلة", "مساعدة عاجلة"),
        ("التعليموزارة", "التعليم وزارة"),
        ("مايحدث", "ما يحدث"),
        ("ولاتزال", "ولا تزال"),
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


def test_a_doubtful_repair_is_listed_and_not_made():
    text = "قيل ماصرح به أمس"
    (slip,) = proposals(text)
    assert (slip.mended, slip.rule, slip.safe) == ("ما صرح", "glued", False)
    assert 0 < slip.confidence < SAFE
    assert _repairs(text) == {}


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("إستعمال", "استعمال"),
        ("والإنتخاب", "والانتخاب"),
        ("اعلامي", "إعلامي"),
        ("الاسبوع", "الأسبوع"),
        ("لإفتتاح", "لافتتاح"),
    ],
)
def test_a_hamza_is_a_matter_of_house_style_and_only_listed(written, mended):
    (slip,) = proposals(f"قيل {written} هناك")
    assert (slip.mended, slip.rule, slip.safe) == (mended, "hamza", False)


@pytest.mark.parametrize("word", ["أعتقد", "احكام", "أحكام", "إحكام", "استعمال", "إعلام", "الأسبوع", "اسم", "كاميرا"])
def test_a_hamza_that_may_be_right_is_not_listed(word):
    assert proposals(f"قيل {word} هناك") == []


def test_nothing_is_said_of_what_people_mended_or_left_as_it_is():
    text = "زار الولاياتالمتحدة فى مايو"
    said = Annotation(4, 19, "repair", "الولايات المتّحدة", "repairs.tsv")
    as_it_is = Annotation(20, 22, "repair", "فى", "repairs.tsv")
    assert [it.value for it in annotate(Article("1", "", text), ())] == ["الولايات المتحدة", "في"]
    assert list(annotate(Article("1", "", text), (said, as_it_is))) == []
    assert [is_refusal(note, text) for note in (said, as_it_is)] == [False, True]


@given(st.text(alphabet="ابتةىيهوفكلمنسر", max_size=30))
def test_a_cut_lies_within_the_word(form):
    found = cut(form)
    assert found is None or (0 < found.at < len(form) and 0 <= found.confidence <= 1)
