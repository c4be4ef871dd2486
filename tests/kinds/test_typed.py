"""What people type, over materials of the project's own: a table for each kind, whose answers were written first.

A line of ``typed/<kind>.tsv`` has the reader's language, what they type, and the answer, in the view of lessons:
``=e1 s2`` exactly these lessons have all words, ``none`` no lesson has; ``+e1`` this one among others, ``-e1`` not this
one, ``1:e1`` this one first; ``!code`` a notice; ``>word`` what is shown instead, ``no~`` nothing is; ``missing:word``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch.query import parse
from policysearch.search.results import Results, Searcher
from tests.engines.factories import searcher_of
from tests.kinds.typed.materials import PREFIX, VOCABULARY, workshops

TABLES = sorted((Path(__file__).parent / "typed").glob("*.tsv"))
LEAST = 30  # lines of a table


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return searcher_of(tmp_path_factory.mktemp("typed"), *workshops(), vocabulary=VOCABULARY)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_what_people_type_finds_what_they_mean(searcher: Searcher, table: Path) -> None:
    lines = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
    assert len(lines) >= LEAST
    faults = {}
    for language, text, answer in lines:
        results = searcher.search(parse(text, VOCABULARY, view="highlights", language=language, limit=100))
        if wrong := [*wrong_parts(results, answer)]:
            faults[language, text] = wrong, lessons(results)
    assert not faults


def lessons(results: Results) -> list[str]:
    """Return the lessons that have all words as typed, by their short names."""
    if results.relaxed or results.shown_for:
        return []
    return [short_name(hit.document.id) for hit in results.hits]


def short_name(document_id: str) -> str:
    workshop, _, number = document_id.partition("/h")
    return PREFIX[workshop] + number


def wrong_parts(results: Results, answer: str) -> Iterator[str]:
    """Yield each part of ``answer`` that does not hold."""
    listed, parts = lessons(results), answer.split()
    if answer.startswith("="):
        exact = [part.lstrip("=") for part in parts if part.lstrip("=")[1:].isdigit() and part[0] not in "+-"]
        parts = [part for part in parts if part.lstrip("=") not in exact]
        if sorted(exact) != sorted(listed):
            yield f"={' '.join(exact)}"
    yield from (part for part in parts if not holds(part, results, listed))


def holds(part: str, results: Results, listed: list[str]) -> bool:
    name, _, value = part.rpartition(":")
    kind = name or (part if part in ("none", "no~") else part[0])
    value = value if name else part[1:]
    holds_of_kind = {
        "+": value in listed,
        "-": value not in listed,
        "!": value in {notice.code for notice in results.notices},
        ">": results.shown_for is not None and results.shown_for.searched == value.replace("_", " "),
        "1": listed[:1] == [value],
        "missing": value in results.missing,
        "none": not listed,
        "no~": not (results.suggestion or results.shown_for),
    }
    return holds_of_kind[kind]
