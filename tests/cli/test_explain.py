"""``explain``."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

MATERIAL = """---
title: Tools for pymes
start: 2010-05-04
language: en
---

## Highlights

- Owners kept diaries. {#h1}
"""


@pytest.fixture
def built(site: Path, run: Run) -> Run:
    (site / "materials" / "tools.md").write_text(MATERIAL, "utf-8")
    assert run("build").exit_code == 0
    return run


def test_explain_says_how_a_search_was_read_and_why_a_document_is_found(built: Run) -> None:
    answer = built("explain", "SMEs", "--hit", "tools")
    assert answer.exit_code == 0, answer.output
    assert "also searched: " in answer.output
    assert "tools is number 1 " in answer.output


def test_explain_prints_json(built: Run) -> None:
    record = json.loads(built("explain", "zebra", "--hit", "tools/h1", "--json").output)
    assert record["view"] == "highlights"
    assert record["parts"][0]["text"] == "zebra"
    assert record["hit"]["reason"] == "it does not have: zebra"
