"""Generations: what is served stays whole, whatever happens to a build, a file or the switch."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from policysearch.engines.registry import open_generations
from policysearch.engines.whoosh.arrays.array_file import open_arrays
from policysearch.engines.whoosh.generations import attachments, manifest, surveillance
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.snapshot import WhooshSnapshot
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.model.errors import (
    BuildBusyError,
    EngineError,
    EngineUnavailableError,
    IndexDamagedError,
    IndexMissingError,
    IndexOutdatedError,
)
from policysearch.query import Query, Word
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import build, open_searcher, workshop
from tests.patience import until


def total(searcher: Searcher, word: str) -> int:
    return searcher.search(Query(clause=Word(word))).total


def folder(index: Path, name: str) -> Path:
    return index / "generations" / name


def largest(index: Path, name: str) -> Path:
    files = [path for path in folder(index, name).iterdir() if path.name != manifest.NAME]
    return max(files, key=lambda path: path.stat().st_size)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def test_a_searcher_follows_the_switch_by_itself(tmp_path: Path) -> None:
    first = build(tmp_path, [workshop("a", "Apples")])
    searcher = open_searcher(Settings(index=tmp_path))
    assert (searcher.generation, total(searcher, "apples")) == (first.generation, 1)
    second = build(tmp_path, [workshop("b", "Berries")])
    assert (searcher.generation, total(searcher, "apples")) == (second.generation, 0)
    assert total(searcher, "berries") == 1


def test_a_scan_ends_in_the_generation_it_began_in(tmp_path: Path) -> None:
    build(tmp_path, [workshop(f"a{n}", "Apples") for n in range(5)])
    scan = open_searcher(Settings(index=tmp_path)).scan(Query())
    begun = [next(scan).id]
    for _ in range(3):
        build(tmp_path, [workshop("b", "Berries")])
    assert len(begun + [document.id for document in scan]) == 5


def test_the_two_newest_stay_and_orphans_go(tmp_path: Path) -> None:
    orphan = folder(tmp_path, "20200101T000000000000Z-abcdef")
    orphan.mkdir(parents=True)
    built = [build(tmp_path, [workshop("a", f"Apples {n}")]).generation for n in range(3)]
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == built[1:]
    assert not orphan.exists()


def test_one_build_at_a_time(tmp_path: Path) -> None:
    with GenerationDirectory(tmp_path).writing(), pytest.raises(BuildBusyError):
        build(tmp_path, [workshop("a", "Apples")])


def test_a_build_of_the_version_before_keeps_others_out(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock"), pytest.raises(BuildBusyError):
        build(tmp_path, [workshop("a", "Apples")])


def test_the_lock_is_in_the_state_folder(tmp_path: Path) -> None:
    directory = GenerationDirectory(tmp_path / "index", tmp_path / "state")
    with directory.writing():
        assert sorted(path.name for path in (tmp_path / "state").iterdir()) == ["build.lock"]


def test_a_failing_build_leaves_what_is_served_and_no_litter(tmp_path: Path) -> None:
    first = build(tmp_path, [workshop("a", "Apples")])

    def failing() -> Iterator[Document]:
        yield from documents_of(workshop("b", "Berries"), Vocabulary())
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        open_generations(Settings(index=tmp_path)).build(failing(), {}, Vocabulary())
    assert [generation.id for generation in open_generations(Settings(index=tmp_path)).list()] == [first.generation]
    assert os.listdir(tmp_path / "generations") == [first.generation]  # noqa: PTH208


def test_nothing_is_swept_while_what_is_served_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A served generation with the mark of a draft, which a full disk left, would look as if it was never served."""
    served = build(tmp_path, [workshop("a", "Apples")]).generation
    directory = GenerationDirectory(tmp_path)
    (tmp_path / "generations" / f"{served}.draft").touch()
    read_text = Path.read_text

    def fail_for_current(path: Path, *arguments: str) -> str:
        if path.name == "CURRENT":
            raise OSError(errno.EIO, "Input/output error")
        return read_text(path, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", fail_for_current)
        directory.sweep()
    assert directory.names() == [served]
    directory.sweep()
    assert os.listdir(tmp_path / "generations") == [served]  # noqa: PTH208


def test_kept_workshops_are_carried_over_as_they_are(tmp_path: Path) -> None:
    build(tmp_path, [workshop("a", "Apples", "Apples feed many."), workshop("b", "Berries")])
    report = open_generations(Settings(index=tmp_path)).build(
        (), {"a": "x"}, Vocabulary(), keep={"a"}, held_back={"a": "a.md:1:1: broken"}
    )
    assert (report.vanished, dict(report.held_back)) == (("b",), {"a": "a.md:1:1: broken"})
    searcher = open_searcher(Settings(index=tmp_path))
    assert (total(searcher, "apples"), total(searcher, "berries")) == (1, 0)
    assert searcher.get("a/h1") is not None


def test_a_report_says_what_appeared_changed_and_vanished(tmp_path: Path) -> None:
    build(tmp_path, [workshop("a", "Apples"), workshop("b", "Berries")])
    report = build(tmp_path, [workshop("a", "Apricots"), workshop("c", "Cherries")])
    assert (report.appeared, report.changed, report.vanished) == (("c",), ("a",), ("b",))
    assert dict(report.documents) == {"workshop": 2, "highlight": 0, "passage": 0}


def test_rollback_serves_the_generation_before(tmp_path: Path) -> None:
    first = build(tmp_path, [workshop("a", "Apples")]).generation
    build(tmp_path, [workshop("b", "Berries")])
    searcher = open_searcher(Settings(index=tmp_path))
    indexer = open_generations(Settings(index=tmp_path))
    indexer.activate(first)
    assert searcher.generation == first
    assert [generation.current for generation in indexer.list()] == [False, True]
    with pytest.raises(IndexMissingError, match="no generation"):
        indexer.activate("20200101T000000000000Z-abcdef")


def test_a_build_after_a_rollback_reports_although_what_was_served_is_swept(tmp_path: Path) -> None:
    first = build(tmp_path, [workshop("a", "One")]).generation
    build(tmp_path, [workshop("b", "Two")])
    open_generations(Settings(index=tmp_path)).activate(first)
    report = build(tmp_path, [workshop("a", "Three"), workshop("c", "Four")])
    assert (report.appeared, report.changed, report.vanished) == (("c",), ("a",), ())
    assert first not in [one.id for one in open_generations(Settings(index=tmp_path)).list()]


def test_no_index_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="policysearch build"):
        open_searcher(Settings(index=tmp_path / "none"))


