from collections.abc import Iterator

import pytest

from policysearch.query import Expansion
from policysearch.search.results import Reason
from policysearch.web import create_app
from policysearch.web.view_models.reasons import reason_lines, region_lines
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher


@pytest.fixture(autouse=True)
def request_in_english() -> Iterator[None]:
    with create_app(FakeSearcher(), SETTINGS).test_request_context("/"):
        yield


def lines(*reasons: Reason) -> list[str]:
    return [*reason_lines(reasons, lambda facet, value: {"CL": "Chile"}.get(value, value))]


def test_what_was_asked_is_one_line_with_the_forms_and_places_it_was_found_in() -> None:
    [line] = lines(
        Reason("pymes", "SME", "title"), Reason("pymes", "SME", "highlights"), Reason("pymes", "MSME", "highlights")
    )
    assert line == "“pymes” was found as “SME”, “MSME” in the title, in the lessons"


def test_the_form_is_not_told_where_it_is_what_was_typed() -> None:
    assert lines(Reason("chile", "Chile", "body")) == ["“chile” was found in the text"]
    assert lines(Reason('"water supply"', "water supply", "body")) == ["“water supply” was found in the text"]


def test_a_filter_is_told_by_its_name_and_value() -> None:
    assert lines(Reason("experience:CL", "CL", "experience")) == ["Experience from: Chile"]


def test_many_forms_are_cut_short() -> None:
    [line] = lines(*(Reason("x*", f"x{n}", "names") for n in range(9)))
    assert line == "“x*” was found as “x0”, “x1”, “x2”, “x3” … among the names and places"


JAMAICA = Expansion("Jamaica", ("Jamaïque", "CARICOM"), (("CARICOM", "Caribbean Community"), ("Caribbean", "Caribe")))


def test_a_result_found_through_a_region_alone_is_labelled_so() -> None:
    reasons = (Reason("Jamaica", "Caribe", "title"), Reason("Jamaica", "CARICOM", "highlights"))
    assert [*region_lines(reasons, (JAMAICA,))] == ["Found for a region that Jamaica belongs to: CARICOM, Caribe"]


def test_a_result_that_speaks_of_the_country_itself_is_not_labelled() -> None:
    reasons = (Reason("Jamaica", "Jamaica", "body"), Reason("Jamaica", "CARICOM", "highlights"))
    assert [*region_lines(reasons, (JAMAICA,))] == []
    assert [*region_lines((Reason("SMEs", "SME", "title"),), (Expansion("SMEs", ("SME",)), JAMAICA))] == []
