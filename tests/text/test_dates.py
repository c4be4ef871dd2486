"""Days as people write them, in four languages."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from policysearch.text import dates

PHRASES = [
    ("September 21-22, 2010", "2010-09-21", "2010-09-22"),
    ("September 21st and 22nd, 2010", "2010-09-21", "2010-09-22"),
    ("Sept. 14–15, 2009", "2009-09-14", "2009-09-15"),
    ("6-7 September 2011", "2011-09-06", "2011-09-07"),
    ("September 30 - October 2, 2010", "2010-09-30", "2010-10-02"),
    ("28 June–1 July 2011", "2011-06-28", "2011-07-01"),
    ("December 30 to January 2, 2011", "2010-12-30", "2011-01-02"),
    ("Wednesday, July 24 and Thursday, July 25, 2013", "2013-07-24", "2013-07-25"),
    ("the 21st and 22nd of September 2010", "2010-09-21", "2010-09-22"),
    ("2010-09-21 to 2010-09-22", "2010-09-21", "2010-09-22"),
    ("3 y 4 de diciembre de 2009", "2009-12-03", "2009-12-04"),
    ("del 28 de junio al 1 de julio de 2011", "2011-06-28", "2011-07-01"),
    ("30 de diciembre de 2010 al 2 de enero de 2011", "2010-12-30", "2011-01-02"),
    ("el miércoles 24 y el jueves 25 de julio de 2013", "2013-07-24", "2013-07-25"),
    ("entre el 5 y el 7 de mayo de 2014", "2014-05-05", "2014-05-07"),
    ("1, 2 y 3 de agosto del año 2012", "2012-08-01", "2012-08-03"),
    ("14 al 15 de septiembre del 2009", "2009-09-14", "2009-09-15"),
    ("nos dias 5, 6 e 7 de maio de 2010", "2010-05-05", "2010-05-07"),
    ("1º e 2 de outubro de 2013", "2013-10-01", "2013-10-02"),
    ("de 29 de novembro a 1º de dezembro de 2011", "2011-11-29", "2011-12-01"),
    ("du 3 au 4 décembre 2009", "2009-12-03", "2009-12-04"),
    ("le 14 et le 15 septembre 2009", "2009-09-14", "2009-09-15"),
    ("1er au 3 mars 2011", "2011-03-01", "2011-03-03"),
    ("21/09/2010", "2010-09-21", "2010-09-21"),
]


@pytest.mark.parametrize(("phrase", "start", "end"), PHRASES, ids=[phrase for phrase, _, _ in PHRASES])
def test_a_phrase_is_understood(phrase: str, start: str, end: str) -> None:
    (span,) = dates.find(f"San José, Costa Rica, {phrase}. More words.")
    assert (str(span.start), str(span.end)) == (start, end)


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("3/4 December 2009", "2009-12-03", "2009-12-04"),
        ("3-5/05/2011", "2011-05-03", "2011-05-05"),
        ("21 y 22/11/2019", "2019-11-21", "2019-11-22"),
        ("31/05/2012 - 02/06/2012", "2012-05-31", "2012-06-02"),
        ("05/31/2012 - 06/02/2012", "2012-05-31", "2012-06-02"),
        ("primero de junio de 2011", "2011-06-01", "2011-06-01"),
    ],
)
def test_a_phrase_proves_the_order_of_its_numbers_in_any_language(phrase: str, start: str, end: str) -> None:
    (span,) = dates.find(f"Lima, Peru, {phrase}", day_first=False)
    assert (str(span.start), str(span.end), span.certain) == (start, end, True)


def test_a_phrase_without_a_year_takes_that_of_its_context_or_is_left_out() -> None:
    assert dates.find("los días 24 y 25 de julio") == ()
    (span,) = dates.find("los días 24 y 25 de julio", year=2012)
    assert (span.start, span.end) == (date(2012, 7, 24), date(2012, 7, 25))


@pytest.mark.parametrize(
    "text",
    [
        "Posted on May 3, 2011 by the editor",
        "Fecha límite de inscripción: 3 de mayo de 2011",
        "Publié le 3 mai 2011",
        "the project of 2012-2014",
        "31 de febrero de 2010",
        "agreed that firms may 5 times a year",
        "call +1 202 458 3000",
        "Resolution 12/03/45",
    ],
)
def test_what_is_no_day_of_an_event_is_left_out(text: str) -> None:
    assert dates.find(text, year=2011) == ()


def test_a_time_of_day_is_not_a_day() -> None:
    (span,) = dates.find("September 6, 2011, 9:00 - 17:00 and 18 h")
    assert (span.start, span.end) == (date(2011, 9, 6), date(2011, 9, 6))


def test_days_and_months_that_may_be_swapped_are_not_certain() -> None:
    assert not dates.find("03/04/2011")[0].certain
    assert dates.find("25/04/2011")[0].certain


def test_two_events_in_a_sentence_stay_two() -> None:
    assert len(dates.find("on September 6 - 7, 2011 and on 5 May 2012")) == 2


@given(
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.integers(0, 30),
    st.sampled_from([("en", " to "), ("es", " al "), ("pt", " a "), ("fr", " au ")]),
)
def test_what_is_written_in_any_language_is_read_back(start: date, length: int, written: tuple[str, str]) -> None:
    language, joint = written
    end = start + timedelta(days=length)
    text = joint.join(format_date(day, "long", locale=language) for day in (start, end))
    (span,) = dates.find(text)
    assert (span.start, span.end) == (start, end)


@given(st.text(max_size=300), st.integers(1900, 2100))
def test_no_text_breaks_it(text: str, year: int) -> None:
    for span in dates.find(text, year):
        assert span.start <= span.end
        assert 0 <= span.first < span.last <= len(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Registration closes on 3 May 2010", 0),
        ("Inscripciones: hasta el 3 de mayo de 2010", 0),
        ("Online registration until 3 May 2010", 0),
        ("Study visit on business registration, Kigali, 3 May 2010", 1),
        ("Taller sobre inscripción de marcas, Lima, 3 de mayo de 2010", 1),
    ],
)
def test_registration_is_a_deadline_only_where_a_sentence_begins(text: str, number: int) -> None:
    assert len(dates.find(text)) == number
