import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import any_text
from warraq.annotate.numbers import annotate
from warraq.model import Article

FILE = Path(__file__).parent / "data" / "numbers.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def numbers(text):
    return [(text[found.start : found.end], found.value) for found in annotate(Article("a", "", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دفع ١٬٢٥٠ دينارا", [("١٬٢٥٠ دينارا", "1250 dinar")]),
        ("مساحته 12,5 هكتارا", [("12,5 هكتارا", "12.5 har")]),
        ("وزنه 0,250 كيلوغرام", [("0,250 كيلوغرام", "0.25 kg")]),
        ("بيع 1.250.000 كتاب و2.000 مجلة", [("1.250.000", "1250000"), ("2.000", "2000")]),
        ("جمعوا 10 000 درهم", [("10 000 درهم", "10000 dirham")]),
        ("ارتفع ۳٫۵ في المئة", [("۳٫۵ في المئة", "3.5%")]),
        ("نسبة %24.01 ثم 5 بالمائة ثم 7٪", [("%24.01", "24.01%"), ("5 بالمائة", "5%"), ("7٪", "7%")]),
        ("خسرت 3.5 ملايين دولار", [("3.5 ملايين دولار", "3500000 USD")]),
        ("زرعوا نحو 20 ألف نخلة", [("20 ألف", "20000")]),
        ("قتل 25 ألفا و300 جندي", [("25 ألفا و300", "25300")]),
        ("ثلاثة ملايين و500 ألف نسمة", [("ثلاثة ملايين و500 ألف", "3500000")]),
        ("نصف مليون زائر ومليون ونصف المليون كتاب", [("نصف مليون", "500000"), ("مليون ونصف المليون", "1500000")]),
        ("حفظ مئة وخمسة وعشرين بيتا", [("مئة وخمسة وعشرين", "125")]),
        ("مِئَةٌ وخَمْسَةٌ وعِشْرونَ كِتاباً", [("مِئَةٌ وخَمْسَةٌ وعِشْرونَ", "125")]),
        ("ثلاثة آلاف وخمسمئة كتاب", [("ثلاثة آلاف وخمسمئة", "3500")]),
        (
            "صرف ثلاثمائة جنيه وتلتميت قرش وتلاتين مليما",
            [("ثلاثمائة جنيه", "300 pound"), ("تلاتين مليما", "30 millime")],
        ),
        ("رأيت أحد عشر كوكبا واثنتي عشرة نجمة", [("أحد عشر", "11"), ("اثنتي عشرة", "12")]),
        ("مليونان من الطيور، سبعة عشر ألف بيت", [("مليونان", "2000000"), ("سبعة عشر ألف", "17000")]),
        ("ألفا كتاب، 25 ألفا، كسب مليونا", [("ألفا", "2000"), ("25 ألفا", "25000"), ("مليونا", "1000000")]),
        ("عمرها واحدا و عشرون عاما", [("واحدا و عشرون عاما", "21 a")]),
        ("وبعشرين فخمسين ولثلاثين", [("عشرين", "20"), ("خمسين", "50"), ("ثلاثين", "30")]),
        ("خمس مئة ألف وألف وتسعمئة وستة وخمسون", [("خمس مئة ألف", "500000"), ("ألف وتسعمئة وستة وخمسون", "1956")]),
        ("في ب5 ولايات وال15 دولة", [("5", "5"), ("15", "15")]),
        ("فاز بنتيجة 6-4 بعد 10-15 دقيقة", [("6", "6"), ("4", "4"), ("10", "10"), ("15", "15")]),
        ("ثلاثة وأربعة", [("ثلاثة", "3"), ("أربعة", "4")]),
        ("ست ساعات وعشر سنوات", [("ست ساعات", "6 h"), ("عشر سنوات", "10 a")]),
        ("بألف دينار", [("ألف دينار", "1000 dinar")]),
    ],
)
def test_a_number_has_its_span_and_value(text, expected):
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قالت الست للرجل شيئا",
        "ألف الرجل كتابا",
        "واحد من الناس وأحد الشهود",
        "مئات الناس وآلاف الطيور وملايين الزوار",
        "عام 2014 وفي 2011 ومنذ سنة 1956 م",
        "يوم 15 أكتوبر ومن 12 إلى 15 أكتوبر",
        "الساعة 10:30 والتاريخ 15/10/2017",
        "هاتف G20 وكوفيد19 و5G وGBU-43",
        "الساعة الحادية عشرة في القرن التاسع عشر",
        "شرب مية باردة",
        "عاشوا في 1438 هـ (2010)",
        "خادم على 192.168.10.1",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text):
    assert numbers(text) == []


@given(st.integers(min_value=3, max_value=999_999_999))
def test_digits_of_any_script_are_read(number):
    eastern = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert numbers(f"بلغ {eastern}، لا غير") == [(eastern, str(number))]


@given(any_text(30))
def test_any_text_gives_numbers_within_it(text):
    for found in annotate(Article("a", "", text)):
        assert 0 <= found.start < found.end <= len(text)
        assert float(str(found.value).removesuffix("%").split()[0]) >= 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_money_measures_and_percentages_have_a_machine_value(case):
    assert numbers(case["text"]) == [(entry["text"], entry["value"]) for entry in case["expect"]]


def test_there_are_enough_cases():
    assert sum(len(case["expect"]) for case in CASES) >= 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("باع 20 دولارًا", [("20 دولارًا", "20 USD")]),
        ("باع 20 دينارا تونسيًّا", [("20 دينارا تونسيًّا", "20 TND")]),
        ("بلغ 30 درجة", [("30 درجة", "30 deg")]),
        ("قرأ 20 سطرا", [("20", "20")]),
        ("ربح 20 و30 دولارا", [("20", "20"), ("30 دولارا", "30 USD")]),
    ],
)
def test_units_are_read_through_tashkeel_and_only_beside_the_number(text, expected):
    assert numbers(text) == expected
