from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from policysearch.query import Query
from policysearch.search.results import Results, Searcher
from policysearch.vocabulary import Region, Theme, Vocabulary
from policysearch.web import create_app
from policysearch.web.pages.evidence_map import MIN_LESSONS, SHADES, is_worth_showing, shade
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher
from tests.web.pages.test_search import Page

Serve = Callable[[FakeSearcher], FlaskClient]
COUNTS = {("ict", "CL"): 3, ("ict", "BR"): 1, ("credit", "CL"): 1}


def lessons(counts: dict[tuple[str, str], int], total: int) -> Results:
    return Results(Query(), total, (), {}, {}, "g1", crosstab=counts)


def test_a_cell_leads_to_its_lessons_and_a_gap_to_nothing(serve: Serve) -> None:
    page = Page(serve(FakeSearcher(crosstab=COUNTS)), "/map")
    cells = {str(a["title"]): a["href"] for a in page.all("a") if a.get("title")}
    assert cells == {
        "ICT, Chile": "/lessons/?q=&theme=ict&experience=CL&view=highlights",
        "ICT, Brazil": "/lessons/?q=&theme=ict&experience=BR&view=highlights",
        "credit, Chile": "/lessons/?q=&theme=credit&experience=CL&view=highlights",
    }
    assert len(page.all("td")) == 1 + 4


def test_it_is_a_table_with_headings_that_lead_to_their_own_pages(serve: Serve) -> None:
    page = Page(serve(FakeSearcher(crosstab=COUNTS)), "/map")
    assert len(page.all("th", scope="col")) == 2
    assert len(page.all("th", scope="row")) == 2
    assert "/lessons/countries/CL" in page.links()
    assert "/lessons/themes/ict" in page.links()
    assert page.links().index("/lessons/countries/CL") < page.links().index("/lessons/countries/BR")


def test_only_the_most_discussed_countries_stand_there_until_all_are_asked_for(serve: Serve) -> None:
    counts = {("ict", f"{first}{second}"): 1 for first in "ABCDEFG" for second in "ABCDEFG"}
    client = serve(FakeSearcher(crosstab=counts))
    page = Page(client, "/map")
    assert len(page.all("th", scope="col")) == 30
    assert "The 30 most discussed of 49 countries." in page.source
    assert "/lessons/map?countries=all" in page.links()
    assert len(Page(client, "/map?countries=all").all("th", scope="col")) == 49


def test_the_map_of_a_search_says_so_and_is_not_for_crawlers(serve: Serve) -> None:
    client = serve(FakeSearcher(crosstab=COUNTS))
    page = Page(client, "/map?q=chile&year=2009")
    assert "chile; Year: 2009" in page.source
    assert "/lessons/?q=chile&year=2009&theme=ict&experience=CL&view=highlights" in page.links()
    assert page.all("meta", name="robots", content="noindex")
    complete = Page(client, "/map?utm_source=x")
    assert not complete.all("meta", name="robots")
    assert complete.all("link", rel="canonical", href="https://www.example.org/lessons/map")


def test_a_map_of_nothing_says_so(serve: Serve) -> None:
    page = Page(serve(FakeSearcher(crosstab={})), "/map")
    assert "There are no lessons to show on a map yet." in page.source
    assert not page.all("table")


@pytest.mark.parametrize("highest", [1, 2, 3, 7, 40, 3_000])
def test_more_lessons_are_never_paler(highest: int) -> None:
    shades = [shade(count, highest) for count in range(highest + 1)]
    assert shades == sorted(shades)
    assert shades[0] == 0
    assert shades[1] == 1
    assert highest < SHADES or shades[-1] == SHADES


def test_a_map_is_worth_showing_from_sixty_lessons_and_a_third_of_its_cells_filled_on() -> None:
    third = {("a", "CL"): 1, ("b", "BR"): 1, ("c", "AR"): 1}
    assert is_worth_showing(lessons(third, MIN_LESSONS))
    assert not is_worth_showing(lessons(third, MIN_LESSONS - 1))
    assert not is_worth_showing(lessons({**third, ("d", "UY"): 1}, MIN_LESSONS))
    assert not is_worth_showing(lessons({}, MIN_LESSONS))


