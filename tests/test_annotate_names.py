import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq.annotate import names
from warraq.annotate.gazetteer import load, names_by_first_word
from warraq.model import Article


def _names(text):
    return [(text[it.start : it.end], it.kind, it.value) for it in names.annotate(Article("1", "", text), ())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("سافر إلى بغداد", ("بغداد", "place", "بغداد")),
        ("عاد من أميركا", ("أميركا", "place", "الولايات المتحدة")),
        ("سفير الولايات المتحدة الأمريكية", ("الولايات المتحدة الأمريكية", "place", "الولايات المتحدة")),
        ("قرب مدينة «عين الصفا» القديمة", ("عين الصفا", "place", "عين الصفا")),
        ("دعت الأمم المتحدة", ("الأمم المتحدة", "organization", "الأمم المتحدة")),
        ("دعا الناتو", ("الناتو", "organization", "حلف شمال الأطلسي")),
        ("بيان وزارة الدفاع الروسية", ("وزارة الدفاع الروسية", "organization", "وزارة الدفاع الروسية")),
        ("بيان وزارة التربية والتعليم", ("وزارة التربية والتعليم", "organization", "وزارة التربية والتعليم")),
        ("في جامعة القاهرة", ("جامعة القاهرة", "organization", "جامعة القاهرة")),
        ("في جامعة الملك سعود", ("جامعة الملك سعود", "organization", "جامعة الملك سعود")),
        ("قال الرئيس حسام البرغوثاني", ("حسام البرغوثاني", "person", "حسام البرغوثاني")),
        ("كتبه أبو فراس الهمذاني", ("أبو فراس الهمذاني", "person", "أبو فراس الهمذاني")),
        ("كتبه عبد الله بن سعيد", ("عبد الله بن سعيد", "person", "عبد الله بن سعيد")),
        ("وقال شنقيطوف إنه", ("شنقيطوف", "person", "شنقيطوف")),
    ],
)
def test_names_are_found_with_their_kind_and_canonical_form(text, found):
    assert _names(text) == [found]


def test_quotation_marks_are_seen_through():
    assert _names("قالت قوات «سوريا الديمقراطية» أمس") == [
        ("قوات «سوريا الديمقراطية»", "organization", "قوات سوريا الديمقراطية")
    ]
    assert _names("تنظيم «داعش» وحده") == [("داعش", "organization", "داعش")]
    assert _names("نقلت وكالة «رويترز» للأنباء") == [("رويترز", "organization", "رويترز")]


@pytest.mark.parametrize(
    ("text", "span"), [("وبالرقة", "الرقة"), ("ولبنان", "لبنان"), ("للعراق", "للعراق"), ("بِلُبنان", "لُبنان")]
)
def test_clitics_stay_outside(text, span):
    assert [name[0] for name in _names(f"اهتم {text}")] == [span]


def test_a_last_name_alone_is_the_person_named_in_full():
    found = _names("وصل الوزير كمال الشنقيطاوي صباحا. ثم تحدث الشنقيطاوي طويلا")
    assert found == [
        ("كمال الشنقيطاوي", "person", "كمال الشنقيطاوي"),
        ("الشنقيطاوي", "person", "كمال الشنقيطاوي"),
    ]


def test_a_last_name_that_two_people_share_is_joined_to_neither():
    found = _names("اجتمع كمال الشنقيطي وسمير الشنقيطي. ثم قال الشنقيطي إنه راض")
    assert [name[2] for name in found] == ["كمال الشنقيطي", "سمير الشنقيطي", "الشنقيطي"]


def test_titles_and_announcers_stay_outside_the_name_and_its_later_mentions_join_it():
    found = _names("التقى الرئيس السوري بشار الأسد وفدا. وقال الأسد إنه راض. ونقلت وكالة «رويترز» الخبر، وزادت رويترز")
    assert [(kind, known_as) for _, kind, known_as in found] == [
        ("person", "بشار الأسد"),
        ("person", "بشار الأسد"),
        ("organization", "رويترز"),
        ("organization", "رويترز"),
    ]


REPORT = (
    "قالت قوات «فجر الشمال»، إنها بدأت هجوما وصفته ب«الواسع» على مدينة «الرقة» السورية لطرد فلول تنظيم «داعش» الإرهابى،"
    " وفقا لما نقلته وكالة «رويترز» للأنباء. وأعلن البيان بدء معركة الشهيد نادر أبو سالم. وذكر مصطفى بدوى أن القافلة"
    " غادرت مع حزب الله اللبنانى. وأكد التحالف الدولى أنه لم يشارك. وفى موسكو، أعلنت وزارة الدفاع الروسية أن وحدات"
    " بقيادة العميد سهيل الحموى دخلت مدينة «الميادين»."
)


