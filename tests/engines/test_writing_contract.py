"""The right to write: one build at a time, by every engine."""

from collections.abc import Iterator

import pytest

from policysearch.engines.build_contract import Generations
from policysearch.model.document import Document
from policysearch.model.errors import BuildBusyError
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import build, open_engine, open_generations
from tests.engines.generation_helpers import APPLES, BERRIES, documents, in_another_thread, total


def test_the_right_to_write_may_be_entered_again_inside(settings: Settings, generations: Generations) -> None:
    with generations.writing():
        with generations.writing():
            first = generations.build(documents(APPLES), {"a": "1"}, Vocabulary()).generation
            generations.build(documents(BERRIES), {"b": "1"}, Vocabulary())
        generations.activate(first)
        assert in_another_thread(lambda: build(settings.index, [APPLES])) != []
    assert in_another_thread(lambda: build(settings.index, [APPLES])) == []


def test_who_has_not_the_right_to_write_is_told_so_and_changes_nothing(
    settings: Settings, generations: Generations
) -> None:
    first, second = (build(settings.index, [record]).generation for record in (APPLES, BERRIES))
    rival = open_generations(settings)
    with generations.writing():
        for action in (
            lambda: build(settings.index, [APPLES]),
            lambda: rival.activate(first),
            lambda: rival.writing().__enter__(),
        ):
            assert [type(error) for error in in_another_thread(action)] == [BuildBusyError]
        assert [generation.id for generation in rival.list()] == [second, first]
        assert open_engine(settings).snapshot().id == second
        assert total(rival.snapshot(first), "apples") == 1
    rival.activate(first)


def test_the_right_to_write_is_held_while_documents_are_read(settings: Settings, generations: Generations) -> None:
    raised: list[BaseException] = []

    def slow() -> Iterator[Document]:
        yield from documents(APPLES)
        raised.extend(in_another_thread(lambda: build(settings.index, [BERRIES])))

    report = generations.build(slow(), {"a": "1"}, Vocabulary())
    assert [type(error) for error in raised] == [BuildBusyError]
    assert [generation.id for generation in generations.list()] == [report.generation]


def test_the_right_to_write_ends_with_an_error_inside(settings: Settings, generations: Generations) -> None:
    with pytest.raises(ZeroDivisionError), generations.writing():
        raise ZeroDivisionError
    assert in_another_thread(lambda: build(settings.index, [APPLES])) == []
