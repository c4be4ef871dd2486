"""The four shipped workshops, asked as a reader asks: the counts that the product was ordered with."""

import pytest

from policysearch import query
from policysearch.query import View
from policysearch.search.results import Results, Searcher

Filters = dict[str, tuple[str, ...]]
ORLANDO, PANAMA = "2009-orlando", "2009-panama-city"


def ask(
    searcher: Searcher, text: str, filters: Filters | None = None, view: View = "workshops", expand: bool = True
) -> Results:
    chosen = query.filters(filters or {})
    return searcher.search(query.parse(text, searcher.vocabulary, view=view, filters=chosen, expand=expand))


def slugs(results: Results) -> set[str]:
    return {hit.document.workshop.slug for hit in results.hits}


def counts(results: Results, facet: str) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in results.facets[facet]}


def test_everything_is_four_workshops_and_twelve_highlights(searcher: Searcher) -> None:
    results = ask(searcher, "")
    assert results.total == 4
    assert counts(results, "year") == {"2009": 2, "2010": 1, "2011": 1}
    assert counts(results, "country") == {"US": 3, "PA": 1}
    assert ask(searcher, "", view="highlights").total == 12


@pytest.mark.parametrize(("codes", "workshops", "highlights"), [(("CL",), 3, 3), (("CO",), 1, 2), (("CL", "CO"), 3, 5)])
def test_experience_counts(searcher: Searcher, codes: tuple[str, ...], workshops: int, highlights: int) -> None:
    chosen = {"experience": codes}
    assert ask(searcher, "", chosen).total == workshops
    assert ask(searcher, "", chosen, "highlights").total == highlights


def test_colombia_is_discussed_in_orlando_alone(searcher: Searcher) -> None:
    assert slugs(ask(searcher, "", {"experience": ("CO",)})) == {ORLANDO}


def test_two_years_chosen_still_show_the_third(searcher: Searcher) -> None:
    results = ask(searcher, "", {"year": ("2009", "2010")})
    assert results.total == 3
    assert counts(results, "year")["2011"] == 1


def test_vulnerable_groups_puts_panama_first(searcher: Searcher) -> None:
    assert ask(searcher, "vulnerable groups").hits[0].document.id == PANAMA
    assert ask(searcher, '"vulnerable groups"').hits[0].document.id == PANAMA


def test_accents_do_not_matter(searcher: Searcher) -> None:
    with_accent, without = ask(searcher, "Panamá"), ask(searcher, "panama")
    assert [h.document.id for h in with_accent.hits] == [h.document.id for h in without.hits]
    assert with_accent.facets == without.facets


def test_not_leaves_orlando_out(searcher: Searcher) -> None:
    found = slugs(ask(searcher, "SBDC NOT Colombia"))
    assert found
    assert ORLANDO not in found


def test_a_range_of_years_narrows(searcher: Searcher) -> None:
    assert slugs(ask(searcher, "year:2009..2010 ICT")) == {ORLANDO, "2010-san-antonio"}


def test_pymes_and_smes_find_the_same_four_and_say_so(searcher: Searcher) -> None:
    spanish, english = ask(searcher, "pymes"), ask(searcher, "SMEs")
    assert slugs(spanish) == slugs(english)
    assert spanish.total == 4
    assert spanish.expansions
    assert english.expansions
    assert not ask(searcher, "SMEs", expand=False).expansions


def test_no_workshop_has_all_the_words_so_the_closest_are_shown(searcher: Searcher) -> None:
    results = ask(searcher, "Singapore vulnerable groups")
    assert results.relaxed
    assert PANAMA in slugs(results)
