from datetime import date

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from policysearch.model.errors import QueryError
from policysearch.query import MAX_CLAUSES, Query, YearRange, filters
from policysearch.vocabulary import Vocabulary
from policysearch.web import search_params

ODD = {
    "view": "posters",
    "sort": "best",
    "offset": "-1",
    "limit": "101",
    "expand": "maybe",
    "lang": "de",
    "year": "twenty",
    "country": "Panama",
    "theme": "a b",
    "partner": "",
    "funder": "",
    "since": "June",
    "year_from": "9",
    "year_to": "x",
    "language": "english",
    "experience": "C L",
    "utm_source": "mail",
}


@pytest.mark.parametrize("name", ODD)
def test_strict_parsing_names_the_parameter_that_is_odd(name: str) -> None:
    with pytest.raises(QueryError) as caught:
        search_params.parse_strict(MultiDict([("q", "x"), (name, ODD[name])]))
    assert caught.value.parameter == name


def test_strict_parsing_refuses_a_parameter_given_twice() -> None:
    with pytest.raises(QueryError) as caught:
        search_params.parse_strict(MultiDict([("q", "x"), ("q", "y")]))
    assert caught.value.parameter == "q"


def test_a_slip_in_a_name_is_answered_with_the_right_one() -> None:
    with pytest.raises(QueryError, match="Did you mean year"):
        search_params.parse_strict(MultiDict([("yaer", "2009")]))


def test_too_many_values_are_laid_to_the_parameter_that_has_most_of_them() -> None:
    years = [("year", str(year)) for year in range(1900, 1900 + MAX_CLAUSES)]
    params = search_params.parse_strict(MultiDict([("q", "x"), ("theme", "ict"), *years, ("country", "PA")]))
    with pytest.raises(QueryError, match="values can be selected") as caught:
        params.query(Vocabulary(), "en")
    assert caught.value.parameter == "year"


def test_lenient_parsing_ignores_whatever_is_odd_and_keeps_the_rest() -> None:
    params = search_params.parse_lenient(MultiDict([*ODD.items(), ("q", "x"), ("year", "2009"), ("country", "pa")]))
    assert params.single == {"q": "x"}
    assert params.facets == {
        "year": ("2009",),
        "country": ("PA",),
        "theme": (),
        "partner": (),
        "funder": (),
        "language": (),
        "experience": (),
    }


def test_a_query_and_its_parameters_say_the_same() -> None:
    selections = filters({"year": ("2010", "2009"), "country": ("PA",)})
    query = Query("sme", view="highlights", sort="newest", offset=20, limit=5, expand=False, filters=selections)
    read = search_params.parse_strict(MultiDict(search_params.to_params(query))).query(Vocabulary(), "en")
    assert (read.text, read.view, read.sort, read.offset, read.limit, read.expand, read.filters) == (
        query.text,
        query.view,
        query.sort,
        query.offset,
        query.limit,
        query.expand,
        query.filters,
    )


def test_defaults_are_not_repeated_in_addresses() -> None:
    assert search_params.to_params(Query("x")) == [("q", "x")]


def test_the_lessons_of_a_brief_keep_their_order_once_each_and_nothing_odd() -> None:
    args = MultiDict([("lesson", name) for name in ("b/h2", "a/h1", "b/h2", "../h1", "x", "<b>/h1")])
    assert search_params.brief_lessons(args) == ("b/h2", "a/h1")


@settings(max_examples=150)
@given(
    params=st.lists(st.tuples(st.sampled_from([*search_params.NAMES, "lesson", "before", "x"]), st.text(max_size=30))),
    path=st.sampled_from(["/", "/api/v1/search", "/api/v1/suggest"]),
)
def test_no_parameter_ever_breaks_an_address(client: FlaskClient, params: list[tuple[str, str]], path: str) -> None:
    answer = client.get(path, query_string=MultiDict((n, v.encode("utf-8", "replace").decode()) for n, v in params))
    assert answer.status_code in (200, 400)
    if path == "/":
        assert answer.status_code == 200
    elif answer.status_code == 400:
        assert answer.json is not None
        assert answer.json["parameter"] in {name for name, _ in params}


def test_ranges_are_read_and_written_and_two_years_in_any_order_are_one_range() -> None:
    query = search_params.parse_strict(
        MultiDict([("year_to", "2009"), ("year_from", "2011"), ("since", "2026-06-01"), ("sort", "added")])
    ).query(Vocabulary(), "en")
    assert (query.years, query.since, query.sort) == (YearRange(2009, 2011), date(2026, 6, 1), "added")
    assert search_params.to_params(query) == [
        ("q", ""),
        ("year_from", "2009"),
        ("year_to", "2011"),
        ("since", "2026-06-01"),
        ("sort", "added"),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year_from", "09"),
        ("year_to", ""),
        ("since", "June"),
        ("since", "2026-06"),
        ("since", "20260601"),
        ("since", ""),
    ],
)
def test_a_malformed_range_is_refused_by_the_api_and_left_out_by_pages(name: str, value: str) -> None:
    with pytest.raises(QueryError) as refused:
        search_params.parse_strict(MultiDict([(name, value)]))
    assert refused.value.parameter == name
    assert search_params.parse_lenient(MultiDict([(name, value)])).single == {}


def test_what_was_typed_as_a_year_or_day_and_is_none_is_named() -> None:
    args = MultiDict([("q", "ICT"), ("year_from", " 20x9 "), ("year_to", ""), ("since", "June"), ("since", "x")])
    asked = search_params.parse_lenient(args).query(Vocabulary(), "en")
    assert [(notice.code, notice.text) for notice in asked.notices] == [
        ("malformed_date", "20x9"),
        ("malformed_date", "June"),
    ]
    assert (asked.years, asked.since) == (None, None)
