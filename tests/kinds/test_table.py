"""Kind × language × direction: what people type over eight ministries' workshops, the sixteen kinds in one table.

A line of ``ministries/table.tsv`` has the number of its kind, the reader's language, what they type, and the answer,
written first. The answer is as in ``test_typed.py``, with the letter of a workshop alone for the view of workshops
(``=g``, ``+g``); and for texts that begin with a name and a colon: ``experience=CL`` lists by the filter, ``paste:g1
g2`` types these lessons' texts, ``suggest:`` asks for completions (``first:``, ``has:``, ``lacks:``), and
``explain:`` or ``explain@g1:`` for how the query is read (``required:``, ``dropped:``, ``also:``,
``lacks:``, ``rank:``).

A line *finds* (a lesson, correction, fact, completion) or *refrains* (from one, from a word, with a notice), or both.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from policysearch.query import View, parse
from policysearch.search.explain_query import explain_query
from policysearch.search.results import Searcher
from policysearch.settings import LANGUAGES, Settings
from tests.engines.factories import build, open_engine, open_searcher
from tests.kinds.ministries.materials import LESSONS, PREFIX, TITLES, VOCABULARY, workshops
from tests.kinds.test_typed import lessons, wrong_parts

KINDS = [f"{number:02}" for number in range(1, 17)]
SLUGS = {letter: slug for slug, letter in PREFIX.items()}
FINDS = ("=", "+", "1:", ">", "fact:", "first:", "has:", "required:", "also:", "rank:")
REFRAINS = ("-", "none", "no", "!", "lacks:", "dropped:", "missing:")
OF_WORKSHOPS = re.compile(r"(?:^|\s)(?:[=+-]?[a-z](?:\s|$)|fact:|nofact)")


class Line(NamedTuple):
    kind: str
    language: str
    typed: str
    answer: str

    @property
    def directions(self) -> set[str]:
        """Return "finds", "refrains" or both."""
        parts = self.answer.split()
        found = any(part.startswith(FINDS) for part in parts)
        refrained = any(part.startswith(REFRAINS) for part in parts)
        return {name for name, holds in (("finds", found), ("refrains", refrained)) if holds}


def table() -> list[Line]:
    text = Path(__file__).with_name("ministries") / "table.tsv"
    return [Line(*line.split("\t")) for line in text.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ministries")
    build(folder, workshops(), VOCABULARY)
    return folder


@pytest.fixture(scope="module")
def searcher(index: Path) -> Searcher:
    return open_searcher(Settings(index=index))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_both_directions_in_each_language(kind: str, language: str) -> None:
    lines = [line for line in table() if (line.kind, line.language) == (kind, language)]
    assert set().union(*(line.directions for line in lines)) == {"finds", "refrains"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_people_type_finds_what_they_mean(index: Path, searcher: Searcher, kind: str, language: str) -> None:
    lines = [line for line in table() if (line.kind, line.language) == (kind, language)]
    faults = {line.typed: wrong for line in lines if (wrong := [*faults_of(line, index, searcher)])}
    assert lines
    assert not faults


def faults_of(line: Line, index: Path, searcher: Searcher) -> Iterator[object]:
    name, _, rest = line.typed.partition(":")
    if name == "suggest":
        yield from wrong_suggestions(line, searcher, rest)
    elif name.partition("@")[0] == "explain":
        yield from wrong_explanation(line, index, name.partition("@")[2], rest)
    else:
        yield from wrong_results(line, searcher)


def wrong_results(line: Line, searcher: Searcher) -> Iterator[object]:
    facet, _, value = line.typed.partition("=")
    filters = ((facet, (value,)),) if facet == "experience" else ()
    text = "" if filters else typed_text(line.typed)
    view: View = "workshops" if OF_WORKSHOPS.search(line.answer) else "highlights"
    query = parse(text, VOCABULARY, view=view, language=line.language, limit=100, filters=filters)
    results = searcher.search(query)
    listed = lessons(results, PREFIX)
    if wrong := [*wrong_parts(results, listed, line.answer)]:
        yield wrong, listed


def typed_text(typed: str) -> str:
    if not typed.startswith("paste:"):
        return typed
    return " ".join(LESSONS[SLUGS[name[0]]][int(name[1:]) - 1] for name in typed.removeprefix("paste:").split())


def wrong_suggestions(line: Line, searcher: Searcher, typed: str) -> Iterator[object]:
    texts = [suggestion.text for suggestion in searcher.suggest(typed, line.language, 8)]
    name, _, value = line.answer.partition(":")
    text = TITLES.get(value.lower(), value.replace("_", " "))
    holds = {"first": texts[:1] == [text], "has": text in texts, "lacks": not texts}
    if not holds[name]:
        yield line.answer, texts


def wrong_explanation(line: Line, index: Path, hit: str, text: str) -> Iterator[object]:
    snapshot = open_engine(Settings(index=index)).snapshot()
    document = f"{SLUGS[hit[0]]}/h{hit[1:]}" if hit else None
    explained = explain_query(snapshot, parse(text, VOCABULARY, view="highlights", language=line.language), document)
    for part in line.answer.split():
        name, _, value = part.partition(":")
        value = value.replace("_", " ")
        holds = {
            "required": value in [part.text for part in explained.parts if part.required],
            "dropped": any(part.text.startswith(value) for part in explained.parts if not part.required),
            "also": value in [other for part in explained.parts for other in part.also],
            "lacks": explained.hit is not None and value in explained.hit.reason,
            "rank": explained.hit is not None and str(explained.hit.rank) == value,
        }
        if not holds[name]:
            yield part, explained
