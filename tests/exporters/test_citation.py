from dataclasses import replace
from datetime import date

import pytest

from policysearch.exporters import citation
from policysearch.model.workshop import WorkshopText
from tests.exporters.conftest import entries_of, workshop


def test_a_citation_says_who_what_where_when_and_the_address() -> None:
    workshop_entry = next(entries_of(workshop("Chile lends.")))
    assert workshop_entry.citation == (
        "Example Institution. “Credit & Growth”. Panama City, Panama, September 21–22, 2010. "
        "https://www.example.org/workshops/credit"
    )


@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("en", "September 21–22, 2010"),
        ("es", "21–22 de septiembre de 2010"),
        ("pt", "21–22 de setembro de 2010"),
        ("fr", "21–22 septembre 2010"),
    ],
)
def test_dates_of_one_month_say_it_once(language: str, dates: str) -> None:
    assert citation.date_range(date(2010, 9, 21), date(2010, 9, 22), language) == dates


def test_dates_of_two_months_and_a_single_day() -> None:
    assert citation.date_range(date(2010, 9, 30), date(2010, 10, 1), "en") == "September 30, 2010 – October 1, 2010"
    assert citation.date_range(date(2010, 9, 30), date(2010, 9, 30), "en") == "September 30, 2010"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2011, 1, 1), "1er janvier 2011"),
        (date(2011, 1, 2), "1er–2 janvier 2011"),
        (date(2011, 2, 1), "1er janvier 2011 – 1er février 2011"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(last: date, words: str) -> None:
    assert citation.date_range(date(2011, 1, 1), last, "fr") == words
    assert citation.date_range(date(2011, 1, 21), date(2011, 1, 21), "fr") == "21 janvier 2011"


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_the_first_of_a_month_is_a_number_in_other_languages(language: str) -> None:
    assert " 1" in f" {citation.long_date(date(2011, 3, 1), language)}"
    assert "1er" not in citation.long_date(date(2011, 3, 1), language)


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "“Crédito”"), ("es", "«Crédito»"), ("pt", "“Crédito”"), ("fr", "«\u00a0Crédito\u00a0»")],
)
def test_a_title_stands_between_the_quotation_marks_of_its_language(language: str, title: str) -> None:
    text = WorkshopText(language, "Crédito", "", "", ())
    cited = replace(workshop("Chile lends."), language=language, texts={language: text})
    assert title in citation.citation(cited, language, "", "", "")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2010, 9, 1), date(2010, 9, 30), "septiembre de 2010"),
        (date(2010, 9, 1), date(2010, 10, 31), "septiembre de 2010 – octubre de 2010"),
        (date(2010, 1, 1), date(2010, 12, 31), "2010"),
    ],
)
def test_days_that_nobody_knows_are_shown_as_months_and_years(start: date, end: date, words: str) -> None:
    assert citation.date_range(start, end, "es") == words


@pytest.mark.parametrize(
    ("mode", "city", "words"),
    [("online", "", "On-line"), ("hybrid", "Lima", "Lima e on-line"), ("hybrid", "", "Híbrido"), ("", "Lima", "Lima")],
)
def test_a_place_says_whether_people_met_online(mode: str, city: str, words: str) -> None:
    event = replace(workshop("Chile lends."), mode=mode, city=city, region="", country="")
    assert citation.place(event, "", "pt") == words
