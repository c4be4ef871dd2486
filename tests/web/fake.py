"""A Searcher of a few workshops that finds what is asked by a plain ``in``: enough to see what the web makes of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from policysearch.model.document import FACETS, Document, Text
from policysearch.model.workshop import Attachment, Highlight, Link, Passage, Workshop, WorkshopText
from policysearch.query import Query
from policysearch.search.results import Bucket, Hit, Reason, Results, Snippet, Suggestion
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
    )


TRADE = workshop("trade-and-poverty", "Trade & Poverty", ("Vulnerable groups <b>trade</b>.", "Chile lends."), 2009)
ICT = workshop("ict-use", "ICT Use", ("Chile and Brazil use ICT.",), 2010, "US")
ICT = replace(ICT, texts={**ICT.texts, "es": words("es", "Uso de las TIC", ("Chile y Brasil usan las TIC.",))})
WORKSHOPS = (TRADE, ICT)
MANY = (*WORKSHOPS, *(workshop(f"w{n}", f"Workshop {n}", ("Chile again.",), 1980 + n) for n in range(40)))


def document(held: Workshop, part: str = "") -> Document:
    facets = {
        "year": (str(held.start.year),),
        "country": (held.country,),
        "theme": held.themes,
        "experience": ("CL", "BR") if held is ICT else ("CL",),
        "partner": held.organizers,
        "language": tuple(held.texts),
    }
    texts = {language: Text(text.title) for language, text in held.texts.items()}
    kind, document_id = ("highlight", f"{held.slug}/{part}") if part else ("workshop", held.slug)
    return Document(document_id, kind, held, part, texts, facets)  # type: ignore[arg-type]


def passages(held: Workshop) -> Iterator[Document]:
    """The first pages of what is attached, as text."""
    for attachment in held.attachments:
        for number in (1, 2, 3):
            part = f"files/{attachment.file}/{number}"
            passage = Passage(attachment.file, number, f"page {number}", attachment.title, "Nueve horas.\nChile.", "es")
            yield replace(document(held), id=f"{held.slug}/{part}", kind="passage", part=part, passage=passage)


class FakeSearcher:
    """``searches`` counts, so that a test can tell that none was made; ``changes`` are put into every Results."""

    def __init__(self, workshops: tuple[Workshop, ...] = WORKSHOPS, **changes: Any) -> None:
        self.generation = "g1"
        self.vocabulary = Vocabulary(themes=THEMES)
        self.searches = 0
        self.changes = changes
        self.aliases = {"former": workshops[0].slug}
        self.documents = {held.slug: document(held) for held in workshops}
        for held in workshops:
            self.documents |= {f"{held.slug}/{h.id}": document(held, h.id) for h in held.text("en").highlights}
            self.documents |= {one.id: one for one in passages(held)}

    def search(self, query: Query) -> Results:
        self.searches += 1
        told = self._told(query)
        found = _listed(told, query)
        hits = tuple(self._hit(d, query) for d in found[query.offset : query.offset + query.limit])
        facets = {facet: _buckets(facet, told, query) for facet in FACETS}
        totals = {facet: len(buckets) for facet, buckets in facets.items()}
        answer = Results(query, len(found), hits, facets, totals, self.generation, crosstab=_crossed(found, query))
        return replace(answer, **self.changes)

    def _told(self, query: Query) -> list[Document]:
        """All of the view's kind with the words, whatever the filters."""
        kind = query.view.removesuffix("s")
        return [d for d in self.documents.values() if d.kind == kind and query.text.lower() in str(d.workshop).lower()]

    def _hit(self, found: Document, query: Query) -> Hit:
        text = found.workshop.text(query.language)
        snippets = []
        for highlight in text.highlights:
            marks = _marks(highlight.text, query.text)
            if found.part in ("", highlight.id):
                name = f"{found.workshop.slug}/{highlight.id}"
                snippets.append(Snippet(name, "highlight", highlight.text, marks, text.language, ("CL",)))
        reasons = (Reason(query.text, query.text.upper(), "title"),) if query.text else ()
        return Hit(found, 1.0, text.language, tuple(snippets), _marks(text.title, query.text), reasons)

    def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        offered = (
            Suggestion("Trade & Poverty", "title", "trade-and-poverty", 1),
            Suggestion("ICT", "theme", "ict", 2),
            Suggestion("chile lends", "phrase", "chile lends", 1),
        )
        return tuple(one for one in offered if prefix.lower() in one.text.lower())[:limit]

    def get(self, document_id: str) -> Document | None:
        return self.documents.get(self.aliases.get(document_id, document_id))

    def get_many(self, document_ids: Sequence[str]) -> list[Document | None]:
        return [self.get(document_id) for document_id in document_ids]

    def scan(self, query: Query) -> Iterator[Document]:
        yield from _listed(self._told(query), query)

    def close(self) -> None:
        pass


def _marks(text: str, asked: str) -> tuple[tuple[int, int], ...]:
    start = text.lower().find(asked.lower()) if asked else -1
    return ((start, start + len(asked)),) if start >= 0 else ()


def _crossed(found: list[Document], query: Query) -> Counter[tuple[str, str]]:
    first, second = query.crosstab or ("", "")
    if not first:
        return Counter()
    return Counter(pair for d in found for pair in product(d.facets[first], d.facets[second]))


def _listed(told: list[Document], query: Query) -> list[Document]:
    passing = [d for d in told if _passes(d, query)]
    return sorted(passing, key=lambda d: d.workshop.start, reverse=query.sort != "oldest")


def _passes(found: Document, query: Query, ignored: str = "") -> bool:
    return all({*values} & {*found.facets[facet]} for facet, values in query.filters if facet != ignored)


def _buckets(facet: str, told: list[Document], query: Query) -> tuple[Bucket, ...]:
    others = [value for d in told if _passes(d, query, facet) for value in d.facets[facet]]
    values = sorted({*others, *query.selected(facet)}, key=lambda value: (-others.count(value), value))
    return tuple(Bucket(value, others.count(value), value in query.selected(facet)) for value in values)
