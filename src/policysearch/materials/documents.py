"""Workshop -> Documents: the units of indexing, with their facets."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date

from policysearch.materials.experience import experience, regions_of
from policysearch.model.document import Document, Text
from policysearch.model.period import precision
from policysearch.model.workshop import Highlight, Passage, Workshop, WorkshopText
from policysearch.text.month_names import month_name
from policysearch.vocabulary import Vocabulary, country_name


def documents_of(workshop: Workshop, vocabulary: Vocabulary) -> Iterator[Document]:
    """Yield the document of the workshop itself, then those of its highlights in order, then of its passages."""
    bare = dataclasses.replace(workshop, passages=()) if workshop.passages else workshop
    shared = _shared_facets(workshop, vocabulary)
    versions = {text.language: {version.id: version for version in text.highlights} for text in workshop.texts.values()}
    lessons = [_highlight(bare, h, versions, shared, vocabulary) for h in workshop.texts[workshop.language].highlights]
    passages = [_passage(bare, passage, shared, vocabulary) for passage in workshop.passages]
    codes = (code for part in (*lessons, *passages) for code in part.facets["experience"])
    discussed = tuple(dict.fromkeys(codes)) if workshop.experience is None else workshop.experience
    facets = {**shared, "experience": discussed}
    texts = {language: _workshop_text(workshop, text) for language, text in workshop.texts.items()}
    yield Document(workshop.slug, "workshop", bare, "", texts, facets)
    yield from lessons
    yield from passages


def _shared_facets(workshop: Workshop, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the facets that a highlight or passage inherits from its workshop."""

    def official(*bodies: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(vocabulary.official_names.get(name, name) for name in bodies))

    return {
        **searched_columns(workshop),
        "year": (str(workshop.start.year),),
        "country": (workshop.country,) if workshop.country else (),
        "theme": workshop.themes,
        "experience": (),
        "partner": official(*workshop.organizers, *workshop.partners, *workshop.funders),
        "funder": official(*workshop.funders),
        "language": tuple(workshop.texts),
    }


def searched_columns(workshop: Workshop) -> dict[str, tuple[str, ...]]:
    """Return the columns that are searched for alone and never counted: the place, and the day it was added."""
    return {
        "added": (workshop.added.isoformat(),) if workshop.added else (),
        "place": tuple(dict.fromkeys(filter(None, (workshop.city, workshop.region)))),
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
        *_days(workshop.start, workshop.end, text.language),
    )
    highlights = tuple((highlight.id, highlight.text) for highlight in text.highlights)
    return Text(text.title, highlights, text.plain, "\n".join(filter(None, names)))


def _days(start: date, end: date, language: str) -> Iterator[str]:
    """Yield the first day, and a last day that is another, as readers type them: in words and in ISO 8601's order.

    "14 September 2009-09-14" has both, and the year once; the last day repeats it where its month is another.
    """
    known_to = precision(start, end)
    if known_to == "year":
        yield from dict.fromkeys((str(start.year), str(end.year)))
    elif known_to == "month":
        yield from dict.fromkeys(f"{month_name(day.month, language)} {day.year}-{day:%m}" for day in (start, end))
    else:
        yield f"{start.day} {month_name(start.month, language)} {start.year}-{start:%m-%d}"
        if end != start:
            year = "" if (end.year, end.month) == (start.year, start.month) else f"{end.year}-"
            yield f"{end.day} {month_name(end.month, language)} {year}{end:%m-%d}"


def _highlight(
    workshop: Workshop,
    highlight: Highlight,
    versions: Mapping[str, Mapping[str, Highlight]],
    shared: Mapping[str, tuple[str, ...]],
    vocabulary: Vocabulary,
) -> Document:
    texts = {
        language: Text("", body=of_id[highlight.id].text)
        for language, of_id in versions.items()
        if highlight.id in of_id
    }
    facets = {
        **shared,
        "theme": vocabulary.themes_of(highlight.text) or shared["theme"],
        "experience": _experience(workshop, highlight.text, vocabulary),
        "language": tuple(texts),
    }
    return Document(f"{workshop.slug}/{highlight.id}", "highlight", workshop, highlight.id, texts, facets)


def _passage(
    workshop: Workshop, passage: Passage, shared: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary
) -> Document:
    part = f"files/{passage.file}/{passage.number}"
    facets = {**shared, "experience": _experience(workshop, passage.text, vocabulary), "language": (passage.language,)}
    texts = {passage.language: Text(passage.title, body=passage.text)}
    return Document(f"{workshop.slug}/{part}", "passage", workshop, part, texts, facets, passage)


def _experience(workshop: Workshop, text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the countries and regions that the material states, else those that ``text`` discusses."""
    if workshop.experience is not None:
        return workshop.experience
    return *experience(text), *regions_of(text, vocabulary)
