"""Workshop -> Documents: the units of indexing, with their facets."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from policysearch.materials.experience import experience
from policysearch.model.document import Document, Text
from policysearch.model.workshop import Highlight, Passage, Workshop, WorkshopText
from policysearch.vocabulary import Vocabulary, country_name


def documents_of(workshop: Workshop, vocabulary: Vocabulary) -> Iterator[Document]:
    """The workshop itself, then its highlights in order, then its passages."""
    whole = dataclasses.replace(workshop, passages=()) if workshop.passages else workshop
    shared = _shared_facets(workshop, vocabulary)
    lessons = [_highlight(whole, h, shared, vocabulary) for h in workshop.texts[workshop.language].highlights]
    passages = [_passage(whole, passage, shared) for passage in workshop.passages]
    told = (code for part in (*lessons, *passages) for code in part.facets["experience"])
    facets = {**shared, "experience": _experience(workshop, tuple(dict.fromkeys(told)))}
    texts = {language: _workshop_text(workshop, text) for language, text in workshop.texts.items()}
    yield Document(workshop.slug, "workshop", whole, "", texts, facets)
    yield from lessons
    yield from passages


def _shared_facets(workshop: Workshop, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """What a highlight or passage inherits from its workshop."""
    bodies = (*workshop.organizers, *workshop.partners, *workshop.funders)
    return {
        "year": (str(workshop.start.year),),
        "country": (workshop.country,) if workshop.country else (),
        "theme": workshop.themes,
        "experience": (),
        "partner": tuple(dict.fromkeys(vocabulary.official_names.get(name, name) for name in bodies)),
        "language": tuple(workshop.texts),
    }


def _workshop_text(workshop: Workshop, text: WorkshopText) -> Text:
    names = (
        workshop.city,
        workshop.region,
        country_name(workshop.country, text.language) if workshop.country else "",
        workshop.series,
        workshop.secretariat,
        *workshop.organizers,
        *workshop.partners,
        *workshop.funders,
        str(workshop.start.year),
    )
    highlights = tuple((highlight.id, highlight.text) for highlight in text.highlights)
    return Text(text.title, highlights, text.plain, "\n".join(filter(None, names)))


def _highlight(
    whole: Workshop, highlight: Highlight, shared: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary
) -> Document:
    versions = {
        text.language: Text("", body=version.text)
        for text in whole.texts.values()
        for version in text.highlights
        if version.id == highlight.id
    }
    facets = {
        **shared,
        "theme": vocabulary.themes_of(highlight.text) or shared["theme"],
        "experience": _experience(whole, experience(highlight.text)),
        "language": tuple(versions),
    }
    return Document(f"{whole.slug}/{highlight.id}", "highlight", whole, highlight.id, versions, facets)


def _passage(whole: Workshop, passage: Passage, shared: Mapping[str, tuple[str, ...]]) -> Document:
    part = f"files/{passage.file}/{passage.number}"
    facets = {**shared, "experience": _experience(whole, experience(passage.text)), "language": (passage.language,)}
    texts = {passage.language: Text(passage.title, body=passage.text)}
    return Document(f"{whole.slug}/{part}", "passage", whole, part, texts, facets, passage)


def _experience(workshop: Workshop, found: tuple[str, ...]) -> tuple[str, ...]:
    """What the material says by hand outranks what is found in the text."""
    return found if workshop.experience is None else workshop.experience
