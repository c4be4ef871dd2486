"""Markdown: front matter and the marks that carry structure."""

import time
from pathlib import Path

import pytest

from policysearch.importers.formats import markdown
from policysearch.importers.outline import Block, Outline
from policysearch.model.errors import ImportRefusedError


def read(folder: Path, source: str) -> Outline:
    (folder / "a.md").write_text(source, "utf-8")
    return markdown.read(folder / "a.md")


def test_front_matter_is_kept_apart_as_text(tmp_path: Path) -> None:
    outline = read(tmp_path, "---\ntitle: A\nstart: 2010-01-02\nlist: [1, no]\n---\n\nText\n")
    assert outline.fields == {"title": "A", "start": "2010-01-02", "list": ["1", "no"]}
    assert outline.blocks == (Block("paragraph", "Text"),)


def test_front_matter_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="its front matter is not YAML"):
        read(tmp_path, "---\na: [\n---\nx")


def test_structure_is_kept(tmp_path: Path) -> None:
    source = (
        "# Head ##\n\nOne **bold**\nand `code`. <!-- no -->\n\n---\n\n* item\n    - nested {#h1}\n\n"
        "| a | b |\n|---|:---:|\n| 1 | [c](https://example.org) |\n"
    )
    assert read(tmp_path, source).blocks == (
        Block("heading", "Head", 1),
        Block("paragraph", "One bold and code.", strong=("bold",)),
        Block("item", "item", 1),
        Block("item", "nested", 3),
        Block("row", "a | b"),
        Block("row", "1 | c"),
    )


def test_links_leave_their_words(tmp_path: Path) -> None:
    (block,) = read(tmp_path, "See [the site](<https://example.org/a> 'x') and ![a picture](b.png).").blocks
    assert block.text == "See the site and a picture."
    assert block.links == (("the site", "https://example.org/a"),)


@pytest.mark.parametrize("rule", ["---", "***", "* * *", "- - -", "___", "| --- | :---: |", "|---", ":---:|---:"])
def test_rules_are_no_text(tmp_path: Path, rule: str) -> None:
    assert read(tmp_path, f"a\n\n{rule}\n\nb").blocks == (Block("paragraph", "a"), Block("paragraph", "b"))


@pytest.mark.parametrize("line", ["-" * 80 + "x", "-" * 20_000 + "x", "[" * 20_000, "[x](" * 5_000, "{#" * 10_000])
def test_strange_lines_are_read_at_once(tmp_path: Path, line: str) -> None:
    started = time.process_time()
    read(tmp_path, f"# Title\n\n{line}\n\nText of a workshop in Lima, 5 March 2010.\n")
    assert time.process_time() - started < 5


def test_labels_on_lines_of_their_own_stay_apart(tmp_path: Path) -> None:
    labels = "Anfitriona: Cámara de Comercio\nAliados: Universidad Católica\nCon fondos de: Unión Europea\n"
    source = f"{labels}\nIt said: yes,\nand no.\n"
    assert [block.text for block in read(tmp_path, source).blocks] == [
        "Anfitriona: Cámara de Comercio",
        "Aliados: Universidad Católica",
        "Con fondos de: Unión Europea",
        "It said: yes, and no.",
    ]
