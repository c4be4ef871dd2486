"""The numbers and the example of docs/RANKING.md are those of the code."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from policysearch.query import parse
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import searcher_of, workshop

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "RANKING.md").read_text("utf-8")
ROWS = re.findall(r"^\| .+? \| ([\d.,]+) \| `([\w/]+)\.py` `(\w+)` \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("value", "module", "name"), ROWS)
def test_the_page_has_the_values_of_the_code(value: str, module: str, name: str) -> None:
    constant = getattr(import_module(f"policysearch.{module.replace('/', '.')}"), name)
    assert float(value.replace(",", "")) == constant


def test_every_number_of_the_formulas_is_on_the_page() -> None:
    bm25 = import_module("policysearch.model.bm25")
    assert {name for name in vars(bm25) if name.isupper()} <= {name for _, _, name in ROWS}


def test_the_files_that_the_page_names_exist() -> None:
    for path in re.findall(r"`([\w/]+\.py)`", PAGE):
        assert (ROOT / "src" / "policysearch" / path).is_file() or (ROOT / path).is_file(), path


def test_the_example_scores_as_the_page_says(tmp_path: Path) -> None:
    searcher = searcher_of(
        tmp_path,
        workshop("a", "Export credit", body="Banks lend to small firms.", country=""),
        workshop("b", "Guarantees", "Credits need guarantees.", country=""),
        workshop("c", "Trade fairs", country=""),
    )
    example = PAGE.split("## 10. An example")[1]
    scores = {}
    for text in ("credit", "guarantee", "guarantees", "credit guarantees"):
        hits = searcher.search(parse(text, Vocabulary())).hits
        scores[text] = next(hit.score for hit in hits if hit.document.id == "b")
    exact_form = scores["guarantees"] - scores["guarantee"]
    closeness = scores["credit guarantees"] - scores["credit"] - scores["guarantees"]
    for part in (scores["credit"], scores["guarantee"], exact_form, closeness, scores["credit guarantees"]):
        assert f"| {part:.4f} |" in example