@pytest.mark.parametrize(("total", "linked"), [(59, False), (60, True)])
def test_the_start_page_leads_to_a_map_that_is_worth_it(serve: Serve, total: int, linked: bool) -> None:
    page = Page(serve(FakeSearcher(crosstab=COUNTS, total=total)), "/")
    assert ("See the map of themes and countries" in page.source) is linked


def test_every_count_of_the_shipped_map_is_what_its_link_lists(searcher: Searcher) -> None:
    client = create_app(searcher, SETTINGS).test_client()
    source = client.get("/map").text
    cells = [line for line in source.splitlines() if "<td><a" in line]
    checked = 0
    for cell in "".join(cells).split("<td>"):
        if "<a" in cell:
            address = cell.split('href="')[1].split('"')[0].replace("&amp;", "&").removeprefix("/lessons/")
            answer = client.get(f"/api/v1/search{address}").json
            assert answer is not None
            assert f">{answer['total']}</a>" in cell
            checked += 1
    assert checked > 10


def test_gaps_are_folded_into_a_line_for_themes_and_one_for_the_members_of_regions(serve: Serve) -> None:
    searcher = FakeSearcher(crosstab=COUNTS)
    assert "gaps-" not in Page(serve(searcher), "/map").source
    themes = (*searcher.vocabulary.themes, Theme("tourism", {"en": "Tourism"}), Theme("trade", {"en": "Trade"}))
    searcher.vocabulary = Vocabulary(themes=themes, regions=(Region("a", ("Region",), ("CL", "PE", "BR")),))
    page = Page(serve(searcher), "/map")
    assert "2 themes without lessons" in page.source
    assert "1 country without lessons" in page.source
    assert {"/lessons/themes/tourism", "/lessons/countries/PE"} <= {*page.links()}
    assert not [details for details in page.all("details", class_="gaps") if details.get("open")]


def test_the_table_is_a_csv_file_with_its_gaps(serve: Serve) -> None:
    searcher = FakeSearcher(crosstab=COUNTS)
    searcher.vocabulary = Vocabulary(
        themes=(Theme("ict", {"en": "ICT", "es": "TIC"}), Theme("gap", {"en": "=Gap", "es": "Hueco"})),
        regions=(Region("andes", ("Andes",), ("PE", "CL")),),
    )
    client = serve(searcher)
    assert "/lessons/map.csv?lang=en" in Page(client, "/map").links()
    answer = client.get("/map.csv?lang=en")
    assert answer.mimetype == "text/csv"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert [line.split(",") for line in answer.data.decode("utf-8-sig").splitlines()] == [
        ["Theme", "Chile", "Brazil", "Peru"],
        ["ICT", "3", "1", "0"],
        ["credit", "1", "0", "0"],
        ["'=Gap", "0", "0", "0"],
    ]
    assert client.get("/map.csv?lang=es").data.decode("utf-8-sig").startswith("Tema,")


def test_a_country_names_at_most_eight_neighbours_that_the_collection_has_nothing_on(serve: Serve) -> None:
    searcher = FakeSearcher()
    members = ("CL", "BR", "PE", "AR", "BO", "CO", "EC", "GY", "PY", "SR", "UY", "VE")
    themes = [Theme(f"t{n:02}", {"en": f"Theme {n:02}"}, broader="ict") for n in range(12)]
    searcher.vocabulary = Vocabulary(
        themes=(Theme("ict", {"en": "ICT"}), Theme("apart", {"en": "Apart"}), *themes),
        regions=(Region("south", ("South America",), members), Region("north", ("North",), ("CA",))),
    )
    client = serve(searcher)
    country = Page(client, "/countries/CL")
    assert "Related, without lessons yet: 8" in country.source
    named = [link for link in country.links() if link.startswith("/lessons/countries/")]
    assert {"/lessons/countries/AR", "/lessons/countries/PE"} <= {*named}
    assert not {"/lessons/countries/BR", "/lessons/countries/CA", "/lessons/countries/VE"} & {*named}
    theme = Page(client, "/themes/ict")
    assert "Related, without lessons yet: 8" in theme.source
    assert "/lessons/themes/t07" in theme.links()
    assert "/lessons/themes/apart" not in theme.links()
