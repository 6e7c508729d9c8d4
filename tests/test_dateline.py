"""Dates as readers of Arabic newspapers expect them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.render.dateline import gregorian, hijri, parts


@pytest.mark.parametrize(
    ("months", "shown"),
    [
        ("both", "15 أكتوبر / تشرين الأول 2017"),
        ("egyptian", "15 أكتوبر 2017"),
        ("levantine", "15 تشرين الأول 2017"),
        ("maghrebi", "15 أكتوبر 2017"),
    ],
)
def test_month_names_as_the_archive_chooses(months, shown):
    assert gregorian("2017-10-15", months) == shown


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2017", "2017"), ("2017-08", "أغسطس 2017"), ("", ""), ("2017-02-31", "2017-02-31"), ("قديم", "قديم")],
)
def test_no_more_is_said_than_is_known(date, shown):
    assert gregorian(date, "egyptian") == shown


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2017-10-15", "25 محرّم 1439 هـ"),
        ("2017-10", "محرّم – صفر 1439 هـ"),
        ("2017-09", "ذو الحجة 1438 – محرّم 1439 هـ"),
        ("2017", "1438–1439 هـ"),
        ("1850-01-01", ""),
        ("1924", ""),
        ("2500-01-01", ""),
        ("", ""),
        ("2017-02-31", ""),
    ],
)
def test_hijri_dates_and_their_limits(date, shown):
    assert hijri(date) == shown


@given(st.text("0123456789-", max_size=11))
def test_any_text_is_a_date_or_none(text):
    told = parts(text)
    assert told is None or told[0] == int(text[:4])
    assert isinstance(hijri(text) + gregorian(text, "both"), str)
