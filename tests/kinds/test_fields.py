"""Fields, dates, ranges of years and pasted texts: what is searched, and what the notices say."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.query import View, parse
from policysearch.search.results import Results, Searcher
from policysearch.vocabulary import Organization, Theme, Vocabulary
from tests.engines.factories import searcher_of, workshop

VOCABULARY = Vocabulary(
    themes=(Theme("tourism", {"en": "Tourism", "es": "Turismo", "pt": "Turismo", "fr": "Tourisme"}),),
    organizations=(Organization(("Development Bank of the South", "DBS", "Banco del Sur")),),
)
LIMA = replace(
    workshop(
        "lima",
        "Harbours for small islands",
        "Ferries need quays.",
        "Ice plants keep the catch fresh.",
        body="Held from 4 July 2015. The plan covers 2016-2018.\n\nIt ends with blue\n\n- loans begin here",
        start="2015-07-04",
        country="PE",
        themes=("tourism",),
    ),
    city="Lima",
    region="Callao",
    funders=("Banco del Sur", "Ministry of Fisheries, Ports and Trade"),
)
QUITO = replace(
    workshop("quito", "Quays and markets", "Harbours sell ice to tourists.", start="2017-03-05", country="EC"),
    city="San Francisco de Quito",
    partners=("Chamber of Ports",),
)
PORTO = replace(
    workshop("porto", "Mercados de peixe", "Os mercados vendem gelo.", start="2020-10-12", country="PT", language="pt"),
    city="Porto",
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("fields")
    return searcher_of(index, LIMA, QUITO, PORTO, vocabulary=VOCABULARY)


def answer(searcher: Searcher, text: str, view: View = "workshops", language: str = "en") -> Results:
    return searcher.search(parse(text, searcher.vocabulary, view=view, language=language))


def listed(results: Results) -> list[str]:
    return [] if results.relaxed else sorted(hit.document.id for hit in results.hits)


@pytest.mark.parametrize(
    ("text", "workshops", "lessons"),
    [
        ("title:harbours", ["lima"], ["lima/h1", "lima/h2"]),
        ("title:HARBOUR.", ["lima"], ["lima/h1", "lima/h2"]),
        ('title:"small islands"', ["lima"], ["lima/h1", "lima/h2"]),
        ("título:mercado", ["porto"], ["porto/h1"]),
        ("titre:quays ice", ["quito"], ["quito/h1"]),
        ("lesson:ice", ["lima", "quito"], ["lima/h2", "quito/h1"]),
        ("lección:quays", ["lima"], ["lima/h1"]),
        ('lição:"vendem gelo"', ["porto"], ["porto/h1"]),
        ("-title:harbours ice", ["quito"], ["quito/h1"]),
        ("place:lima", ["lima"], ["lima/h1", "lima/h2"]),
        ('place:"Lima, Peru"', ["lima"], ["lima/h1", "lima/h2"]),
        ("lugar:CALLAO,", ["lima"], ["lima/h1", "lima/h2"]),
        ("lieu:Équateur", ["quito"], ["quito/h1"]),
        ("place:San Francisco ice", ["quito"], ["quito/h1"]),
        ("funder:dbs", ["lima"], ["lima/h1", "lima/h2"]),
        ('funder:"ministry of fisheries, ports and trade"', ["lima"], ["lima/h1", "lima/h2"]),
        ("financiador:fisheries.", ["lima"], ["lima/h1", "lima/h2"]),
        ('partner:"chamber of ports"', ["quito"], ["quito/h1"]),
        ("THEME:TURISMO!", ["lima"], ["lima/h1", "lima/h2"]),
        ("year:2015,2017", ["lima", "quito"], ["lima/h1", "lima/h2", "quito/h1"]),
    ],
)
def test_fields_find_in_both_views(searcher: Searcher, text: str, workshops: list[str], lessons: list[str]) -> None:
    results = answer(searcher, text)
    assert (listed(results), listed(answer(searcher, text, "highlights"))) == (workshops, lessons)
    assert not results.notices


@pytest.mark.parametrize(
    ("text", "code", "value", "nearest"),
    [
        ("place:Limma", "unknown_value", "place:Limma", "Lima"),
        ("place:Ecuadr", "unknown_value", "place:Ecuadr", "Ecuador"),
        ('funder:"Banco del Sud"', "unknown_value", "funder:Banco del Sud", "Banco del Sur"),
        ("country:Equador", "unknown_value", "", ""),
        ("country:Perru", "unknown_value", "country:Perru", "Peru"),
        ("theme:tourist", "unknown_value", "theme:tourist", "Tourism"),
        ("author:ice", "unknown_field", "author", ""),
        ("title:harbuors", "unknown_value", "title:harbuors", "harbours"),
        ("lesson:quuays", "unknown_value", "lesson:quuays", "quays"),
        ('title:"islands small"', "unknown_value", "title:islands small", ""),
        ("título:hielo", "unknown_value", "title:hielo", ""),
        ("country:Perru,Chille", "unknown_value", "country:Perru,Chille", "Peru, Chile"),
    ],
)
def test_what_nothing_has_is_words_with_a_notice(
    searcher: Searcher, text: str, code: str, value: str, nearest: str
) -> None:
    notices = answer(searcher, text).notices
    if value:
        assert [(notice.code, notice.text) for notice in notices] == [(code, value)]
        assert not nearest or notices[0].nearest == nearest
    else:
        assert not notices  # a name in another of the four languages


def test_an_unknown_field_does_not_hide_what_its_value_finds(searcher: Searcher) -> None:
    assert listed(answer(searcher, "author:ice")) == ["lima", "quito"]
    assert listed(answer(searcher, "theme:quays")) == ["lima", "quito"]


def test_a_title_that_nothing_has_is_words_and_an_excluded_one_stays_a_field(searcher: Searcher) -> None:
    assert listed(answer(searcher, "title:ice")) == ["lima", "quito"]
    assert listed(answer(searcher, "-title:ice gelo")) == ["porto"]
    assert not answer(searcher, "-title:ice gelo").notices


@pytest.mark.parametrize(
    ("text", "workshops"),
    [
        ("July 2015", ["lima"]),
        ("julio de 2015", ["lima"]),
        ("5 March 2017", ["quito"]),
        ("2017-03-05", ["quito"]),
        ("05/03/2017", ["quito"]),
        ("3/5/2017", ["quito"]),  # the other order
        ("5.3.2017", ["quito"]),
        ("outubro 2020", ["porto"]),
        ("12 de outubro de 2020", ["porto"]),
        ("March 2015", []),
        ("2015-2017", ["lima", "quito"]),
        ("2017 – 2015", ["lima", "quito"]),
        ("2016-2018", ["lima", "quito"]),  # a text says it, and an event is of these years
        ("plan 2016-2018", ["lima"]),
        ("ice 2015-2017", []),
    ],
)
def test_dates_and_years_as_typed(searcher: Searcher, text: str, workshops: list[str]) -> None:
    assert listed(answer(searcher, text)) == workshops


def test_years_beside_other_words_offer_the_filter(searcher: Searcher) -> None:
    (notice,) = answer(searcher, "ice 2017-2015").notices
    assert notice == ("years_as_words", 0, "2017-2015", "year:2015..2017")
    assert listed(answer(searcher, "ice year:2015..2017")) == ["lima", "quito"]
    assert not answer(searcher, "2015-2017").notices


def test_no_phrase_runs_over_a_paragraph_or_an_item(searcher: Searcher) -> None:
    assert not listed(answer(searcher, '"blue loans"'))
    assert listed(answer(searcher, '"loans begin"')) == ["lima"]


@pytest.mark.parametrize("filler", ["lorem dolor sit ", "(see NOT below) - ", "Note:that “quoted” words "])
def test_a_pasted_text_is_searched_by_its_significant_words(searcher: Searcher, filler: str) -> None:
    pasted = filler * 70 + "Ice plants keep the catch fresh. " + filler
    results = answer(searcher, pasted, "highlights")
    assert results.hits[0].document.id == "lima/h2"
    (notice,) = results.notices
    assert notice.code == "long_text"
    assert {"Ice", "plants", "catch", "fresh"} <= {*notice.text.split(", ")}
    assert not results.missing


@pytest.mark.parametrize(("count", "is_long"), [(16, False), (17, True)])
def test_repeated_words_count_for_the_length_of_a_text(count: int, is_long: bool) -> None:
    codes = {notice.code for notice in parse("ice keeps the catch " * count, VOCABULARY).notices}
    assert ("long_text" in codes) == is_long


@pytest.mark.slow
@given(st.lists(st.sampled_from(["ice", "quays", "the", "(", '"', "country:", "-", "é", "2017", "…"]), min_size=300))
def test_any_long_text_is_answered(searcher: Searcher, pieces: list[str]) -> None:
    results = answer(searcher, " ".join(pieces)[:9_000])
    assert results.total <= 3


@pytest.mark.parametrize("text", ["title:harb*", "lesson:quay*", "título:harb*", "-title:harb*", "ice place:Lim*"])
def test_a_star_in_the_value_of_a_field_gets_a_notice(text: str) -> None:
    assert "star_inside" in {notice.code for notice in parse(text, VOCABULARY).notices}


@pytest.mark.parametrize("text", ["harb*", "title:harbours", 'title:"small islands"', "note:harb*"])
def test_a_star_at_the_end_of_a_word_outside_of_fields_gets_none(text: str) -> None:
    assert "star_inside" not in {notice.code for notice in parse(text, VOCABULARY).notices}
