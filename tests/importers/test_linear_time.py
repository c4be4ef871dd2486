"""Twice the text takes about twice the time, whatever the text: no pattern and no loop is quadratic."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policysearch.importers import (
    cue_files,
    draft_markdown,
    event_drafts,
    inline_markdown,
    privacy_warnings,
    review_marks,
    sandbox_child,
)
from policysearch.importers.detect import headings, parties, party_names, places
from policysearch.importers.formats import detect_format
from policysearch.importers.formats.line_end_hyphens import LineEndHyphens
from policysearch.importers.outline import Block, Outline, clean
from policysearch.model.errors import ImportRefusedError
from policysearch.text import dates
from policysearch.vocabulary import Vocabulary
from tests.processor_time import processor_seconds

CUES = cue_files.shipped()
SHORT, LONG = 2_000, 8_000  # characters
SEEDS = (
    "-", "|", "*", "[", "[x](", "](", "{#", " ", "<!--", "<!---->", "<!-- review: ", "(", "a", "A ", "a@", "1", "1, ",
    "3 de ", "May 3, 2010 ", "in Lima, ", "and ", "OAS and ", "Ministry of Trade, ", "organized by OAS and ",
    "with the ", "i. ", "Fecha: ", ". A", "x|", "x | ", "tel: 1", "l'", "é",
)  # fmt: skip


def draft(text: str) -> None:
    """Draft a document of one long paragraph, and one of many lines."""
    lines = (text[start : start + 80] for start in range(0, len(text), 80))
    for blocks in ((Block("paragraph", clean(text)),), tuple(Block("paragraph", clean(line)) for line in lines)):
        for result in event_drafts.draft(Outline(blocks), Vocabulary(), CUES):
            draft_markdown.slug(result)


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "draft": draft,
    "dates": dates.find,
    "month": dates.month_only,
    "parties": lambda text: parties.find(text, (), CUES),
    "names": lambda text: party_names.split(text, (), CUES),
    "place": lambda text: places.read(text, CUES),
    "place in prose": lambda text: places.in_prose(text, CUES),
    "heading": lambda text: headings.is_generic(text, CUES),
    "introduction": lambda text: headings.introduces_lessons(f"{text}:", CUES),
    "label": headings.label_of,
    "hyphens": lambda text: LineEndHyphens([text]).undone(text.replace(" ", "\ufffe")),
    "warnings": lambda text: privacy_warnings.find(Outline((Block("paragraph", text),)), CUES),
    "marks of fields": lambda text: review_marks.marks(f"---\nx: {text}\n---\n"),
    "marks of text": review_marks.marks,
    "scalar": draft_markdown.scalar,
    "escaped": inline_markdown.escaped,
}


def seconds(run: Callable[[str], object], text: str) -> float:
    return processor_seconds(lambda: run(text))


def assert_linear(run: Callable[[str], object]) -> None:
    for seed in SEEDS:
        short, long = (f"{seed * (length // len(seed))}x" for length in (SHORT, LONG))
        if seconds(run, long) > 0.2:  # else it is fast enough
            assert min(seconds(run, long) for _ in range(3)) < 8 * seconds(run, short), seed


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_read_in_a_text(name: str) -> None:
    assert_linear(FUNCTIONS[name])


@pytest.mark.parametrize("kind", ["markdown", "text", "html"])
def test_reading_a_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "document"

    def read(text: str) -> None:
        path.write_text(f"# Title\n\n{text}\n", "utf-8")
        sandbox_child.answer(kind, path)

    assert_linear(read)


def test_recognising_a_format(tmp_path: Path) -> None:
    path = tmp_path / "document.html"

    def recognise(text: str) -> None:
        path.write_text(f"<!---->{text}", "utf-8")
        try:
            detect_format.recognise(path)
        except ImportRefusedError:
            return

    assert_linear(recognise)
