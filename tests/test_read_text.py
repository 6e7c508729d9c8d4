"""What becomes of a text and its fields: encodings, cleaning, dates, titles."""

import codecs
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from warraq.model import Article
from warraq.read import Problem, read
from warraq.read.clean import clean_line, clean_text, is_blank
from warraq.read.datestamp import datestamp
from warraq.read.decode import find_encoding
from warraq.read.title import title_from_lead
from warraq.settings import Settings

TEXT = "قال أمين المكتبة إن «المخطوطات» بخير، وإن عددها ٤٧٥ مخطوطة؛ فهل تُعرض؟"


def read_bytes(folder: Path, content: bytes, name="a.txt", **settings):
    (folder / name).write_bytes(content)
    found = list(read([folder / name], Settings(root=folder, **settings)))
    return [a for a in found if isinstance(a, Article)], [p for p in found if isinstance(p, Problem)]


# --- encodings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-8-sig"), "read.byte_order_mark"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16 LE"),
        (TEXT.encode("utf-16-be"), "UTF-16 BE"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "UTF-32"),
        (TEXT.replace("٤٧٥", "475").encode("cp1256"), "Windows-1256"),
    ],
)
def test_every_encoding_gives_the_same_text_and_is_told(tmp_path, content, told):
    (article,), problems = read_bytes(tmp_path, content)
    assert article.text in {TEXT, TEXT.replace("٤٧٥", "475")}
    assert not any(p.grave for p in problems)
    assert [p.values.get("encoding", p.key) for p in problems] == ([told] if told else [])


def test_json_lines_and_tables_in_other_encodings(tmp_path):
    line = '{"id": "x", "text": "نص عربي طويل بعض الشيء"}\r\n{"id": "y", "text": "نص ثان"}\r\n'
    for encoding in ("cp1256", "utf-16", "utf-16-le", "utf-8-sig"):
        found, _ = read_bytes(tmp_path, line.encode(encoding), "a.jsonl")
        assert [(a.id, a.meta["line"]) for a in found] == [("x", "1"), ("y", "2")], encoding
    found, _ = read_bytes(tmp_path, "id;text\r\nx;نص عربي\r\n".encode("utf-16"), "a.csv")
    assert [a.text for a in found] == ["نص عربي"]


def test_one_bad_byte_is_told_with_its_line_and_is_not_taken_for_another_encoding(tmp_path):
    content = (TEXT + "\n").encode() * 3 + "سطر مخطئ ".encode() + b"\xe3\n" + TEXT.encode()
    found, problems = read_bytes(tmp_path, content)
    assert found == []
    assert [(p.key, p.line, p.values["byte"], p.grave) for p in problems] == [("read.bad_byte", 4, "0xE3", True)]


@pytest.mark.parametrize(
    "content",
    [
        "Les élèves fêtent Noël à l'école".encode("cp1252"),  # Latin letters are not Arabic
        TEXT.replace("؟", "").encode("iso-8859-6", "ignore"),  # Arabic letters in other places
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        codecs.BOM_UTF16_LE + b"\x00\xd8a",
    ],
)
def test_what_no_encoding_fits_is_refused_with_a_place(tmp_path, content):
    found, problems = read_bytes(tmp_path, content)
    assert found == []
    assert [p.key for p in problems] == ["read.undecodable"]
    assert problems[0].line >= 1
    assert int(problems[0].values["offset"]) < len(content)


def test_the_publisher_names_the_encoding(tmp_path):
    content = "كتاب عن الحروف".encode("iso-8859-6")
    (article,), problems = read_bytes(tmp_path, content, encoding="iso-8859-6")
    assert article.text == "كتاب عن الحروف"
    assert [p.values["encoding"] for p in problems] == ["iso8859-6"]
    found, problems = read_bytes(tmp_path, content, encoding="arabic-of-old")
    assert found == []
    assert [p.key for p in problems] == ["read.unknown_encoding"]
    assert [p.key for p in read_bytes(tmp_path, content, encoding="base64")[1]] == ["read.unknown_encoding"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])).filter(lambda text: text[:1] != "\ufeff"))
def test_what_is_utf8_is_never_taken_for_anything_else(text):
    assert find_encoding(lambda: iter([text.encode()])) == ("utf-8", False)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), st.integers(1, 5))
def test_where_a_file_is_cut_into_pieces_does_not_matter(text, size):
    content = ("ا" + text).encode("utf-16")
    assert find_encoding(lambda: iter([content])) == ("utf-16", False)
    content = (text + "\n").encode() + b"\xe3" + TEXT.encode() * 3
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    if not text.startswith("\ufeff"):
        assert find_encoding(lambda: iter(pieces)) == find_encoding(lambda: iter([content])) == ("utf-8", True)


