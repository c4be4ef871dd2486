"""Files of the materials folder."""

from pathlib import Path

import pytest

from policysearch.importers import material_files
from policysearch.model.errors import MaterialsError


def test_a_material_is_a_file_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("", "utf-8")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "workshop.md").write_text("", "utf-8")
    assert material_files.file_of("one", tmp_path) == tmp_path / "one.md"
    assert material_files.file_of("two", tmp_path) == tmp_path / "two" / "workshop.md"


@pytest.mark.parametrize("slug", ["absent", "../secret", ".hidden", ""])
def test_only_a_material_can_be_named(slug: str, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.md").write_text("", "utf-8")
    with pytest.raises(MaterialsError):
        material_files.file_of(slug, tmp_path)


def test_slugs_in_use_are_those_of_files_translations_and_folders(tmp_path: Path) -> None:
    for name in ("one.md", "one.es.md", "three.pdf"):
        (tmp_path / name).write_text("", "utf-8")
    (tmp_path / "two").mkdir()
    assert material_files.slugs(tmp_path) == {"one", "two", "three"}
    assert material_files.slugs(tmp_path / "absent") == set()


@pytest.mark.parametrize(
    ("text", "front", "body"),
    [
        ("---\na: 1\n---\nb", ["---", "a: 1", "---"], ["b"]),
        ("--- \n...\n---", ["--- ", "..."], ["---"]),
        ("---\na: 1", [], ["---", "a: 1"]),
        ("a\n---\n---", [], ["a", "---", "---"]),
        ("", [], []),
    ],
)
def test_the_front_matter_is_divided_from_the_text(text: str, front: list[str], body: list[str]) -> None:
    assert material_files.split(text) == (front, body)


def test_a_file_is_written_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old", "utf-8")
    material_files.write(tmp_path / "a.md", "é\n")
    assert (tmp_path / "a.md").read_bytes() == "é\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
