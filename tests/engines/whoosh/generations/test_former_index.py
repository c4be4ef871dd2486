"""An index of an earlier format, that commit 3471141 made: refused with the way out, built anew beside, never lost.

The archive has two generations of schema version 13, which has no stop words, no compounds and no capitals of acronyms.
Their ids are of the former format. A search that read them would find too little without a word about it.
"""

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch.engines.registry import open_generations
from policysearch.engines.whoosh.generations.directory import LOCK
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.model.errors import IndexOutdatedError
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import build, open_searcher, workshop

ARCHIVE = Path(__file__).with_name("index-3471141.tar.xz")
NEW_ID = re.compile(r"\d{8}-\d{8}t\d{6}z-[0-9a-f]{6}")


@pytest.fixture
def index(tmp_path: Path) -> Settings:
    with tarfile.open(ARCHIVE) as archive:  # extractall has its filter from Python 3.11.4 on only
        for member in filter(tarfile.TarInfo.isfile, archive):
            content = archive.extractfile(member)
            assert content is not None
            path = tmp_path / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read())
    return Settings(index=tmp_path / "index", cache_size=0)


def failing_documents() -> Iterator[Document]:
    """Yield a document, and then fail as a full disk or a fault would."""
    yield from documents_of(workshop("2013-quito", "Guarantee funds of Quito"), Vocabulary())
    raise ZeroDivisionError


def generation_ids(index: Settings) -> set[str]:
    return {path.name for path in (index.index / "generations").iterdir()}


def test_it_is_refused_with_its_format_and_the_way_out(index: Settings) -> None:
    with pytest.raises(IndexOutdatedError, match="schema 13") as refusal:
        open_searcher(index)
    assert "policysearch build" in str(refusal.value)


def test_a_build_makes_it_anew_and_is_the_newer_one(index: Settings) -> None:
    former = generation_ids(index)
    report = build(index.index, [workshop("2013-quito", "Guarantee funds of Quito")])
    assert NEW_ID.fullmatch(report.generation)
    assert report.generation not in former
    generations = open_generations(index)
    assert [(generation.id, generation.current) for generation in generations.list()] == [(report.generation, True)]
    assert generations.verify(report.generation) == ()
    assert open_searcher(index).generation == report.generation


def test_a_failed_build_leaves_it_as_it_was(index: Settings) -> None:
    former, current = generation_ids(index), (index.index / "CURRENT").read_bytes()
    with pytest.raises(ZeroDivisionError):
        open_generations(index).build(failing_documents(), {}, Vocabulary())
    assert generation_ids(index) >= former
    assert (index.index / "CURRENT").read_bytes() == current


def test_a_rollback_to_it_is_refused_and_the_new_one_stays(index: Settings) -> None:
    former = max(generation_ids(index))
    report = build(index.index, [workshop("2013-quito", "Guarantee funds of Quito")])
    generations = open_generations(index)
    with pytest.raises(IndexOutdatedError, match="schema 13"):
        generations.activate(former)
    assert open_searcher(index).generation == report.generation


def test_the_lock_moves_to_the_state_folder_and_the_former_one_is_taken_too(index: Settings) -> None:
    with open_generations(index).writing():
        assert (index.state_folder / LOCK).is_file()
    assert (index.index / "lock").is_file()