# --- cleaning ------------------------------------------------------------------------------------------------------


def test_newlines_of_every_kind_become_one():
    assert clean_text("ا\r\nب\rج\fد\vه\u0085و\u2028ز\u2029ح")[0] == "\n".join("ابجدهوزح")


def test_what_no_text_may_hold_becomes_visible_and_is_counted():
    assert clean_text("ا\0ب\x1bج\x7fد\x9fه\ufdd0و\uffffز\U0010fffeح\udc80ط") == ("ا�ب�ج�د�ه�و�ز�ح�ط", 8)


def test_blank_lines_at_the_ends_go_and_long_gaps_shrink():
    assert clean_text(" \n\n\tأول\n\n\n\nثان \n \n")[0] == "\tأول\n\nثان "


def test_a_title_is_one_line():
    assert clean_line("  عنوان \n\n في\tسطرين ")[0] == "عنوان في سطرين"


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_the_text_can_be_stored(text):
    cleaned, _ = clean_text(text)
    assert clean_text(cleaned) == (cleaned, 0)
    cleaned.encode()


@given(st.text(st.sampled_from("اب تـ\u064e\u200f\u202b\ufeffةى»« \u00a0é\u0301ﻻ؟.5٥")))
def test_cleaning_changes_nothing_that_is_legal(text):
    assert clean_text(text) == (text if text.strip() else "", 0)


# --- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2017-10-15", "2017-10-15"), ("2017-10", "2017-10"), ("2017", "2017"), (2017, "2017"), ("  ", ""), ("", ""),
        ("2017-10-15T23:30:00+02:00", "2017-10-15"), ("2017-10-15T00:10:00.123Z", "2017-10-15"),
        ("2017-10-15 10:20", "2017-10-15"), ("20171015", "2017-10-15"), (20171015, "2017-10-15"),
        ("20171015T101500Z", "2017-10-15"), ("15/10/2017", "2017-10-15"), ("15-10-2017", "2017-10-15"),
        ("5.1.2017", "2017-01-05"), ("2017/1/5", "2017-01-05"), ("١٥/١٠/٢٠١٧", "2017-10-15"),
        ("۱۵ اکتوبر ۲۰۱۷", "2017-10-15"), ("15 أكتوبر 2017", "2017-10-15"), ("15 اكتوبر، 2017م", "2017-10-15"),
        ("15 تشرين الأول 2017", "2017-10-15"), ("15 تشرين الأول/أكتوبر 2017", "2017-10-15"),
        ("15 تشرين الأول (أكتوبر) 2017", "2017-10-15"), ("18 جانفي 2017", "2017-01-18"), ("غشت 2011", "2011-08"),
        ("الأحد، 15 أكتوبر 2017 - 14:30", "2017-10-15"), ("Sun, 15 Oct 2017 10:00:00 GMT", "2017-10-15"),
        ("October 15, 2017", "2017-10-15"), ("12 رمضان 1438 هـ", "2017-06-07"), ("12 رمضان 1438", "2017-06-07"),
        ("١٢/٩/١٤٣٨هـ", "2017-06-07"), ("رمضان 1438 هـ", "2017"), ("1438هـ", "2017"),
        ("7 يونيو 2017 الموافق 12 رمضان 1438هـ", "2017-06-07"), ("12 رمضان 1438هـ / 7 يونيو 2017م", "2017-06-07"),
        (date(2017, 10, 15), "2017-10-15"), (datetime(2017, 10, 15, 23, 30, tzinfo=UTC), "2017-10-15"),
        ("0650-01-02", "0650-01-02"), ("29/2/2016", "2016-02-29"),
    ],
)  # fmt: skip
def test_dates_as_publishers_write_them(told, meant):
    assert datestamp(told) == meant


@pytest.mark.parametrize(
    "told",
    [
        "2017-13-01", "30/2/2017", "2017-02-30", "29 فبراير 2017", "0000-00-00", "2017-00-10", "2017-10-00", "0000",
        "9999-01-01", "2201",
        "10/15/2017", "أمس", "15 أكتوبر", "15/10/17", "12 رمضان 1600 هـ", "30 صفر 1438 هـ", "1 / 2", "-2017-10-15",
        "15 تشرين الأول/نوفمبر 2017", "1" * 5000, "1508025600", "٢٠١٧-١٣-٠١",
    ],
)  # fmt: skip
def test_absurd_dates(told):
    with pytest.raises(ValueError):  # noqa: PT011 - that it is refused is all there is to say
        datestamp(told)