def test_another_schema_version_is_named_and_never_opened(tmp_path: Path) -> None:
    name = build(tmp_path, [workshop("a", "Apples")]).generation
    path = folder(tmp_path, name) / manifest.NAME
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"schema": 999}), "utf-8")
    with pytest.raises(IndexOutdatedError, match="build --full"):
        open_searcher(Settings(index=tmp_path))
    assert open_generations(Settings(index=tmp_path)).list() == ()
    rebuilt = build(tmp_path, [workshop("a", "Apples")])
    assert open_searcher(Settings(index=tmp_path)).generation == rebuilt.generation


def test_while_another_format_is_built_the_old_one_is_served_and_rollback_between_them_is_refused(
    tmp_path: Path,
) -> None:
    first = build(tmp_path, [workshop("a", "Apples")]).generation
    searcher = open_searcher(Settings(index=tmp_path))
    second = build(tmp_path, [workshop("b", "Berries")]).generation
    path = folder(tmp_path, second) / manifest.NAME
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"schema": 999}), "utf-8")
    assert (searcher.generation, total(searcher, "apples")) == (first, 1)
    generations = open_generations(Settings(index=tmp_path))
    generations.activate(first)
    with pytest.raises(IndexOutdatedError, match="schema 999"):
        generations.activate(second)
    assert (tmp_path / "CURRENT").read_text("utf-8").strip() == first


@pytest.mark.parametrize("harm", ["truncate", "remove", "manifest", "no manifest"])
def test_a_damaged_generation_makes_the_one_before_serve(tmp_path: Path, harm: str) -> None:
    first = build(tmp_path, [workshop("a", "Apples")]).generation
    second = build(tmp_path, [workshop("b", "Berries")]).generation
    path = folder(tmp_path, second) / manifest.NAME if "manifest" in harm else largest(tmp_path, second)
    if harm in ("remove", "no manifest"):
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-9])
    searcher = open_searcher(Settings(index=tmp_path))
    assert (searcher.generation, total(searcher, "apples")) == (first, 1)


