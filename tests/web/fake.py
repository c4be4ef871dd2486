"""A Searcher of a few workshops that matches a query by a plain ``in``: enough to test what the web shows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from policysearch.model.document import FACETS, Document, Text
from policysearch.model.workshop import Attachment, Highlight, Link, Passage, Workshop, WorkshopText
from policysearch.query import Query, filters
from policysearch.search.match.match_text import TextMatches, Versions
from policysearch.search.match.paragraph_matcher import LessonMatch
from policysearch.search.outline import OutlineEntry, outline_of
from policysearch.search.results import (
    Bucket,
    Comparison,
    ComparisonCell,
    ComparisonRow,
    Hit,
    Lesson,
    Reason,
    Results,
    Snippet,
    Suggestion,
)
from policysearch.text.language_of import language_of
from policysearch.vocabulary import Theme, Vocabulary

THEMES = (Theme("ict", {"en": "ICT", "es": "TIC", "pt": "TIC", "fr": "TIC"}),)


def words(language: str, title: str, lessons: tuple[str, ...]) -> WorkshopText:
    highlights = tuple(Highlight(f"h{n}", lesson, lesson) for n, lesson in enumerate(lessons, 1))
    return WorkshopText(
        language, title, "Some *prose*.", "Some prose.", highlights, "official" if language == "es" else ""
    )


def workshop(slug: str, title: str, lessons: tuple[str, ...], year: int, country: str = "PA") -> Workshop:
    return Workshop(
        slug,
        "en",
        {"en": words("en", title, lessons)},
        date(year, 9, 6),
        date(year, 9, 7),
        city="Panama City",
        country=country,
        themes=("ict",),
        organizers=("Ministry of <Trade>",),
        series="MSME policy",
        links=(Link("Event site", "https://www.example.org/event"),),
        attachments=(Attachment("agenda.pdf", "Agenda", "es", 245_000, 12),),
        source="https://www.example.org/source",
        added=date(2026, year % 12 + 1, 1),
    )


TRADE = workshop("trade-and-poverty", "Trade & Poverty", ("Vulnerable groups <b>trade</b>.", "Chile lends."), 2009)
ICT = workshop("ict-use", "ICT Use", ("Chile and Brazil use ICT.",), 2010, "US")
ICT = replace(ICT, texts={**ICT.texts, "es": words("es", "Uso de las TIC", ("Chile y Brasil usan las TIC.",))})
WORKSHOPS = (TRADE, ICT)
MANY = (*WORKSHOPS, *(workshop(f"w{n}", f"Workshop {n}", ("Chile again.",), 1980 + n) for n in range(40)))


def document(workshop: Workshop, part: str = "") -> Document:
    facets = {
        "year": (str(workshop.start.year),),
        "country": (workshop.country,),
        "theme": workshop.themes,
        "experience": ("CL", "BR") if workshop is ICT else ("CL",),
        "partner": (*workshop.organizers, *workshop.funders),
        "funder": workshop.funders,
        "language": tuple(workshop.texts),
    }
    texts = {language: Text(text.title) for language, text in workshop.texts.items()}
    kind, document_id = ("highlight", f"{workshop.slug}/{part}") if part else ("workshop", workshop.slug)
    return Document(document_id, kind, workshop, part, texts, facets)  # type: ignore[arg-type]


def passages(workshop: Workshop) -> Iterator[Document]:
    """Yield the first pages of the attachments, as text."""
    for attachment in workshop.attachments:
        for number in (1, 2, 3):
            part = f"files/{attachment.file}/{number}"
            passage = Passage(attachment.file, number, f"page {number}", attachment.title, "Nueve horas.\nChile.", "es")
            document_id = f"{workshop.slug}/{part}"
            yield replace(document(workshop), id=document_id, kind="passage", part=part, passage=passage)


class FakeSearcher:
    """A searcher that counts its ``searches``; ``changes`` are put into every Results."""

    def __init__(self, workshops: tuple[Workshop, ...] = WORKSHOPS, **changes: Any) -> None:
        self.generation = "g1"
        self.warning = ""
        self.is_damaged = False
        self.vocabulary = Vocabulary(themes=THEMES)
        self.searches = 0
        self.former: dict[str, FakeSearcher] = {}
        self.changes = changes
        self.aliases = {"former": workshops[0].slug}
        self.documents = {workshop.slug: document(workshop) for workshop in workshops}
        for workshop in workshops:
            lessons = [document(workshop, highlight.id) for highlight in workshop.text("en").highlights]
            self.documents |= {part.id: part for part in (*lessons, *passages(workshop))}

    @property
    def version(self) -> str:
        return self.generation

    def at(self, version: str) -> "FakeSearcher | None":
        return self if version == self.generation else self.former.get(version)

    def search(self, query: Query) -> Results:
        self.searches += 1
        candidates = self._candidates(query)
        matches = _filtered(candidates, query)
        hits = tuple(self.hit(d, query) for d in matches[query.offset : query.offset + query.limit])
        facets = {facet: _buckets(facet, candidates, query) for facet in FACETS}
        totals = {facet: len(buckets) for facet, buckets in facets.items()}
        answer = Results(query, len(matches), hits, facets, totals, self.generation, crosstab=_crosstab(matches, query))
        return replace(answer, **self.changes)

    def _candidates(self, query: Query) -> list[Document]:
        """Return all of the view's kind with the words, whatever the filters."""
        kind = query.view.removesuffix("s")
        return [d for d in self.documents.values() if d.kind == kind and query.text.lower() in str(d.workshop).lower()]

    def hit(self, document: Document, query: Query) -> Hit:
        text = document.workshop.text(query.language)
        snippets = []
        for highlight in text.highlights:
            marks = _marks(highlight.text, query.text)
            if document.part in ("", highlight.id):
                name = f"{document.workshop.slug}/{highlight.id}"
                snippets.append(Snippet(name, "highlight", highlight.text, marks, text.language, ("CL",)))
        reasons = (Reason(query.text, query.text.upper(), "title"),) if query.text else ()
        return Hit(document, 1.0, text.language, tuple(snippets), _marks(text.title, query.text), reasons)

    def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        suggestions = (
            Suggestion("Trade & Poverty", "title", "trade-and-poverty", 1),
            Suggestion("ICT", "theme", "ict", 2),
            Suggestion("chile lends", "phrase", "chile lends", 1),
        )
        return tuple(s for s in suggestions if prefix.lower() in s.text.lower())[:limit]

    def get(self, document_id: str) -> Document | None:
        return self.documents.get(self.aliases.get(document_id, document_id))

    def prepare(self, queries: Sequence[Query]) -> None:
        """Nothing is far away."""

    def compare(self, query: Query, places: Sequence[str], lessons_in_cell: int) -> Comparison:
        """Compare as the service does, one search for each cell, by themes that have no broader one."""
        themes = query.selected("theme") or tuple(theme.id for theme in self.vocabulary.themes)

        def lessons(place: str, *selected: str) -> list[Document]:
            selections = {**dict(query.filters), "experience": (place,), "theme": selected}
            asked = replace(query, view="highlights", sort="newest", filters=filters(selections))
            return [*self.scan(asked)]

        rows = [(theme, {place: lessons(place, theme) for place in places}) for theme in themes]
        return Comparison(
            query=replace(query, view="highlights", sort="newest"),
            places=tuple(places),
            totals=tuple(len(lessons(place, *query.selected("theme"))) for place in places),
            rows=tuple(
                ComparisonRow(
                    theme,
                    len({lesson.id for of_place in cells.values() for lesson in of_place}),
                    tuple(_cell(place, of_place, lessons_in_cell) for place, of_place in cells.items()),
                )
                for theme, cells in rows
                if query.selected("theme") or any(cells.values())
            ),
            other_themes=(),
            empty_themes=tuple(theme for theme, cells in rows if not any(cells.values())),
            notices=query.notices,
            relaxed=False,
            shown_for=None,
            generation=self.generation,
        )

    def count_many(self, queries: Sequence[Query]) -> list[int]:
        return [self.search(query).total for query in queries]

    def get_many(self, document_ids: Sequence[str]) -> list[Document | None]:
        return [self.get(document_id) for document_id in document_ids]

    def matching_words(self, query: Query, document_id: str) -> tuple[str, ...]:
        text = str(self.documents[document_id].workshop)
        return tuple(dict.fromkeys(re.findall(re.escape(query.text), text, re.IGNORECASE))) if query.text else ()

    def match(self, paragraphs: Sequence[str], language: str, meaning: bool = False) -> TextMatches:
        lessons = [document for document in self.documents.values() if document.kind == "highlight"]
        matches = [
            tuple(
                LessonMatch(lesson, 1.5, ("chile",), ("CL",), meaning)
                for lesson in lessons
                if "chile" in text.lower() and "Chile" in str(lesson.highlight("en"))
            )[:3]
            for text in paragraphs
        ]
        main = language_of("\n".join(paragraphs)) or language
        versions = Versions(main, sum(main in lesson.workshop.texts for lesson in lessons), len(lessons))
        return TextMatches(tuple(matches), len(matches) if meaning else 0, self.generation, versions)

    def scan(self, query: Query) -> Iterator[Document]:
        yield from _filtered(self._candidates(query), query)

    def outline(self) -> Iterator[OutlineEntry]:
        return outline_of(document for document in self.documents.values() if document.kind == "workshop")

    def last_changed(self, query: Query, count: int) -> list[Document]:
        return [*self.scan(query)]

    def matching(self, query: Query, document_ids: Sequence[str]) -> list[Document]:
        documents = [] if self.search(query).relaxed else self.scan(query)
        return [document for document in documents if document.id in document_ids]

    def withdrawn(self, slug: str) -> dict[str, str] | None:
        return {"en": "Gone & Lost", "es": "Ido"} if slug == "withdrawn" else None

    def check(self) -> bool:
        return self.is_damaged

    def close(self) -> None:
        pass


