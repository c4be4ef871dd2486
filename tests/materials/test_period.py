"""Months and years stand for days that nobody knows."""

from datetime import date

import pytest

from policysearch.model import period


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2012-07-24", date(2012, 7, 24), date(2012, 7, 24), "day"),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), "month"),
        ("2012", date(2012, 1, 1), date(2012, 12, 31), "year"),
    ],
)
def test_what_is_written_is_what_is_known(text: str, first: date, last: date, precision: period.Precision) -> None:
    assert period.read_period(text) == (first, last)
    assert period.precision(first, last) == precision
    assert period.written(first, precision) == text


@pytest.mark.parametrize("text", ["", "12", "2012-13", "2012-2", "2012-02-30", "2012-02-03-04", "May 2012"])
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"form|month|day|range"):
        period.read_period(text)


def test_several_months_are_known_to_the_month() -> None:
    assert period.precision(date(2012, 2, 1), date(2012, 3, 31)) == "month"
    assert period.precision(date(2012, 2, 1), date(2012, 3, 30)) == "day"
