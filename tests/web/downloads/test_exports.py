import csv
import gzip
import json
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from xml.etree import ElementTree as Xml

import docx
import pytest
from flask.testing import FlaskClient

from policysearch.exporters import FORMATS
from policysearch.model.document import Document
from policysearch.model.errors import IndexDamagedError
from policysearch.query import Query
from policysearch.search.results import ShownFor
from tests.web.fake import MANY, FakeSearcher
from tests.web.pages.test_search import Page

Serve = Callable[[FakeSearcher], FlaskClient]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://www.example.org/lessons"


def rows(content: str) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(content.removeprefix("\ufeff"), newline=""))]


def test_all_results_are_taken_not_only_the_page_shown(serve: Serve) -> None:
    client = serve(FakeSearcher(MANY))
    lines = rows(client.get("/export.csv?q=chile&limit=5&offset=10").text)
    assert len(lines) == len(MANY)
    lessons = rows(serve(FakeSearcher()).get("/export.csv?q=&view=highlights&year=2009&year=2010").text)
    assert [row["Link"] for row in lessons] == [
        f"{SITE}/workshops/{lesson}" for lesson in ("ict-use/h1", "trade-and-poverty/h1", "trade-and-poverty/h2")
    ]


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_is_served_as_a_file_and_is_no_page_to_crawl(client: FlaskClient, extension: str) -> None:
    answer = client.get(f"/export.{extension}?q=chile")
    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[extension].mimetype
    assert answer.headers["Content-Disposition"] == f'attachment; filename="policy-lessons-chile.{extension}"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_says_what_was_asked_when_where_and_of_which_generation(client: FlaskClient) -> None:
    record = json.loads(client.get("/export.json?q=chile&year=2009&experience=CL&lang=es").data)
    assert record["query"] == "chile; Experiencia de: Chile; Año: 2009"
    assert record["address"] == f"{SITE}/?q=chile&year=2009&experience=CL&lang=es"
    assert record["generation"] == "g1"
    assert record["language"] == "es"
    assert record["total"] == len(record["entries"]) == 1


