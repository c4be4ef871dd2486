"""Attachments as files: damage, what a power cut leaves behind, and what is removed."""

import io
import os
from pathlib import Path

import pytest

from policysearch.engines.build_contract import Damage
from policysearch.engines.whoosh import open_engine, open_generations
from policysearch.engines.whoosh.generations import attachments
from policysearch.model.errors import EngineError, IndexDamagedError
from policysearch.settings import Settings
from tests.engines.factories import build, workshop


def attached(index: Path, content: bytes = b"vectors") -> tuple[str, Path]:
    """Build an index, attach ``content`` to it, and return the generation and the file."""
    generation = build(index, [workshop("a", "Apples")]).generation
    open_generations(Settings(index=index)).attach(generation, "meaning", content)
    (path,) = (index / "attached" / generation).iterdir()
    return generation, path


def test_a_damaged_attachment_is_named_and_its_generation_is_served(tmp_path: Path) -> None:
    generation, path = attached(tmp_path / "index")
    path.write_bytes(b"vectorZ")
    settings = Settings(index=tmp_path / "index")
    part = f"attached/{path.name}"
    assert open_generations(settings).verify(generation) == (
        Damage(part, "does not have the checksum it was attached with"),
    )
    snapshot = open_engine(settings).snapshot()
    assert snapshot.id == generation
    with pytest.raises(IndexDamagedError, match="meaning is damaged"):
        snapshot.attachment("meaning")


def test_what_a_power_cut_leaves_behind_does_no_harm(tmp_path: Path) -> None:
    generation, path = attached(tmp_path / "index")
    (path.parent / "meaning.new").write_bytes(b"half")
    older = path.with_name(f"meaning.{'0' * 64}")
    older.write_bytes(b"an earlier one")
    os.utime(older, (1, 1))
    generations = open_generations(Settings(index=tmp_path / "index"))
    attachment = generations.snapshot(generation).attachment("meaning")
    assert attachment is not None
    assert bytes(attachment.content) == b"vectors"
    assert generations.verify(generation) == ()
    generations.attach(generation, "meaning", b"other vectors")
    assert len([*path.parent.iterdir()]) == 1


def test_attachments_are_removed_with_their_generation(tmp_path: Path) -> None:
    generation, path = attached(tmp_path / "index")
    for number in range(2):
        build(tmp_path / "index", [workshop("a", f"Apples {number}")])
    assert not path.exists()
    assert generation not in [path.name for path in (tmp_path / "index" / "attached").iterdir()]


@pytest.mark.parametrize("name", ["../meaning", "meaning.old", "Meaning", ""])
def test_a_name_that_is_no_name_of_a_file_is_refused(tmp_path: Path, name: str) -> None:
    generation, _ = attached(tmp_path / "index")
    with pytest.raises(EngineError, match="Nothing can be attached"):
        open_generations(Settings(index=tmp_path / "index")).attach(generation, name, b"vectors")


class _Killed(BaseException):
    """A process that ends here: nothing catches it."""


STEPS = ((Path, "mkdir"), (Path, "open"), (os, "fsync"), (Path, "replace"), (os, "utime"), (Path, "unlink"))


@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _owner, step in STEPS])
def test_an_end_at_any_step_leaves_a_whole_attachment_and_the_next_one_tidies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str, is_done: bool
) -> None:
    generation, path = attached(tmp_path / "index")
    generations = open_generations(Settings(index=tmp_path / "index"))
    real = getattr(owner, step)
    steps: list[str] = []

    def killed(*arguments: object, **options: object) -> None:
        steps.append(step)
        result = real(*arguments, **options) if is_done else None
        if isinstance(result, io.IOBase):
            result.close()
        raise _Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, killed)
        with pytest.raises(_Killed):
            attachments.write(tmp_path / "index" / "generations" / generation, "meaning", b"other vectors")
    assert steps
    attachment = generations.snapshot(generation).attachment("meaning")
    assert attachment is not None
    assert bytes(attachment.content) in (b"vectors", b"other vectors")
    assert generations.verify(generation) == ()
    generations.attach(generation, "meaning", b"newest vectors")
    assert len([*path.parent.iterdir()]) == 1
