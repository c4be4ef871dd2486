"""A tagged PDF, as a browser prints one, is read by its structure."""

from pathlib import Path

from policysearch.importers.formats import pdf
from policysearch.importers.outline import Block

TAGGED = Path(__file__).with_name("tagged.pdf")  # printed by Chromium


def test_headings_nested_lists_numbers_and_table_rows_are_those_of_the_page() -> None:
    outline = pdf.read(TAGGED)
    assert [(block.kind, block.level, block.number, block.text[:24]) for block in outline.blocks] == [
        ("heading", 1, 0, "Taller regional sobre cr"),
        ("paragraph", 0, 0, "Lima, Perú, 3 y 4 de may"),
        ("paragraph", 0, 0, "Organizado por el Minist"),
        ("heading", 2, 0, "Lecciones aprendidas"),
        ("item", 1, 0, "El crédito pequeño se pa"),
        ("item", 2, 0, "Chile lo midió."),
        ("item", 1, 0, "Perú presta la lona."),
        ("heading", 2, 0, "Próximos pasos"),
        ("item", 1, 1, "Publicar el informe."),
        ("item", 1, 2, "Volver en un año."),
        ("row", 0, 0, "País | Meta"),
        ("row", 0, 0, "Chile | 12 %"),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    (paragraph,) = [block for block in pdf.read(TAGGED).blocks if block.text.startswith("Organizado")]
    assert isinstance(paragraph, Block)
    assert "funcionarios de doce países" in paragraph.text