MONTHS = (
    "يناير كانون_الثاني جانفي", "فبراير شباط فيفري", "مارس آذار مارس", "أبريل نيسان أفريل", "مايو أيار ماي",
    "يونيو حزيران جوان", "يوليو تموز جويلية", "أغسطس آب أوت غشت", "سبتمبر أيلول شتنبر", "أكتوبر تشرين_الأول",
    "نوفمبر تشرين_الثاني نونبر", "ديسمبر كانون_الأول دجنبر",
)  # fmt: skip


@pytest.mark.parametrize("number", range(1, 13))
def test_all_names_of_months(number):
    for name in MONTHS[number - 1].split():
        assert datestamp(f"3 {name.replace('_', ' ')} 2014") == f"2014-{number:02}-03"


@given(st.dates(date(1924, 8, 1), date(2077, 1, 1)))
def test_hijri_days_lead_to_the_day_they_are(day):
    hijri = Gregorian.fromdate(day).to_hijri()
    assert datestamp(f"{hijri.day}/{hijri.month}/{hijri.year} هـ") == day.isoformat()


@given(st.text(max_size=120))
def test_a_date_is_a_date_or_refused(text):
    try:
        found = datestamp(text)
    except ValueError:
        return
    assert found == "" or datestamp(found) == found


def test_an_absurd_date_is_told_and_the_article_kept(tmp_path):
    found, problems = read_bytes(tmp_path, '{"text": "نص", "date": "31/4/2017"}'.encode(), "a.jsonl")
    assert [a.date for a in found] == [""]
    assert [(p.key, p.line, p.values["date"], p.grave) for p in problems] == [("read.bad_date", 1, "31/4/2017", True)]


# --- titles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # a first line that is a headline
        ("افتتاح المتحف\n\nافتُتح المتحف أمس بحضور كبير.", "افتتاح المتحف"),
        ("هل تعود القوافل؟\nسؤال يطرحه التجار.", "هل تعود القوافل؟"),
        # a first sentence that is short
        ("عاد الموسم إلى الحقول هذا العام. وقال المزارعون إن المحصول وفير.\nثان.", "عاد الموسم إلى الحقول هذا العام"),
        (
            ("بلغ الإنتاج 3.5 طن من الزيتون هذا الموسم! وهو رقم لم تعرفه القرية"
            " من قبل على كثرة ما غرس أهلها من أشجار."),
            "بلغ الإنتاج 3.5 طن من الزيتون هذا الموسم!",
        ),
        # the end of a clause, not what a verb of speech waits for, not within a quotation
        (
            ("أعلنت بلدية المدينة القديمة، أنها ستعيد فتح «سوق الوراقين، والخطاطين»"
            " أمام الزوار، وذلك بعد أعمال ترميم دامت ثلاث سنوات كاملة."),
            "أعلنت بلدية المدينة القديمة، أنها ستعيد فتح «سوق الوراقين، والخطاطين» أمام الزوار",
        ),
        # one short line is the whole text
        ("نص قصير.", "نص قصير"),
    ],
)  # fmt: skip
def test_titles_from_leads(text, title):
    assert title_from_lead(text) == title


def test_a_lead_without_any_mark_is_cut_at_a_word():
    title = title_from_lead("كلمات متتابعة في " * 30)
    assert title.endswith(("متتابعة…", "كلمات…"))
    assert 40 <= len(title) <= 91


def test_a_title_does_not_end_within_a_quotation():
    lead = "قال المدير العام للمتحف في افتتاح المعرض السنوي: «" + "لن نغلق أبوابنا في وجه الزوار " * 5 + "»."
    title = title_from_lead(lead)
    assert title.count("«") == title.count("»")
    assert title == "قال المدير العام للمتحف في افتتاح المعرض السنوي…"


def test_tashkeel_does_not_shorten_a_title():
    bare = "ذهب الولد الصغير إلى السوق الكبير ليشتري كتابا عن تاريخ المدينة"
    vowelled = "".join(letter + "\u064e\u0651" if letter.isalpha() else letter for letter in bare)
    assert (
        title_from_lead(f"{vowelled}، ثم عاد إلى البيت ماشيا وهو يقرأ في الكتاب حتى وصل إلى باب الدار عند الغروب")
        == vowelled
    )


@given(st.text(st.sampled_from('ابتث  \n.،:؟«»"()\u064e5'), min_size=1, max_size=400))
def test_a_title_is_one_short_line_of_the_text(text):
    title = title_from_lead(text)
    assert "\n" not in title
    assert len(title.replace("\u064e", "")) <= 145
    assert is_blank(text) or title
