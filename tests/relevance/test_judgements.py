"""Judged queries over the four workshops, in four languages: all that is relevant is found, ahead of the rest.

``judgements.tsv`` says per query which workshops are relevant, and which must be first ("-": any). Each is asked
twice: of the shipped materials, and of the English originals alone, where only the vocabulary bridges the languages.
"""

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from policysearch import publishing, query
from policysearch.search.results import Results, Searcher
from policysearch.settings import LANGUAGES, Settings
from tests.engines.factories import open_generations, open_searcher

MATERIALS = Path(__file__).parents[2] / "materials"


class Judgement(NamedTuple):
    language: str
    text: str
    relevant: frozenset[str]
    first: str


def _judgements() -> list[Judgement]:
    with Path(__file__).with_name("judgements.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [Judgement(language, text, frozenset(found.split()), first) for language, text, found, first in rows]


JUDGEMENTS = _judgements()


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher over the shipped materials without their translations."""
    folder = tmp_path_factory.mktemp("originals")
    left_out = [f"*.{language}.md" for language in LANGUAGES]
    materials = shutil.copytree(MATERIALS, folder / "materials", ignore=shutil.ignore_patterns(*left_out))
    settings = Settings(materials=Path(materials), index=folder / "index")
    generations = open_generations(settings)
    publishing.execute(publishing.plan_build(settings, generations, None), generations)
    opened = open_searcher(settings)
    yield opened
    opened.close()


def judge(searcher: Searcher, judgement: Judgement) -> None:
    asked = query.parse(judgement.text, searcher.vocabulary, language=judgement.language)
    found = [hit.document.id for hit in searcher.search(asked).hits]
    assert set(found[: len(judgement.relevant)]) == judgement.relevant, found
    if judgement.first != "-":
        assert found[0] == judgement.first


@pytest.mark.parametrize("judgement", JUDGEMENTS, ids=lambda judgement: f"{judgement.language} {judgement.text}")
def test_all_that_is_relevant_is_found_ahead_of_the_rest(searcher: Searcher, judgement: Judgement) -> None:
    judge(searcher, judgement)


@pytest.mark.parametrize("judgement", JUDGEMENTS, ids=lambda judgement: f"{judgement.language} {judgement.text}")
def test_the_vocabulary_alone_bridges_the_languages(originals: Searcher, judgement: Judgement) -> None:
    judge(originals, judgement)


@pytest.mark.parametrize(
    ("text", "other"), [("pymes", "SMEs"), ("Panamá", "panama"), ("U.S.", "US"), ("ICTs", "ict"), ("CEPAL", "ECLAC")]
)
def test_two_spellings_or_names_of_a_thing_find_the_same(searcher: Searcher, text: str, other: str) -> None:
    one, two = (searcher.search(query.parse(words, searcher.vocabulary)) for words in (text, other))
    assert {hit.document.id for hit in one.hits} == {hit.document.id for hit in two.hits} != set()


def test_without_expansion_nothing_else_is_searched(originals: Searcher) -> None:
    asked = query.parse("pymes", originals.vocabulary, expand=False)
    results = originals.search(asked)
    assert (results.total, results.expansions) == (0, ())


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("Jamaica", "en", "2011-san-diego"),
        ("Barbade", "fr", "2011-san-diego"),
        ("Inclusão de grupos vulneráveis", "pt", "2009-panama-city"),
        ("Promoción de exportaciones", "es", "2009-panama-city"),
        ("Alianzas público-privadas-académicas", "es", "2009-orlando"),
        ("CEPAL", "es", "2009-panama-city"),
        ("OEA", "es", "2011-san-diego"),
        ("ACDI", "fr", "2010-san-antonio"),
        ("TIC", "pt", "2010-san-antonio"),
        ("petites et moyennes entreprises", "fr", "2011-san-diego"),
        ("centros de desarrollo de pequeñas empresas", "es", "2010-san-antonio"),
    ],
)
def test_regions_themes_bodies_and_synonyms_are_found_shown_undone_and_left_alone_in_quotes(
    originals: Searcher, text: str, language: str, slug: str
) -> None:
    def ask(words: str, *, expand: bool = True) -> Results:
        return originals.search(query.parse(words, originals.vocabulary, language=language, expand=expand))

    results = ask(text)
    assert slug in {hit.document.id for hit in results.hits}
    assert not results.relaxed
    assert any(expansion.also for expansion in results.expansions)
    for exact in (ask(text, expand=False), ask(f'"{text}"')):
        assert exact.expansions == ()
        assert exact.relaxed or slug not in {hit.document.id for hit in exact.hits}


def test_there_are_enough_queries_in_each_language() -> None:
    counts = Counter(judgement.language for judgement in JUDGEMENTS)
    assert sum(counts.values()) >= 60
    assert all(counts[language] >= 12 for language in LANGUAGES)