def _cell(place: str, lessons: list[Document], most: int) -> ComparisonCell:
    years = tuple(sorted({str(lesson.workshop.start.year) for lesson in lessons}, reverse=True))
    return ComparisonCell(place, len(lessons), years, tuple(Lesson(lesson) for lesson in lessons[:most]))


def _marks(text: str, words: str) -> tuple[tuple[int, int], ...]:
    start = text.lower().find(words.lower()) if words else -1
    return ((start, start + len(words)),) if start >= 0 else ()


def _crosstab(documents: list[Document], query: Query) -> Counter[tuple[str, str]]:
    first, second = query.crosstab or ("", "")
    if not first:
        return Counter()
    return Counter(pair for d in documents for pair in product(d.facets[first], d.facets[second]))


def _filtered(documents: list[Document], query: Query) -> list[Document]:
    passing = [d for d in documents if _passes(d, query)]
    passing.sort(key=lambda d: d.workshop.start, reverse=query.sort != "oldest")
    return sorted(passing, key=_added, reverse=True) if query.sort == "added" else passing


def _added(document: Document) -> date:
    return document.workshop.added or date.min


def _passes(document: Document, query: Query, ignored: str = "") -> bool:
    selections = dict(query.filters)
    if query.years:
        selections["year"] = (*query.selected("year"), *query.years.among(document.facets["year"]))
    added = document.workshop.added
    if query.since and not (added and added >= query.since):
        return False
    return all({*values} & {*document.facets[facet]} for facet, values in selections.items() if facet != ignored)


def _buckets(facet: str, documents: list[Document], query: Query) -> tuple[Bucket, ...]:
    counts = Counter(value for d in documents if _passes(d, query, facet) for value in d.facets[facet])
    values = sorted({*counts, *query.selected(facet)}, key=lambda value: (-counts[value], value))
    selected = {*query.selected(facet), *(query.years.among(values) if facet == "year" and query.years else ())}
    return tuple(Bucket(value, counts[value], value in selected) for value in values)