def test_a_flipped_bit_is_found_by_verify_and_in_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveillance, "POLL", 0.02)
    monkeypatch.setattr(surveillance, "VERIFY_AFTER", 0.05)
    first = build(tmp_path, [workshop("a", "Apples")]).generation
    second = build(tmp_path, [workshop("b", "Berries")]).generation
    path = largest(tmp_path, second)
    flip(path)
    indexer = open_generations(Settings(index=tmp_path))
    assert [damage.part for damage in indexer.verify(second)] == [path.name]
    assert indexer.verify(first) == ()
    searcher = open_searcher(Settings(index=tmp_path))
    until(lambda: searcher.generation == first)
    assert total(searcher, "apples") == 1
    with pytest.raises(EngineError, match="checksum"):
        indexer.activate(second)


def test_when_no_generation_is_good_the_message_says_so(tmp_path: Path) -> None:
    name = build(tmp_path, [workshop("a", "Apples")]).generation
    largest(tmp_path, name).unlink()
    with pytest.raises(IndexDamagedError, match="build --full"):
        open_searcher(Settings(index=tmp_path))


def test_an_index_that_is_taken_away_stays_in_service(tmp_path: Path) -> None:
    build(tmp_path, [workshop("a", "Apples")])
    searcher = open_searcher(Settings(index=tmp_path))
    (tmp_path / "CURRENT").unlink()
    assert total(searcher, "apples") == 1


def test_a_file_the_manifest_does_not_list_is_damage(tmp_path: Path) -> None:
    name = build(tmp_path, [workshop("a", "Apples")]).generation
    (folder(tmp_path, name) / "_MAIN_9.toc").write_bytes(b"cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(IndexDamagedError):
        open_searcher(Settings(index=tmp_path))


def test_a_build_that_was_killed_after_its_switch_leaves_no_draft_behind_a_rollback(tmp_path: Path) -> None:
    first, second = (build(tmp_path, [workshop("a", f"Apples {n}")]).generation for n in range(2))
    (tmp_path / "generations" / f"{second}.draft").touch()
    generations = open_generations(Settings(index=tmp_path))
    generations.activate(first)
    assert [generation.id for generation in generations.list()] == [second, first]


@pytest.mark.parametrize(("number", "error"), [(errno.EMFILE, EngineUnavailableError), (errno.EIO, IndexDamagedError)])
@pytest.mark.parametrize("part", ["manifest", "a file", "the sources", "arrays", "what is attached", "all"])
def test_too_many_open_files_are_no_damage(
    tmp_path: Path, part: str, number: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    generations = open_generations(Settings(index=tmp_path))
    name = build(tmp_path, [workshop("a", "Apples")]).generation
    path = folder(tmp_path, name)
    generations.attach(name, "vectors", b"numbers")
    record = manifest.read(path)

    def fail(*_: object, **__: object) -> str:
        raise OSError(number, os.strerror(number))

    for method in ("read_text", "read_bytes", "open"):
        monkeypatch.setattr(Path, method, fail)
    reads: dict[str, Callable[[], object]] = {
        "manifest": lambda: manifest.read(path),
        "a file": lambda: manifest.read_file(path, "vocabulary.json", record),
        "the sources": lambda: len(record.sources),
        "arrays": lambda: open_arrays(largest(tmp_path, name)),
        "what is attached": lambda: attachments.read(path, "vectors"),
        "all": lambda: WhooshSnapshot(path),
    }
    with pytest.raises(error):
        reads[part]()


def test_a_searcher_that_lacks_files_at_a_switch_stays_where_it_is_and_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lack_files(_: Path) -> manifest.Manifest:
        raise OSError(errno.EMFILE, "Too many open files")

    first = build(tmp_path, [workshop("a", "Apples")]).generation
    searcher = open_searcher(Settings(index=tmp_path))
    second = build(tmp_path, [workshop("b", "Berries")]).generation
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "read", lack_files)
        assert searcher.generation == first
    assert searcher.generation == second
