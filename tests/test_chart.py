from hypothesis import given
from hypothesis import strategies as st

from warraq.render.chart import over_time

DATES = st.lists(st.dates().flatmap(lambda day: st.sampled_from([str(day), str(day)[:7], str(day)[:4], ""])))


def shape(*dates):
    chart = over_time(dates)
    return chart and (chart.unit, [(column.date, column.count) for column in chart.columns])


def test_a_short_time_is_told_in_months_with_the_empty_ones():
    assert shape("2017-01-05", "2016-11-30", "2017-01-20") == (
        "month",
        [("2016-11", 1), ("2016-12", 0), ("2017-01", 2)],
    )


def test_a_year_among_months_makes_it_years():
    assert shape("2017-01-05", "2016") == ("year", [("2016", 1), ("2017", 1)])


def test_a_long_time_is_told_in_decades():
    assert shape("1931", "1938-02", "1955") == ("decade", [("1930", 2), ("1940", 0), ("1950", 1)])


def test_one_stretch_of_time_makes_no_chart():
    assert shape("2017-01-05", "2017-01-09") is None
    assert shape("", "") is None


def test_months_stand_under_their_years():
    chart = over_time(["2016-12", "2017-02"])
    assert chart.years == [("2016", 1), ("2017", 2)]
    assert [column.label for column in chart.columns] == ["12", "1", "2"]


@given(DATES)
def test_every_date_is_counted_once_and_columns_follow_each_other(dates):
    chart = over_time(dates)
    if chart:
        assert sum(column.count for column in chart.columns) == sum(bool(date) for date in dates)
        assert [column.date for column in chart.columns] == sorted({column.date for column in chart.columns})
        assert chart.columns[0].count
        assert chart.columns[-1].count
