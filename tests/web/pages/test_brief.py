from flask.testing import FlaskClient

from tests.web.pages.test_search import Page

BOTH = "lesson=ict-use/h1&lesson=trade-and-poverty/h2"


def words(page: Page) -> list[str]:
    """The lessons of a brief in their order, by the links that open them."""
    return [
        link.removeprefix("/lessons/workshops/").partition("?")[0] for link in page.links() if "/workshops/" in link
    ]


def test_a_brief_has_the_chosen_lessons_in_their_order_with_their_sources(client: FlaskClient) -> None:
    page = Page(client, f"/brief?{BOTH}")
    assert words(page) == ["ict-use/h1", "trade-and-poverty/h2"]
    assert "Chile and Brazil use ICT." in page.source
    assert "“ICT Use”. Panama City, United States, September 6–7, 2010" in page.source
    assert "https://www.example.org/lessons/workshops/ict-use/h1" in page.source
    assert page.all("meta", name="robots", content="noindex")


def test_a_lesson_is_moved_or_left_out_by_a_button(client: FlaskClient) -> None:
    page = Page(client, f"/brief?{BOTH}&title=SME")
    assert page.all("button", name="down", value="ict-use/h1", form="naming")
    assert page.all("button", name="up", value="trade-and-poverty/h2", form="naming")
    assert not page.all("button", name="up", value="ict-use/h1")
    assert not page.all("button", name="down", value="trade-and-poverty/h2")
    for button in ("down=ict-use/h1", "up=trade-and-poverty/h2"):
        moved = client.get(f"/brief?{BOTH}&title=SME&{button}").headers["Location"]
        assert moved == "/lessons/brief?lesson=trade-and-poverty%2Fh2&lesson=ict-use%2Fh1&title=SME"
    left = client.get(f"/brief?{BOTH}&title=SME&remove=ict-use/h1&lang=es").headers["Location"]
    assert left == "/lessons/brief?lang=es&lesson=trade-and-poverty%2Fh2&title=SME"
    assert client.get(f"/brief?{BOTH}&up=gone/h1").status_code == 200


def test_a_brief_has_a_title_of_the_readers_own_that_every_page_keeps(client: FlaskClient) -> None:
    page = Page(client, f"/brief?{BOTH}&title=SME+<centers>")
    assert "SME &lt;centers&gt;</h1>" in page.source
    assert page.all("input", id="title", value="SME <centers>")
    results = Page(client, f"/?q=chile&{BOTH}&title=SME")
    assert results.all("input", type="hidden", name="title", value="SME")
    assert all("title=SME" in link for link in results.links() if "/workshops/" in link)
    assert "title=" not in Page(client, "/?q=chile&title=SME").links()[1]  # nothing chosen: nothing to be called so


def test_a_brief_is_in_the_readers_language_where_there_is_a_version(client: FlaskClient) -> None:
    page = Page(client, f"/brief?{BOTH}&lang=es")
    assert "Chile y Brasil usan las TIC." in page.source
    assert "(traducción oficial)" in page.source
    assert "(en inglés)" in page.source
    assert page.all("p", class_="words", lang="en")


def test_a_brief_says_what_it_is_made_of(client: FlaskClient) -> None:
    source = Page(client, f"/brief?{BOTH}").source
    assert "https://www.example.org/lessons/brief?lesson=ict-use%2Fh1" in source
    assert "<dd>g1</dd>" in source


def test_lessons_that_are_gone_are_named_and_can_be_left_out(client: FlaskClient) -> None:
    page = Page(client, "/brief?lesson=gone/h1&lesson=ict-use/h1&lesson=ict-use")
    assert "not in the collection any more: gone/h1." in page.source
    assert "/lessons/brief?lesson=ict-use%2Fh1" in page.links()


def test_an_empty_brief_says_how_to_fill_it(client: FlaskClient) -> None:
    page = Page(client, "/brief?title=Nothing")
    assert "No lesson is chosen yet." in page.source
    assert "/lessons/?q=&view=highlights" in page.links()


def test_a_brief_is_taken_away_in_every_format(client: FlaskClient) -> None:
    links = Page(client, f"/brief?{BOTH}&title=SME").links()
    for extension in ("docx", "ris", "bib", "csv", "json"):
        address = f"/lessons/export.{extension}?lesson=ict-use%2Fh1&lesson=trade-and-poverty%2Fh2&title=SME&lang=en"
        assert address in links
