"""Headings, labels and lines of workshop pages, in four languages."""

from pathlib import Path

import pytest
import yaml

from policysearch.importers import cue_files
from policysearch.importers.detect import headings

CUES = cue_files.shipped()
TABLE = yaml.safe_load(Path(__file__).with_name("lesson_headings.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    "heading",
    [
        "Highlights",
        "ASPECTOS DESTACADOS:",
        "3. Lessons learned",
        "Lecciones aprendidas",
        "Las principales lecciones",
        "Algunas de las lecciones",
        "Some of the main lessons of the regional workshop were the following:",
        "Lessons and next steps",
        "Conclusões e recomendações",
        "Principais lições da oficina",
        "Enseignements tirés de l’atelier",
        "The main points were:",
        "2. ¿Qué aprendimos?",
        "Tres ideas para llevar",
        "What worked and what didn't",
        "Key learnings",
        "Les leçons à tirer",
        "O que funcionou e o que não",
    ],
)
def test_lessons_are_listed_under_these(heading: str) -> None:
    assert headings.is_highlights(heading, CUES)
    assert headings.is_generic(heading, CUES)


@pytest.mark.parametrize("language", TABLE)
def test_nouns_of_lessons_in_all_forms_are_headings_of_lessons(language: str) -> None:
    table = TABLE[language]
    forms = [form.format(noun=noun).capitalize() for noun in table["nouns"] for form in table["forms"]]
    unread = [heading for heading in (*forms, *table["headings"]) if not headings.is_highlights(heading, CUES)]
    assert unread == []


@pytest.mark.parametrize("heading", ["Background", "Results of the survey of firms", "Lessons for lenders", "", "The"])
def test_no_lessons_are_listed_under_these(heading: str) -> None:
    assert not headings.is_highlights(heading, CUES)


def test_any_document_could_have_a_generic_heading() -> None:
    assert headings.is_generic("2) LISTA DE PARTICIPANTES", CUES)
    assert headings.is_generic("Boletín Nº 14, abril de 2015", CUES)
    assert headings.is_generic("Compte rendu de la journée d’échange", CUES)
    assert not headings.is_generic("Workshop on credit", CUES)


@pytest.mark.parametrize(
    ("sentence", "introduces"),
    [
        ("The workshop reached the following conclusions:", True),
        ("Se presentaron los siguientes resultados:", True),
        ("The expected results were:", False),
        ("The workshop reached conclusions.", False),
        (f"{'word ' * 25}conclusions:", False),
        ("They were asked:", False),
    ],
)
def test_a_sentence_may_announce_lessons(sentence: str, introduces: bool) -> None:
    assert headings.introduces_lessons(sentence, CUES) == introduces


def test_a_lesson_may_stand_behind_its_heading() -> None:
    assert headings.inline_highlight("Highlights: Chile lends.", CUES) == "Chile lends."
    assert headings.inline_highlight("Date: 3 May", CUES) == ""


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("Fecha: 3 de mayo", "Fecha", "3 de mayo"),
        ("Fecha | 3 de mayo", "Fecha", "3 de mayo"),
        ("Where? Lima", "Where", "Lima"),
        ("Date: | 3 May", "Date", "3 May"),
        ("No label here", "", ""),
        ("x: too short", "", ""),
        ("A label of more than forty characters is none: x", "", ""),
        ("Date:", "", ""),
    ],
)
def test_a_line_may_begin_with_a_label(line: str, label: str, value: str) -> None:
    assert headings.label_of(line) == (label, value)


@pytest.mark.parametrize(
    ("label", "kind", "part"),
    [
        ("Fecha", "when", "place"),
        ("Dates", "when", "place"),
        ("LUGAR", "where", "place"),
        ("País", "where", "country"),
        ("Ville", "where", "city"),
        ("Lugar y fecha", "both", "place"),
        ("Título", "title", "place"),
        ("Série", "series", "place"),
        ("Budget", "", "place"),
        ("", "", "place"),
    ],
)
def test_a_label_asks_for_something(label: str, kind: str, part: str) -> None:
    assert (headings.kind_of_label(label, CUES), headings.part_of_place(label, CUES)) == (kind, part)


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("» Visit Event Site", True),
        ("Leer más", True),
        ("Registration deadline: 3 May", True),
        ("Readers learned much", False),
        ("Read " + "x" * 60, False),
    ],
)
def test_a_line_may_only_lead_elsewhere(line: str, leads: bool) -> None:
    assert headings.is_navigation(line, CUES) == leads


def test_folding_takes_off_what_does_not_matter() -> None:
    assert headings.fold(" (iv) 2. Qué’s Ñu?: ") == "que's nu"
