"""Entries -> this product's inputs: Documents in memory, and Markdown materials on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from policysearch.model.document import Document, Text
from policysearch.model.workshop import Highlight, Workshop, WorkshopText
from tests.bench.entries import THEMES, Entry

LANGUAGE = "en"
THEMES_YAML = "".join(f"- id: {theme}\n  label: {{en: The label of {theme}}}\n" for theme in THEMES)


def documents(entries: Iterable[Entry], *, lessons: bool = True) -> Iterator[Document]:
    """Yield the document of each entry's workshop, then (with ``lessons``) a document for each of its highlights."""
    for entry in entries:
        workshop = workshop_of(entry)
        shared = {**entry.facets, "partner": entry.partners, "language": (LANGUAGE,)}
        experience = tuple(dict.fromkeys(code for lesson in entry.lessons for code in lesson.experience))
        text = workshop.texts[LANGUAGE]
        parts = tuple((highlight.id, highlight.text) for highlight in text.highlights)
        yield Document(
            entry.slug,
            "workshop",
            workshop,
            "",
            {LANGUAGE: Text(entry.title, parts, entry.body, f"{entry.country}\n{entry.year}")},
            {**shared, "experience": experience},
        )
        for (part, words), lesson in zip(parts if lessons else (), entry.lessons, strict=False):
            facets = {**shared, "experience": lesson.experience}
            texts = {LANGUAGE: Text("", body=words)}
            yield Document(f"{entry.slug}/{part}", "highlight", workshop, part, texts, facets)


def workshop_of(entry: Entry, language: str = LANGUAGE) -> Workshop:
    """Return the entry as a Workshop in one language."""
    texts = [lesson.text for lesson in entry.lessons]
    highlights = tuple(Highlight(f"h{number}", words, words) for number, words in enumerate(texts, 1))
    return Workshop(
        slug=entry.slug,
        language=language,
        texts={language: WorkshopText(language, entry.title, entry.body, entry.body, highlights)},
        start=entry.start,
        end=entry.start,
        city="",
        country=entry.country,
        themes=entry.themes,
        partners=entry.partners,
    )


def write_materials(folder: Path, entries: Iterable[Entry]) -> None:
    """Write one Markdown file for each entry, and the vocabulary of their themes."""
    (folder / "vocabulary").mkdir(parents=True)
    (folder / "vocabulary" / "themes.yml").write_text(THEMES_YAML, "utf-8")
    for entry in entries:
        (folder / f"{entry.slug}.md").write_text(markdown(entry), "utf-8")


def markdown(entry: Entry) -> str:
    """Return the entry as a Markdown material."""
    front = [
        f"title: {entry.title}",
        f"start: {entry.start}",
        f"end: {entry.start}",
        f"country: {entry.country}",
        f"themes: [{', '.join(entry.themes)}]",
        f"partners: [{', '.join(entry.partners)}]",
        f"language: {LANGUAGE}",
    ]
    lessons = [f"- {lesson.text} {{#h{number}}}" for number, lesson in enumerate(entry.lessons, 1)]
    prose = [entry.body, ""] if entry.body else []
    return "\n".join(["---", *front, "---", "", *prose, "## Highlights", "", *lessons, ""])
