"""Plain text: encodings, list marks, wrapped lines."""

from pathlib import Path

import pytest

from policysearch.importers.formats import text
from policysearch.importers.outline import Block
from policysearch.model.errors import ImportRefusedError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_old_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("“Año” de la política".encode(encoding))
    assert text.read(tmp_path / "a.txt").blocks[0].text == "“Año” de la política"


def test_what_has_noughts_is_no_text() -> None:
    with pytest.raises(ImportRefusedError, match="it is not a text"):
        text.decode(b"a\0b")


@pytest.mark.parametrize("mark", ["• ", "- ", "* ", "a) ", "12. ", "(iv) ", "o "])
def test_marks_begin_items(mark: str) -> None:
    number = 12 if mark == "12. " else 0
    assert list(text.blocks(f"{mark}One\n  goes on\n    {mark}Two\nThree")) == [
        Block("item", "One goes on", 1, number=number),
        Block("item", "Two", 2, number=number),
        Block("paragraph", "Three"),
    ]


def test_the_word_o_within_a_sentence_is_no_mark() -> None:
    wrapped = "- No Chile, o INDAP paga o técnico e\n  o agricultor escolhe quem o visita.\n\nEles sabem\no preço."
    assert [block.text for block in text.blocks(wrapped)] == [
        "No Chile, o INDAP paga o técnico e o agricultor escolhe quem o visita.",
        "Eles sabem",
        "o preço.",
    ]
    listed = text.blocks("Acordos:\no Publicar o custo\no Copiar a lei")
    assert [block.kind for block in listed] == ["paragraph", "item", "item"]


def test_every_line_is_a_paragraph_unless_the_text_is_wrapped() -> None:
    assert len(list(text.blocks("One\nTwo\nThree"))) == 3
    line = "A line of words that is as long as the others in this text that was wrapped, or so."
    wrapped = "\n".join([line] * 9 + ["Short.", "Fecha: 3 de mayo", "x"])
    assert [len(block.text) for block in text.blocks(wrapped)] == [9 * len(line) + 8 + 7, 16, 1]