def test_the_lessons_of_a_brief_are_taken_where_nothing_is_searched(client: FlaskClient) -> None:
    brief = "lesson=trade-and-poverty/h2&lesson=ict-use/h1&title=For+the+Minister"
    answer = client.get(f"/export.docx?{brief}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="for-the-minister.docx"'
    written = [paragraph.text for paragraph in docx.Document(BytesIO(answer.data)).paragraphs]
    assert written[0] == "For the Minister"
    assert written.index("Chile lends.") < written.index("Chile and Brazil use ICT.")
    assert len(rows(client.get(f"/export.csv?{brief}").text)) == 2
    assert len(rows(client.get(f"/export.csv?q=brazil&{brief}").text)) == 1


def test_a_file_is_sent_while_it_is_written(serve: Serve) -> None:
    read = 0

    class Endless(FakeSearcher):
        def scan(self, query: Query) -> Iterator[Document]:
            nonlocal read
            while True:
                read += 1
                yield self.documents["ict-use"]

    answer = serve(Endless()).get("/export.csv?q=", buffered=False)
    pieces = iter(answer.response)
    next(pieces)
    assert 0 < read < 10
    answer.close()
    assert read < 10


def test_a_stream_is_compressed_too(serve: Serve) -> None:
    client = serve(FakeSearcher(MANY))
    packed = client.get("/export.csv?q=", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(rows(gzip.decompress(packed.data).decode())) == len(MANY)


def test_what_fails_at_once_is_an_error_and_not_half_a_file(serve: Serve) -> None:
    class Damaged(FakeSearcher):
        def scan(self, query: Query) -> Iterator[Document]:
            raise IndexDamagedError("The index is damaged.", "Rebuild it.")
            yield

    assert serve(Damaged()).get("/export.csv?q=").status_code == 503


@pytest.mark.parametrize("extension", [*FORMATS])
def test_whatever_is_typed_makes_a_file(client: FlaskClient, extension: str) -> None:
    typed = "%00%08%1b%ef%bf%bf%22%3b<script>"
    for params in (f"q={typed}", f"lesson=ict-use/h1&title={typed}"):
        answer = client.get(f"/export.{extension}?{params}")
        assert answer.status_code == 200
        assert len(answer.headers.getlist("Content-Disposition")) == 1
    assert client.get(f"/feed.atom?q={typed}").status_code == 200


def test_there_are_no_other_formats(client: FlaskClient) -> None:
    assert client.get("/export.exe?q=").status_code == 404
    assert client.get("/export.?q=").status_code == 404


def test_a_search_over_a_cap_is_told_so(client: FlaskClient) -> None:
    assert client.get(f"/export.csv?q={'x' * 10_001}").status_code == 400


def test_the_page_says_how_much_a_file_holds_where_that_is_less(serve: Serve) -> None:
    assert "Files hold at most" not in Page(serve(FakeSearcher(MANY)), "/?q=chile").source

    class Huge(FakeSearcher):
        def __init__(self) -> None:
            super().__init__(total=12_345)

    client = serve(Huge())
    assert "Files hold at most 10,000 entries, Word documents 500." in Page(client, "/?q=chile").source
    assert "Only the first entries are listed: 500 / 12,345" in " ".join(
        paragraph.text for paragraph in docx.Document(BytesIO(client.get("/export.docx?q=chile").data)).paragraphs
    )


def feed(client: FlaskClient, params: str) -> Xml.Element:
    answer = client.get(f"/feed.atom{params}")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return Xml.fromstring(answer.data)


def test_any_search_is_a_feed_that_names_itself_and_its_page(client: FlaskClient) -> None:
    root = feed(client, "?q=chile&year=2009&utm_source=x&lesson=ict-use/h1")
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links == {
        "self": f"{SITE}/feed.atom?q=chile&year=2009&lang=en",
        "alternate": f"{SITE}/?q=chile&year=2009&lang=en",
    }
    assert [title.text for title in root.findall("a:entry/a:title", ATOM)] == ["Trade & Poverty"]
    assert len(feed(client, "").findall("a:entry", ATOM)) == 2


def test_a_feed_lists_what_the_page_does_and_says_how_the_search_was_read(serve: Serve) -> None:
    close = feed(serve(FakeSearcher(relaxed=True, missing=("harbour",))), "?q=chile")
    assert len(close.findall("a:entry", ATOM)) == 2
    assert close.findtext("a:subtitle", namespaces=ATOM) == "No result has: “harbour”. The closest results follow."
    assert feed(serve(FakeSearcher()), "?q=chile").find("a:subtitle", ATOM) is None


@pytest.mark.parametrize("extension", ["csv", "ris", "bib", "json"])
def test_a_file_says_how_the_search_was_read(serve: Serve, extension: str) -> None:
    shown_for = ShownFor("chiel", "chile", "“chiel”")
    file = serve(FakeSearcher(shown_for=shown_for)).get(f"/export.{extension}?q=chile&lang=fr").text
    assert "Résultats affichés pour « chile » au lieu de « chiel »" in file.replace("\xa0", " ")


def test_a_feeds_ids_outlive_a_new_generation(serve: Serve) -> None:
    searcher = FakeSearcher()
    client = serve(searcher)
    ids = [node.text for node in feed(client, "?q=chile").iter("{http://www.w3.org/2005/Atom}id")]
    searcher.generation = "g2"
    assert [node.text for node in feed(client, "?q=chile").iter("{http://www.w3.org/2005/Atom}id")] == ids


@pytest.mark.parametrize("page", ["/?q=chile&lesson=ict-use/h1", "/"])
def test_pages_lead_to_their_feed_without_anyones_choice(client: FlaskClient, page: str) -> None:
    [link] = Page(client, page).all("link", type="application/atom+xml")
    assert "lesson=" not in str(link["href"])
    assert client.get(str(link["href"]).removeprefix("/lessons")).status_code == 200


def test_the_links_of_the_api_work(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=chile&year=2009").json
    assert answer is not None
    for name in ("feed", "csv", "html"):
        address = answer["links"][name]
        assert address.startswith(SITE)
        assert client.get(address.removeprefix(SITE)).status_code == 200
