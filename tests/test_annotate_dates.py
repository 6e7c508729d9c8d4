from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import any_text
from warraq.annotate.dates import annotate
from warraq.model import Article

CASES = [json.loads(line) for line in (Path(__file__).parent / "data" / "dates.jsonl").read_text("utf-8").splitlines()]


class Score(NamedTuple):
    """Of the expected dates: how many, with the right span, with span and value right; and spans nobody expected."""

    expected: int
    spans: int
    values: int
    false: int


def read(text: str, date: str = "2017-10-16") -> list[tuple[str, str]]:
    return [(text[found.start : found.end], str(found.value)) for found in annotate(Article("a", "", text, date), ())]


def score(cases: Iterable[dict[str, Any]], *, tell: bool = False) -> Score:
    expected = spans = values = false = 0
    for case in cases:
        found = read(case["text"], case["date"])
        wanted = [(entry["text"], entry["value"]) for entry in case["expect"]]
        right = len(set(found) & set(wanted))
        placed = len({span for span, _ in found} & {span for span, _ in wanted})
        expected, spans, values = expected + len(wanted), spans + placed, values + right
        false += len({span for span, _ in found} - {span for span, _ in wanted})
        if tell and (right < len(wanted) or len(found) > len(wanted)):
            print(case["text"], "\n  wanted", wanted, "\n  found ", found)  # noqa: T201 (figures and misses are for people to read)
    return Score(expected, spans, values, false)


def test_the_half_it_was_tuned_on():
    total = score((case for case in CASES if case["half"] == "tune"), tell=True)
    print("tuned half:", total)  # noqa: T201 (figures and misses are for people to read)
    assert total.spans / total.expected >= 0.98
    assert total.values / total.expected >= 0.98
    assert total.false == 0


def test_the_half_it_was_not_tuned_on():
    total = score(case for case in CASES if case["half"] == "held")
    print("held half:", total)  # noqa: T201 (figures and misses are for people to read)
    assert total.spans / total.expected >= 0.97
    assert total.values / total.expected >= 0.97
    assert total.false <= 3


def test_there_are_enough_cases():
    assert sum(len(case["expect"]) for case in CASES) >= 220


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("أُغسطُس 2016", "2016-08"),
        ("اغسطس ٢٠١٦", "2016-08"),
        ("12 رمضان 1438 هـ", "2017-06-07"),
        ("27 رجب 583هـ", "1187-10-09~"),
        ("عام 44 ق.م", "-0043"),
        ("29 فبراير 2016", "2016-02-29"),
    ],
)
def test_spellings_and_calendars(text, value):
    assert read(f"كان ذلك في {text}.") == [(text, value)]


def test_no_day_that_does_not_exist():
    assert read("31/02/2016 أو 30 فبراير 2016") == [("فبراير 2016", "2016-02")]


def test_what_is_relative_needs_the_article_s_date():
    assert read("وصل أمس وسيعود غدا الأحد في أغسطس الماضي", "") == []
    assert read("وصل أمس ثم عاد في العام الماضي", "2014") == [("العام الماضي", "2013")]
    assert read("وصل أمس", "لا أدري") == []


def test_the_first_day_of_time_breaks_nothing():
    assert read("وصل قبل ثلاثة أيام ومنذ مئة سنة", "0001-01-01") == []


@given(any_text(20), st.sampled_from(["", "2017", "2017-10", "2017-10-16", "0001-01-01", "9999-12-31"]))
def test_any_text_gives_dates_within_it(text, date):
    end = 0
    for found in annotate(Article("a", "", text, date), ()):
        assert end <= found.start < found.end <= len(text)
        assert found.value
        end = found.end


_WORDS = (
    "من يوم الأحد 15 أكتوبر 2017 إلى بين و عام القرن التاسع عشر قبل ثلاثة أيام أمس رمضان 1438 هـ غدا - / ( ) الماضي شهر"
)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=12).map(" ".join))
def test_any_order_of_a_date_s_words_is_read_without_error(text):
    for found in annotate(Article("a", "", text, "2017-10-16"), ()):
        assert 0 <= found.start < found.end <= len(text)
