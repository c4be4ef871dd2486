"""A list that a reader has begun goes on in its generation for a while after another took its place."""

import pytest

from policysearch.engines.build_contract import Generations
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import open_engine, workshop
from tests.engines.generation_helpers import APPLES, BERRIES, UNKNOWN, documents, total


@pytest.fixture
def built(generations: Generations) -> tuple[str, str]:
    """Two generations: one with apples, and one with berries, which is served."""
    first = generations.build(documents(APPLES), {"a": "1"}, Vocabulary())
    second = generations.build(documents(BERRIES), {"b": "1"}, Vocabulary())
    return first.generation, second.generation


def test_the_generation_before_answers_as_it_did(settings: Settings, built: tuple[str, str]) -> None:
    engine = open_engine(settings)
    former = engine.former(built[0])
    assert former is not None
    assert (former.id, total(former, "apples"), total(engine.snapshot(), "apples")) == (built[0], 1, 0)
    assert engine.former(built[0]) is former


def test_the_current_and_unknown_generations_are_no_former_ones(settings: Settings, built: tuple[str, str]) -> None:
    engine = open_engine(settings)
    assert [engine.former(name) for name in (built[1], UNKNOWN, "..", "")] == [None] * 4


def test_what_was_rolled_back_from_is_listed_no_more(
    settings: Settings, generations: Generations, built: tuple[str, str]
) -> None:
    engine = open_engine(settings)
    generations.activate(built[0])
    assert engine.snapshot().id == built[0]
    assert engine.former(built[1]) is None


def test_a_former_generation_ends_with_the_one_after_the_next(
    settings: Settings, generations: Generations, built: tuple[str, str]
) -> None:
    engine = open_engine(settings)
    assert engine.former(built[0]) is not None
    generations.build(documents(workshop("c", "Cherries")), {"c": "1"}, Vocabulary())
    former = engine.former(built[1])
    assert former is not None
    assert total(former, "berries") == 1
