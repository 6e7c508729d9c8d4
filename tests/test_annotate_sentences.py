import pytest
from hypothesis import example, given

from texts import any_text
from warraq.annotate.sentences import annotate
from warraq.model import Article


def sentences(text):
    return [text[found.start : found.end] for found in annotate(Article("a", "", text))]


@pytest.mark.parametrize(
    "text",
    [
        "التقى د. أحمد بالمدير م. ص. فؤاد في مكتبه.",
        "بلغ السعر 3.5 دينارا و٣.٥ درهما.",
        "عاد في 15.10.2017 إلى البيت.",
        "راسلونا على info@site.org أو www.site.org/a.html الآن.",
        "مات في سنة 332 ق.م. ببابل.",
        "كتب هـ. ويلز قصته (ق.م.) كما زعم (!) ثم نام.",
        "قالت: «أحقا؟»، ثم سكتت.",
        "فيلم .. كوميدي جديد...",
        "ولد سنة 583 هـ وتوفي بعدها",
        "قال أ.د. سعيد إن الأمر بسيط.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نعم. لا! كيف؟ حسنا… انتهى.", ["نعم.", "لا!", "كيف؟", "حسنا…", "انتهى."]),
        ("قال: «نعم. لا أدري.» ثم سكت.", ["قال: «نعم.", "لا أدري.»", "ثم سكت."]),
        ("قال: «سأعود غدا». وخرج.", ["قال: «سأعود غدا».", "وخرج."]),
        ("انتهى الأمر.ثم مضى الرجل.", ["انتهى الأمر.", "ثم مضى الرجل."]),
        ("نعم . وقال لا . . . ثم مضى", ["نعم .", "وقال لا . . .", "ثم مضى"]),
        ("كان ذلك عام 2014. وقال الرجل", ["كان ذلك عام 2014.", "وقال الرجل"]),
        ("سنة 1438 هـ. وقال الملك ذلك.", ["سنة 1438 هـ.", "وقال الملك ذلك."]),
        ("1. البند الأول\n2. البند الثاني", ["1. البند الأول", "2. البند الثاني"]),
        ("يا ليل الصب\n  متى غده \n\nأقيام الساعة", ["يا ليل الصب", "متى غده", "أقيام الساعة"]),
        ('أهذا حق؟ نعم. ".', ["أهذا حق؟", 'نعم. ".']),
        ("كِتابٌ. شهـــر.", ["كِتابٌ.", "شهـــر."]),
    ],
)
def test_sentences_end_where_a_reader_stops(text, expected):
    assert sentences(text) == expected


def test_they_are_numbered_from_one_through_all_paragraphs():
    assert [found.value for found in annotate(Article("a", "", "مضى العام. عاد الصيف!\nنام الطفل"))] == ["1", "2", "3"]


def test_a_long_sentence_without_a_stop_stays_whole():
    text = "كلمة " * 400 + "أخيرة"
    assert sentences(text) == [text]


@given(any_text(30))
@example(". . .\n.»")
@example("(؟) ...")
def test_every_word_is_in_just_one_sentence(text):
    end = 0
    for number, found in enumerate(annotate(Article("a", "", text)), start=1):
        assert found.value == str(number)
        assert end <= found.start < found.end <= len(text)
        assert not text[end : found.start].strip()
        piece = text[found.start : found.end]
        assert piece == piece.strip()
        assert "\n" not in piece
        end = found.end
    assert not text[end:].strip()
