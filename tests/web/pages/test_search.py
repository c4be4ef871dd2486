from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

from policysearch.query import Expansion
from policysearch.search.results import Bucket, Correction, Fact, ShownFor, WayOut
from tests.web.fake import MANY, TRADE, FakeSearcher, document

Serve = Callable[[FakeSearcher], FlaskClient]


class Page(HTMLParser):
    """A page's elements as (tag, attributes), and its text."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        self.source = answer.text
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        attributes = {name.rstrip("_"): value for name, value in attributes.items()}
        return [a for t, a in self.elements if t == tag and all(a.get(n) == v for n, v in attributes.items())]

    def links(self) -> list[str]:
        return [a["href"] or "" for a in self.all("a") if "href" in a]


def test_a_small_collection_is_shown_whole_at_the_start(client: FlaskClient) -> None:
    page = Page(client, "/")
    assert "2 workshops" in page.source
    assert "3 lessons" in page.source
    assert "2009–2010" in page.source
    for slug in ("trade-and-poverty", "ict-use", "trade-and-poverty/h2", "ict-use/h1"):
        assert f"/lessons/workshops/{slug}" in page.links()


def test_a_large_one_offers_counted_ways_in(serve: Serve) -> None:
    page = Page(serve(FakeSearcher(MANY)), "/")
    assert "/lessons/themes/ict" in page.links()
    assert "/lessons/countries/CL" in page.links()
    assert "The newest workshops" in page.source
    newest = [address for address in page.links() if address.startswith("/lessons/workshops/")]
    assert newest == [f"/lessons/workshops/w{number}" for number in range(39, 33, -1)]


def test_examples_are_only_searches_that_find_something(client: FlaskClient) -> None:
    page = Page(client, "/")
    assert "/lessons/?q=vulnerable+groups" in page.links()
    assert "/lessons/?q=export+supply+chains" not in page.links()


def test_found_words_are_marked_and_the_text_is_escaped_once(client: FlaskClient) -> None:
    source = Page(client, "/?q=groups").source
    assert "Vulnerable <mark>groups</mark> &lt;b&gt;trade&lt;/b&gt;." in source
    assert "Trade &amp; Poverty" in source
    assert "&amp;amp;" not in source


def test_what_a_reader_types_is_escaped(client: FlaskClient) -> None:
    source = Page(client, '/?q="><script>alert(1)</script>').source
    assert "<script>alert" not in source


def test_facets_are_checkboxes_of_the_search_form_in_their_order(client: FlaskClient) -> None:
    page = Page(client, "/?q=&year=2009")
    boxes = [box for box in page.all("input", type="checkbox", form="search") if box["name"] != "lesson"]
    names = list(dict.fromkeys(box["name"] for box in boxes))
    assert names == ["year"]
    assert [box["value"] for box in boxes if "checked" in box] == ["2009"]
    every = Page(client, "/?q=")
    named = list(dict.fromkeys(b["name"] for b in every.all("input", type="checkbox", form="search")))
    assert [name for name in named if name != "lesson"] == ["experience", "year", "country", "language"]


def test_a_facet_that_does_not_divide_the_results_is_left_out(client: FlaskClient) -> None:
    assert not Page(client, "/?q=").all("input", name="theme")


def test_years_are_drawn_from_five_on(client: FlaskClient, serve: Serve) -> None:
    assert not Page(client, "/?q=").all("svg")
    page = Page(serve(FakeSearcher(MANY)), "/?q=&year=1985")
    (figure,) = page.all("div", class_="years")
    assert (figure["data-years"] or "").startswith("1980:1:0 1981:1 ")
    assert page.all("path", class_="selected")[0]["d"] == "M51 52v-24h8v24z"


def test_years_without_results_leave_a_gap(serve: Serve) -> None:
    buckets = tuple(Bucket(str(year), 1) for year in (1990, 1991, 1992, 1995, 2000))
    page = Page(serve(FakeSearcher(facets={"year": buckets})), "/?q=")
    assert page.all("svg")[0]["viewbox"] == "0 0 110 56"
    assert page.all("div", class_="years")[0]["data-years"] == "1990:1:0 1991:1 1992:1 1995:1:50 2000:1:100"


def test_each_chosen_filter_can_be_removed(client: FlaskClient) -> None:
    page = Page(client, "/?q=chile&year=2009&country=PA")
    assert "/lessons/?q=chile&country=PA" in page.links()
    assert "/lessons/?q=chile&year=2009" in page.links()
    assert "/lessons/?q=chile" in page.links()


def test_what_was_also_searched_can_be_undone(serve: Serve) -> None:
    page = Page(serve(FakeSearcher(expansions=(Expansion("chile", ("Chili", "Chilean")),))), "/?q=chile")
    assert "Chili, Chilean" in page.source
    assert "/lessons/?q=chile&expand=false" in page.links()


def test_searching_as_typed_stays_with_filters_but_not_with_other_words(client: FlaskClient) -> None:
    page = Page(client, "/?q=chile&expand=false")
    assert not page.all("input", name="expand")
    assert len(page.all("button", name="expand", value="false")) == 2
    assert not Page(client, "/?q=chile").all("button", name="expand")


def test_best_match_is_offered_only_where_words_are_ranked(client: FlaskClient) -> None:
    assert "Best match" in Page(client, "/?q=chile").source
    for unranked in ("/?q=", "/?q=&year=2009&country=US", "/?q=year:2000..2015"):
        assert "Best match" not in Page(client, unranked).source
    assert "Newest first" in Page(client, "/?q=").source


def test_the_skip_link_leads_to_results_which_stand_before_the_filters(client: FlaskClient) -> None:
    page = Page(client, "/?q=chile")
    assert page.links()[0] == "#found"
    assert page.source.index('id="found"') < page.source.index('id="filters"')


@pytest.mark.parametrize(("view", "counted"), [("workshops", "workshops"), ("highlights", "lessons")])
def test_filters_say_what_their_numbers_count(client: FlaskClient, view: str, counted: str) -> None:
    assert f"The numbers count {counted}." in Page(client, f"/?q=chile&view={view}").source


def test_close_results_are_said_to_be_only_close(serve: Serve) -> None:
    page = Page(serve(FakeSearcher(relaxed=True)), "/?q=chile")
    assert "No result has all your words" in page.source
    assert "2 workshops with some words of “chile”" in page.source
    page = Page(serve(FakeSearcher(relaxed=True, missing=("zebra",))), "/?q=chile&lang=es")
    assert "Ningún resultado tiene: «zebra». Estos son los resultados más cercanos." in page.source
    assert "2 talleres con algunas palabras de «chile»" in page.source


def test_a_map_is_offered_where_there_is_enough_for_one(client: FlaskClient, serve: Serve) -> None:
    assert not [link for link in Page(client, "/?q=chile").links() if "/map?" in link]
    assert "/lessons/map?q=chile&year=1985" in Page(serve(FakeSearcher(MANY, total=20)), "/?q=chile&year=1985").links()


def test_one_result_needs_no_order_but_keeps_the_readers(client: FlaskClient) -> None:
    page = Page(client, "/?q=chile&year=2009&sort=oldest")
    assert not page.all("select")
    assert page.all("input", type="hidden", name="sort", value="oldest", form="search")
    assert Page(client, "/?q=chile").all("select")


def test_nothing_found_shows_the_ways_out(serve: Serve) -> None:
    changes: dict[str, Any] = {
        "suggestion": Correction("chile", 3),
        "ways_out": (WayOut("year", "2009", 2), WayOut("", "zzz", 4)),
    }
    page = Page(serve(FakeSearcher(**changes)), "/?q=chille+zzz&year=2009")
    assert "/lessons/?q=chile&year=2009" in page.links()
    assert "/lessons/?q=chille+zzz" in page.links()
    assert "/lessons/?q=chille&year=2009" in page.links()
    assert "Year: 2009" in page.source
    assert "mailto:lessons@example.org" in page.links()


def test_a_correction_that_is_listed_is_said_with_the_way_back(serve: Serve) -> None:
    changes: dict[str, Any] = {
        "suggestion": Correction("chile", 3),
        "shown_for": ShownFor("chille", "chile", '"chille"'),
    }
    page = Page(serve(FakeSearcher(**changes)), "/?q=chille")
    assert "instead of" in page.source
    assert "Did you mean" not in page.source
    assert "/lessons/?q=%22chille%22" in page.links()


@pytest.mark.parametrize("total", [0, 3])
def test_the_words_that_nothing_has_are_named(serve: Serve, total: int) -> None:
    page = Page(serve(FakeSearcher(total=total, relaxed=True, missing=("zebra", "<b>"))), "/?q=chile+zebra")
    assert "No result has: “zebra”, “&lt;b&gt;”." in page.source
    page = Page(serve(FakeSearcher(total=total, relaxed=True, missing=("zebra", "<b>"))), "/?q=chile+zebra&lang=es")
    assert "Ningún resultado tiene: «zebra», «&lt;b&gt;»." in page.source


def test_facts_stand_above_the_hits(serve: Serve) -> None:
    facts = (Fact("organizer", document(TRADE), ("Ministry of <Trade>",)), Fact("date", document(TRADE), ("", "")))
    page = Page(serve(FakeSearcher(facts=facts)), "/?q=trade")
    assert "Organized by <b>Ministry of &lt;Trade&gt;</b>" in page.source
    assert "Held on <b>" in page.source
    assert page.source.index("Held on") < page.source.index('<ol class="hits')


def test_a_search_that_found_nothing_is_sent_along_with_the_next_but_not_with_links(client: FlaskClient) -> None:
    assert len(Page(client, "/?q=zzz").all("input", type="hidden", name="before", value="zzz")) == 1
    page = Page(client, "/?q=chile&before=zzz")
    assert not page.all("input", name="before")
    assert not [link for link in page.links() if "before=" in link]


def test_pages_lead_on_and_back(serve: Serve) -> None:
    client = serve(FakeSearcher(MANY))
    middle = Page(client, "/?q=&offset=10")
    assert [a["href"] for a in middle.all("a", rel="next")] == ["/lessons/?q=&offset=20&generation=g1"]
    assert [a["href"] for a in middle.all("a", rel="prev")] == ["/lessons/?q=&generation=g1"]
    assert "Page 2 of 5" in middle.source


def test_why_a_result_is_one_is_told_in_words(client: FlaskClient) -> None:
    assert "<li>“chile” was found in the title</li>" in Page(client, "/?q=chile").source


def test_chosen_lessons_travel_with_every_link_and_stay_ticked(client: FlaskClient) -> None:
    page = Page(client, "/?q=chile&lesson=ict-use/h1&lesson=elsewhere/h9")
    ticked = [box["value"] for box in page.all("input", name="lesson", type="checkbox") if "checked" in box]
    hidden = [box["value"] for box in page.all("input", name="lesson", type="hidden")]
    assert ticked == ["ict-use/h1"]
    assert hidden == ["elsewhere/h9"]
    assert "/lessons/brief?lang=en&lesson=ict-use%2Fh1&lesson=elsewhere%2Fh9" in page.links()
    assert all("lesson=" in link for link in page.links() if "/workshops/" in link)


def test_results_are_not_for_crawlers_and_the_start_page_is(client: FlaskClient) -> None:
    assert Page(client, "/?q=chile").all("meta", name="robots", content="noindex")
    assert not Page(client, "/").all("meta", name="robots")
    assert not Page(client, "/?utm_source=mail").all("meta", name="robots")


def test_unknown_and_malformed_parameters_are_left_aside(client: FlaskClient) -> None:
    odd = Page(client, "/?q=chile&utm_source=x&offset=-1&year=soon").all("article")
    assert len(odd) == len(Page(client, "/?q=chile").all("article")) == 2


def test_a_text_in_another_language_says_so(client: FlaskClient) -> None:
    page = Page(client, "/?q=&lang=fr")
    assert page.all("p", class_="words", lang="en")
    assert "en anglais" in page.source


@pytest.mark.parametrize("address", ["/", "/?q=chile", "/workshops/ict-use", "/workshops/ict-use/h1", "/?q=zzz"])
def test_nothing_is_inline_and_ids_are_unique(client: FlaskClient, address: str) -> None:
    page = Page(client, address)
    assert not page.all("style")
    assert not [a for _tag, a in page.elements if "style" in a or any(name.startswith("on") for name in a)]
    assert all("src" in a or a.get("type") == "application/ld+json" for a in page.all("script"))
    ids = [a["id"] for _tag, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_ten_values_are_shown_with_all_selected_ones_and_a_link_to_the_others(serve: Serve) -> None:
    buckets = tuple(Bucket(f"Partner {n}", 1, n == 30) for n in range(50))
    changes: dict[str, Any] = {"facets": {"partner": buckets}, "facet_totals": {"partner": 180}}
    page = Page(serve(FakeSearcher(**changes)), "/?q=chile&year=2009")
    boxes = page.all("input", type="checkbox", name="partner")
    assert [box["value"] for box in boxes] == [*(f"Partner {n}" for n in range(10)), "Partner 30"]
    assert boxes[0]["id"] == "partner-Partner%200"
    assert "All 180" in page.source
    assert "/lessons/facets/partner?q=chile&year=2009" in page.links()


def test_a_page_of_other_words_is_put_together_from_few_pieces(client: FlaskClient) -> None:
    environment: Any = client.application.jinja_env
    pieces: list[int] = []

    def count_pieces(parts: Iterable[str]) -> str:
        html = [*parts]
        pieces.append(len(html))
        return "".join(html)

    Page(client, "/?q=trade")
    environment.concat = count_pieces
    page = Page(client, "/?q=poverty&theme=ict")
    assert page.all("input", name="theme", value="ict")
    assert sum(pieces) < 280  # 360 where filters, orders and downloads are rendered with each page
