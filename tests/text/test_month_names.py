"""The full names of the months."""

from datetime import date

import pytest
from babel.dates import format_date

from policysearch.setting_values import LANGUAGES
from policysearch.text.month_names import month_name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_is_named_as_the_unicode_consortium_names_it(language: str) -> None:
    names = [month_name(month, language) for month in range(1, 13)]
    assert names == [format_date(date(2010, month, 1), "MMMM", locale=language) for month in range(1, 13)]
