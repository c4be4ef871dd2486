"""Side data that is attached to a published generation, by every engine."""

from hashlib import sha256

import pytest

from policysearch.engines.build_contract import Generations
from policysearch.model.errors import BuildBusyError, IndexMissingError
from policysearch.settings import Settings
from tests.engines.factories import build, open_engine, open_generations
from tests.engines.generation_helpers import APPLES, BERRIES, UNKNOWN, in_another_thread, total


def test_side_data_is_attached_to_a_generation_that_is_published(settings: Settings, generations: Generations) -> None:
    generation = build(settings.index, [APPLES]).generation
    engine = open_engine(settings)
    snapshot = engine.snapshot()
    assert snapshot.attachment("meaning") is None
    generations.attach(generation, "meaning", b"vectors")
    follower = engine.snapshot()
    assert follower is not snapshot
    assert engine.snapshot() is follower
    attachment = follower.attachment("meaning")
    assert attachment is not None
    assert (bytes(attachment.content), attachment.digest) == (b"vectors", sha256(b"vectors").hexdigest())
    assert follower.attachment("meaning") is attachment
    assert follower.attachment("another") is None
    assert (follower.id, total(follower, "apples")) == (generation, 1)
    assert [listed.id for listed in generations.list()] == [generation]
    assert generations.verify(generation) == ()


def test_what_is_attached_anew_takes_the_place_of_what_was(settings: Settings, generations: Generations) -> None:
    generation = build(settings.index, [APPLES]).generation
    engine = open_engine(settings)
    generations.attach(generation, "meaning", b"first")
    before = engine.snapshot().attachment("meaning")
    generations.attach(generation, "other-data", b"")
    generations.attach(generation, "meaning", b"second")
    contents = [engine.snapshot().attachment(name) for name in ("meaning", "other-data")]
    assert [bytes(each.content) for each in contents if each] == [b"second", b""]
    assert before is not None
    assert bytes(before.content) == b"first"  # for whom it was opened


def test_what_is_attached_stays_with_its_generation(settings: Settings, generations: Generations) -> None:
    first = build(settings.index, [APPLES]).generation
    generations.attach(first, "meaning", b"of apples")
    second = build(settings.index, [BERRIES]).generation
    engine = open_engine(settings)
    assert engine.snapshot().attachment("meaning") is None  # it is never carried over
    generations.attach(first, "meaning", b"of apples, anew")  # although another is served
    assert engine.snapshot().id == second
    generations.activate(first)
    attachment = engine.snapshot().attachment("meaning")
    assert attachment is not None
    assert bytes(attachment.content) == b"of apples, anew"


def test_nothing_is_attached_to_what_is_not_there_or_while_another_writes(
    settings: Settings, generations: Generations
) -> None:
    generation = build(settings.index, [APPLES]).generation
    with pytest.raises(IndexMissingError, match=UNKNOWN):
        generations.attach(UNKNOWN, "meaning", b"vectors")
    rival = open_generations(settings)
    with generations.writing():
        generations.attach(generation, "meaning", b"vectors")
        raised = in_another_thread(lambda: rival.attach(generation, "meaning", b"others"))
    assert [type(error) for error in raised] == [BuildBusyError]
    attachment = open_engine(settings).snapshot().attachment("meaning")
    assert attachment is not None
    assert bytes(attachment.content) == b"vectors"
