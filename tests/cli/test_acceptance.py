"""The original page, imported into an empty site, is found as the shipped materials are."""

import json
import os
from pathlib import Path

import pytest

from policysearch.query import parse
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
PAGE = Path(os.environ.get("POLICYSEARCH_TEST_DATA", ROOT.parent / "shared" / "data")) / "oas-msme-workshops.txt"
QUERIES = (
    "ICT",
    "chile",
    '"vulnerable groups"',
    "SBDC -colombia",
    "year:2009",
    "country:Panama",
    "best practices",
    "PYME",
    "CARICOM",
    "",
)

pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the original page is not here (POLICYSEARCH_TEST_DATA)")


def test_the_same_searches_give_the_same_answers(run: Run, shipped: Settings, searcher: Searcher) -> None:
    assert run("import", "--publish", str(PAGE)).exit_code == 0
    assert run("check").exit_code == 0
    assert run("build").exit_code == 0
    for words in QUERIES:
        expected = searcher.search(parse(words, searcher.vocabulary))
        answer = json.loads(run("search", words, "--json").stdout)
        assert {hit["id"] for hit in answer["hits"]} == {hit.document.id for hit in expected.hits}, words
        assert answer["total"] == expected.total, words
