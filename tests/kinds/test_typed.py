"""What people type, over materials of the project's own: a table for each kind, whose answers were written first.

A line of ``<collection>/<kind>.tsv`` has the reader's language, what they type, and the answer, in the view of lessons
(where the table's name has "workshops", in that of workshops): ``=e1 s2`` exactly these lessons have all words,
``none`` no lesson has; ``+e1`` this one among others, ``-e1`` not this one, ``1:e1`` this one first; ``!code`` a
notice; ``>word`` what is shown instead, ``no~`` nothing is; ``missing:word``; ``fact:kind=slug`` a fact of a workshop,
``nofact`` none.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from policysearch.query import View, parse
from policysearch.search.results import Results, Searcher
from tests.engines.factories import searcher_of
from tests.kinds.services import materials as services
from tests.kinds.typed import materials as typed

TABLES = [table for module in (typed, services) for table in sorted(Path(str(module.__file__)).parent.glob("*.tsv"))]
LEAST = 25  # lines of a table


class Collection(NamedTuple):
    """An index of the workshops of one folder; ``prefix`` is a workshop's letter in the short names of its lessons."""

    searcher: Searcher
    prefix: Mapping[str, str]


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Collection]:
    """Return the collections by the names of their folders."""
    return {
        name: Collection(
            searcher_of(tmp_path_factory.mktemp(name), *module.workshops(), vocabulary=module.VOCABULARY), module.PREFIX
        )
        for name, module in (("typed", typed), ("services", services))
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.parent.name}/{table.stem}")
def test_what_people_type_finds_what_they_mean(collections: Mapping[str, Collection], table: Path) -> None:
    searcher, prefix = collections[table.parent.name]
    lines = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
    assert len(lines) >= LEAST
    faults = {}
    for language, text, answer in lines:
        view: View = "workshops" if "workshops" in table.stem else "highlights"
        results = searcher.search(parse(text, searcher.vocabulary, view=view, language=language, limit=100))
        listed = lessons(results, prefix)
        if wrong := [*wrong_parts(results, listed, answer)]:
            faults[language, text] = wrong, listed
    assert not faults


def lessons(results: Results, prefix: Mapping[str, str]) -> list[str]:
    """Return the lessons that have all words as typed, by their short names."""
    if results.relaxed or results.shown_for:
        return []
    workshops = [hit.document.id.partition("/h") for hit in results.hits]
    return [prefix[slug] + number for slug, _, number in workshops]


def wrong_parts(results: Results, listed: list[str], answer: str) -> Iterator[str]:
    """Yield each part of ``answer`` that does not hold."""
    parts = answer.split()
    if answer.startswith("="):
        exact = [part.lstrip("=") for part in parts if re.fullmatch(r"=?[a-z]\d*", part)]
        parts = [part for part in parts if part.lstrip("=") not in exact]
        if sorted(exact) != sorted(listed):
            yield f"={' '.join(exact)}"
    yield from (part for part in parts if not holds(part, results, listed))


def holds(part: str, results: Results, listed: list[str]) -> bool:
    name, _, value = part.rpartition(":")
    kind = name or (part if part in ("none", "no~", "nofact") else part[0])
    value = value if name else part[1:]
    holds_of_kind = {
        "+": value in listed,
        "-": value not in listed,
        "!": value in {notice.code for notice in results.notices},
        ">": results.shown_for is not None and results.shown_for.searched == value.replace("_", " "),
        "1": listed[:1] == [value],
        "missing": value in results.missing,
        "fact": value in {f"{fact.kind}={fact.document.workshop.slug}" for fact in results.facts},
        "nofact": not results.facts,
        "none": not listed,
        "no~": not (results.suggestion or results.shown_for),
    }
    return holds_of_kind[kind]