def test_a_report_as_egyptian_papers_type_it_has_its_names_with_their_kinds():
    found = {(known_as, kind) for _, kind, known_as in _names(REPORT)}
    assert found >= {
        ("قوات فجر الشمال", "organization"),
        ("الرقة", "place"),
        ("داعش", "organization"),
        ("رويترز", "organization"),
        ("نادر أبو سالم", "person"),
        ("مصطفى بدوي", "person"),
        ("حزب الله", "organization"),
        ("التحالف الدولي", "organization"),
        ("موسكو", "place"),
        ("وزارة الدفاع الروسية", "organization"),
        ("الميادين", "place"),
    }
    assert any(name.startswith("سهيل") and kind == "person" for name, kind in found)


def test_the_dots_of_a_final_letter_change_nothing():
    typed = REPORT.replace("ى", "ي").replace("مصطفي", "مصطفى")
    assert [(start, kind) for start, kind, _ in _names(typed)] == [
        (name.replace("ى", "ي").replace("مصطفي", "مصطفى"), kind) for name, kind, _ in _names(REPORT)
    ]


def test_egyptian_spelling_costs_nothing_and_is_mended_in_the_canonical_form():
    assert _names("أكد التحالف الدولى") == [("التحالف الدولى", "organization", "التحالف الدولي")]
    assert _names("وذكر مصطفى بالى أن") == [("مصطفى بالى", "person", "مصطفى بالي")]


@pytest.mark.parametrize(
    "text",
    [
        "ذهب قبل ذلك إلى سوق كبيرة كانت هناك",
        "أكد على ضرورة العمل",
        "كان دعم مالي كبير",
        "في مشهد من الفيلم",
        "المجلس الجديد والحزب الكبير",
        "حركة السيارات في المدينة",
    ],
)
def test_common_words_are_no_names(text):
    assert _names(text) == []


def test_the_longer_name_wins_and_none_is_within_another():
    assert _names("مجلس الأمن الدولي") == [("مجلس الأمن الدولي", "organization", "مجلس الأمن")]
    assert _names("قرب جامعة بغداد") == [("جامعة بغداد", "organization", "جامعة بغداد")]


def test_a_paragraph_break_ends_a_name():
    assert not any("\n" in name for name, _, _ in _names("قال سمير\nجابر وصل"))


def test_lists_are_folded_and_long_enough():
    lists = load()
    assert len(lists.words["given"]) >= 500
    assert len(lists.words["foreign"]) >= 200
    assert "الولايات" in lists.names


def test_extra_names_are_arranged_longest_first():
    arranged = names_by_first_word({("بيت",): ("place", "ب"), ("بيت", "الحكمه"): ("organization", "ا")})
    assert [tail[0] for tail in arranged["بيت"]] == [("الحكمه",), ()]


_ARABIC = st.lists(
    st.sampled_from(
        [
            "قال",
            "الرئيس",
            "وزارة",
            "مدينة",
            "تونس",
            "محمد",
            "علي",
            "بن",
            "أبو",
            "«داعش»",
            "قوات",
            "المجلس",
            "الوطني",
            "و",
            "ل«",
            "»",
            "\n",
            "في",
            "العربي",
            "عبد",
            "الله",
        ]
    )
).map(" ".join)


@settings(deadline=None)
@given(st.one_of(st.text(), _ARABIC))
def test_names_lie_in_their_text_in_order_and_never_overlap(text):
    end = 0
    for name in names.annotate(Article("1", "", text), ()):
        assert end <= name.start < name.end <= len(text)
        assert name.value
        assert name.kind in {"person", "place", "organization"}
        end = name.end


def test_hostile_texts_are_no_burden():
    assert _names("م" * 200_000) == []
    assert all(len(name.split()) < 20 for name, _, _ in _names("قوات «" * 2_000))
    assert all(len(name.split()) < 20 for name, _, _ in _names("محمد " * 5_000))


@pytest.mark.parametrize(
    "text",
    [
        "قال الراوي إن الملك غضب على وزيره.",
        "كان رأي الراوي في أبطاله حسنا.",
        "رأى الناس فلانا كان كريما، ثم لم يروه.",
        "تسمى هذه الطريقة Monte Carlo method في الكتب.",
    ],
)
def test_stories_and_science_name_nobody(text):
    assert names.names_of(text) == []


def test_a_name_ends_where_a_sign_or_a_gloss_ends_it():
    text = "التقى الرئيس محمود عباس (أبو مازن) الوفد، ثم زار مدينة الرقة Raqqa."
    assert ("محمود عباس", "person") in {(text[name.start : name.end], name.kind) for name in names.names_of(text)}
    assert ("الرقة", "place") in {(text[name.start : name.end], name.kind) for name in names.names_of(text)}
