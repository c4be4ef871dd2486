"""Whatever an address says, there is an answer, and never an error of ours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.exporters import FORMATS
from policysearch.web import create_app
from policysearch.web.search_params import LESSON, NAMES, TITLE
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

CLIENT = create_app(FakeSearcher(), SETTINGS).test_client()
PATHS = [
    "/",
    "/map",
    "/compare",
    "/compare.docx",
    "/compare.md",
    "/index.md",
    "/llms.txt",
    "/brief",
    "/feed.atom",
    "/themes",
    "/countries",
    "/years",
    *(f"/export.{name}" for name in FORMATS),
]
FOLDERS = ["/themes/", "/countries/", "/years/", "/export.", "/workshops/", "/workshops/ict-use/"]
words = st.text(st.characters(codec="utf-8"), max_size=20)
values = words | st.sampled_from(["chile", "2009", "CL", "ict", "highlights", "ict-use/h1", "all", "10000", "-1"])
parameters = st.lists(
    st.tuples(st.sampled_from([*NAMES, LESSON, TITLE, "countries", "utm_source"]), values), max_size=5
)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.sampled_from(PATHS), parameters)
def test_any_parameters_are_answered(path: str, params: list[tuple[str, str]]) -> None:
    query: dict[str, list[str]] = {}
    for name, value in params:
        query.setdefault(name, []).append(value)
    allowed = {200, 400} | ({404} if path == "/compare.docx" else set())  # of fewer than two countries there is no file
    assert CLIENT.get(path, query_string=query).status_code in allowed


@settings(max_examples=100)
@given(st.sampled_from(FOLDERS), words)
def test_any_path_is_answered(folder: str, name: str) -> None:
    assert CLIENT.get(folder + name).status_code in (200, 301, 308, 404)
