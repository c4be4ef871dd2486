"""Countries side by side: the page, its notices, the ways to it, the Word document, the API's answer."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from flask.testing import FlaskClient

from policysearch.search.results import Searcher, ShownFor
from policysearch.vocabulary import Region, Theme, Vocabulary
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, FakeSearcher
from tests.web.pages.test_search import Page

Serve = Callable[[FakeSearcher], FlaskClient]
BOTH = "experience=CL&experience=BR"


def test_each_country_has_a_cell_with_its_lessons_their_years_and_their_source(client: FlaskClient) -> None:
    page = Page(client, f"/compare?{BOTH}")
    assert "Side by side: Chile, Brazil" in page.source
    cells = page.source.split('<section class="cell')[1:]
    assert [cell.split("<h3>")[1].split("<")[0] for cell in cells] == ["Chile", "Brazil"]
    assert "3 lessons, 2009–2010" in cells[0]
    assert "1 lesson, 2010" in cells[1]
    assert "Vulnerable groups &lt;b&gt;trade&lt;/b&gt;." in cells[0]
    assert "ICT Use</span>, 2010" in cells[1]
    assert {"/lessons/workshops/ict-use/h1", "/lessons/themes/ict", "/lessons/countries/BR"} <= {*page.links()}


@pytest.mark.parametrize("limit", ["21", "500", "99999999999999999999"])
def test_more_lessons_in_a_cell_than_one_shows_are_refused_with_a_word(client: FlaskClient, limit: str) -> None:
    source = Page(client, f"/compare?{BOTH}&limit={limit}").source
    assert "A cell shows at most 20 lessons" in source
    file = docx.Document(BytesIO(client.get(f"/compare.docx?{BOTH}&limit={limit}").data))
    assert any("at most 20 lessons" in paragraph.text for paragraph in file.paragraphs)


@pytest.mark.parametrize("limit", ["1", "20", "020", "0", "-5", "x", ""])
def test_a_number_of_lessons_that_a_cell_can_show_needs_no_word(client: FlaskClient, limit: str) -> None:
    assert "A cell shows at most" not in Page(client, f"/compare?{BOTH}&limit={limit}").source


def test_a_gap_is_marked_and_themes_without_lessons_are_named(serve: Serve) -> None:
    searcher = FakeSearcher()
    searcher.vocabulary = Vocabulary(themes=(*searcher.vocabulary.themes, Theme("trade", {"en": "Trade"})))
    page = Page(serve(searcher), "/compare?experience=CL&experience=PE")
    assert page.source.count("No lesson yet") == 1
    assert page.all("section", class_="cell gap")
    assert "1 theme without lessons" in page.source
    assert "/lessons/themes/trade" in page.links()


def test_a_cell_leads_to_all_its_lessons_where_it_shows_only_the_newest(serve: Serve) -> None:
    links = Page(serve(FakeSearcher(MANY)), f"/compare?{BOTH}&year_from=1985").links()
    assert (
        "/lessons/?q=&theme=ict&experience=CL&year_from=1985&view=highlights&sort=newest" in links
    )  # the narrowing of the comparison stays
    assert not [link for link in links if "theme=ict&experience=BR" in link]


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("experience=CL", "Choose 2 to 4 to compare."),
        ("experience=CL&experience=zz", "There is no country or region “zz”."),
        ("experience=CL&experience=a%20b%20c", "There is no country or region “a b c”."),
        ("experience=CL&experience=zz&lang=fr", "Il n’existe ni pays ni région «\u00a0zz\u00a0»."),
        ("&".join(f"experience={code}" for code in "CL BR PE CO MX".split()), "left out: Mexico."),
        ("experience=CL&experience=cl", "Choose 2 to 4 to compare."),
        ("experience=CL&year_from=abc", "“abc” is no year or day; it was left aside."),
        (f"{BOTH}&since=soon&lang=es", "«soon» no es un año ni un día"),
    ],
)
def test_what_cannot_be_compared_is_said(client: FlaskClient, query: str, notice: str) -> None:
    assert notice in Page(client, f"/compare?{query}").source


def test_all_themes_of_a_comparison_stay_chosen_in_its_form(client: FlaskClient) -> None:
    page = Page(client, "/compare?experience=CL&experience=BR&theme=ict&theme=unlisted")
    assert page.source.count(" selected>") == 2
    assert '<option value="unlisted" selected>' in page.source
    assert 'name="theme" multiple>' in page.source
    assert "multiple" not in Page(client, "/compare?experience=CL&experience=BR&theme=ict").source


def test_the_first_four_of_five_are_compared(client: FlaskClient) -> None:
    page = Page(client, "/compare?" + "&".join(f"experience={code}" for code in "CL BR PE CO MX".split()))
    assert page.all("div", class_="cells of-4")


def test_without_countries_it_offers_those_that_lessons_discuss(client: FlaskClient) -> None:
    page = Page(client, "/compare?q=chile&theme=ict")
    values = [box["value"] for box in page.all("input", type="checkbox", name="experience")]
    assert values == ["BR", "CL"]
    assert page.all("input", type="hidden", name="q", value="chile")
    assert not page.all("div", class_="cells of-2")
    assert page.all("option", value="ict", selected="") or 'value="ict" selected' in page.source
    one = Page(client, "/compare?experience=PE")
    assert [box["value"] for box in one.all("input", name="experience") if "checked" in box] == ["PE"]


def test_it_keeps_the_language_and_the_choice_for_a_brief(client: FlaskClient) -> None:
    page = Page(client, f"/compare?{BOTH}&lang=es&lesson=ict-use/h1")
    assert "Lado a lado" in page.source
    assert page.all("input", type="hidden", name="lang", value="es")
    assert page.all("input", type="hidden", name="lesson", value="ict-use/h1")


def test_a_correction_and_a_looser_search_are_said(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = FakeSearcher()
    compare = searcher.compare

    def corrected(*arguments: object) -> object:
        return replace(compare(*arguments), relaxed=True, shown_for=ShownFor("chlie", "chile", '"chlie"'))  # type: ignore[arg-type]

    monkeypatch.setattr(searcher, "compare", corrected)
    page = Page(serve(searcher), f"/compare?{BOTH}&q=chlie")
    assert "Showing results for chile instead of chlie." in page.source
    assert "No result has all your words; the closest follow." in page.source


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/countries/CL", "/lessons/compare?experience=CL"),
        ("/themes/ict", "/lessons/compare?theme=ict"),
        ("/?q=chile&experience=BR&experience=CL", "/lessons/compare?experience=BR&experience=CL&q=chile"),
        ("/?q=chile&experience=CL&year=2010&view=highlights", "/lessons/compare?experience=CL&q=chile&year=2010"),
    ],
)
def test_pages_lead_to_it(client: FlaskClient, address: str, link: str) -> None:
    assert link in Page(client, address).links()


def test_the_map_and_the_list_of_all_countries_offer_theirs(serve: Serve) -> None:
    client = serve(FakeSearcher(crosstab={("ict", "CL"): 3, ("ict", "BR"): 1}))
    page = Page(client, "/map")
    assert [box["value"] for box in page.all("input", name="experience")] == ["CL", "BR"]
    assert page.all("form", action="/lessons/compare")
    assert Page(client, "/facets/experience?q=").all("button", formaction="/lessons/compare")


def test_a_region_has_lessons_of_its_own(serve: Serve) -> None:
    searcher = FakeSearcher()
    searcher.vocabulary = Vocabulary(
        themes=searcher.vocabulary.themes, regions=(Region("andes", ("The Andes",), ("PE", "CL"), shares=True),)
    )
    page = Page(serve(searcher), "/compare?experience=andes&experience=CL")
    assert "The Andes, Chile" in page.source


def test_it_is_not_to_be_indexed(client: FlaskClient) -> None:
    assert client.get(f"/compare?{BOTH}").headers["X-Robots-Tag"] == "noindex"
    assert client.get(f"/compare.docx?{BOTH}").headers["X-Robots-Tag"] == "noindex"


def document(client: FlaskClient, address: str) -> "docx.document.Document":
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return docx.Document(BytesIO(answer.data))


def test_the_word_document_is_a_table_with_the_lessons_in_its_cells(client: FlaskClient) -> None:
    file = document(client, f"/compare.docx?{BOTH}&limit=2")
    assert file.paragraphs[0].text == "Side by side: Chile, Brazil"
    (table,) = file.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Themes", "Chile", "Brazil"]
    chile, brazil = table.rows[1].cells[1:]
    assert "Chile and Brazil use ICT." in chile.text
    assert "Lessons: 3 (2009–2010)" in chile.text
    assert "More on the site: 1" in chile.text
    assert "ICT Use, 2010." in brazil.text
    links = [part.target_ref for part in file.part.rels.values() if part.is_external]
    assert "https://www.example.org/lessons/workshops/ict-use/h1" in links
    assert f"https://www.example.org/lessons/compare?{BOTH}&limit=2&lang=en" in file.paragraphs[-1].text
    section = file.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


def test_the_word_document_marks_gaps_in_the_readers_language(client: FlaskClient) -> None:
    file = document(client, "/compare.docx?experience=CL&experience=PE&lang=pt")
    assert file.tables[0].rows[1].cells[2].text == "Ainda não há lições"
    assert client.get("/compare.docx?experience=CL").status_code == 404


@pytest.mark.parametrize(
    ("query", "detail", "parameter"),
    [
        ("experience=CL", "A comparison takes 2 to 4 countries or regions, not 1.", "experience"),
        ("experience=CL&experience=CL", "A comparison takes 2 to 4 countries or regions, not 1.", "experience"),
        ("", "A comparison takes 2 to 4 countries or regions, not 0.", "experience"),
        ("&".join(f"experience={c}" for c in "CL BR PE CO MX".split()), "not 5.", "experience"),
        ("experience=CL&experience=ZZ", "There is no country or region 'zz'.", "experience"),
        (f"{BOTH}&limit=21", "The parameter limit cannot be 21.", "limit"),
        (f"{BOTH}&view=highlights", "There is no parameter 'view'.", "view"),
        (f"{BOTH}&sort=newest", "There is no parameter 'sort'.", "sort"),
        (f"{BOTH}&year=20", "The parameter year cannot be '20'.", "year"),
    ],
)
def test_the_api_names_what_is_wrong(client: FlaskClient, query: str, detail: str, parameter: str) -> None:
    answer = client.get(f"/api/v1/compare?{query}")
    assert answer.status_code == 400
    assert answer.json is not None
    assert detail in answer.json["detail"]
    assert answer.json["parameter"] == parameter


def test_every_total_of_the_shipped_collection_is_what_the_search_of_its_address_counts(searcher: Searcher) -> None:
    client = create_app(searcher, SETTINGS).test_client()
    answer = client.get("/api/v1/compare?experience=CL&experience=CO&experience=BR&experience=caricom").json
    assert answer is not None
    cells = [cell for theme in answer["themes"] for cell in theme["cells"]]
    checked = 0
    for cell in cells:
        if cell["url"]:
            address = cell["url"].removeprefix("https://www.example.org/lessons/")
            counted = client.get(f"/api/v1/search{address}").json
            assert counted is not None
            assert counted["total"] == cell["total"] >= len(cell["lessons"]) > 0
            checked += 1
    assert checked > 4
    assert any(cell["total"] == 0 for cell in cells)
