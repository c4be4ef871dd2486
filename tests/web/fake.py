"""A Searcher of two workshops that finds what is asked by a plain ``in``: enough to see what the web makes of it."""

from collections.abc import Iterator
from datetime import date

from policysearch.documents import FACETS, Document, Text
from policysearch.engine import Bucket, Hit, Results, Snippet, Suggestion
from policysearch.materials.workshop import Highlight, Workshop, WorkshopText
from policysearch.query import Query
from policysearch.vocabulary import Theme, Vocabulary


def workshop(slug: str, title: str, lessons: tuple[str, ...], year: int, country: str = "PA") -> Workshop:
    highlights = tuple(Highlight(f"h{n}", lesson, lesson) for n, lesson in enumerate(lessons, 1))
    text = WorkshopText("en", title, "", "", highlights)
    return Workshop(slug, "en", {"en": text}, date(year, 9, 6), date(year, 9, 7), "Panama City", "", country, ("ict",))


def document(held: Workshop) -> Document:
    facets = dict.fromkeys(FACETS, ()) | {
        "year": (str(held.start.year),),
        "country": (held.country,),
        "theme": held.themes,
        "experience": ("CL",),
        "language": ("en",),
    }
    return Document(held.slug, "workshop", held, "", {"en": Text(held.title)}, facets)


WORKSHOPS = (
    workshop("trade-and-poverty", "Trade & Poverty", ("Vulnerable groups <b>trade</b>.", "Chile lends."), 2009),
    workshop("ict-use", "ICT Use", ("Chile and Brazil use ICT.",), 2010, "US"),
)


class FakeSearcher:
    """Counts its searches, so that a test can tell that none was made."""

    def __init__(self, workshops: tuple[Workshop, ...] = WORKSHOPS) -> None:
        self.generation = "g1"
        self.vocabulary = Vocabulary(themes=(Theme("ict", {"en": "ICT", "es": "TIC", "pt": "TIC", "fr": "TIC"}),))
        self.searches = 0
        self._documents = {held.slug: document(held) for held in workshops}

    def search(self, query: Query) -> Results:
        self.searches += 1
        found = [d for d in self._documents.values() if query.text.lower() in str(d.workshop).lower()]
        hits = tuple(self._hit(d, query.text) for d in found[query.offset : query.offset + query.limit])
        facets = {facet: self._buckets(facet, found, query) for facet in FACETS}
        totals = {facet: len(buckets) for facet, buckets in facets.items()}
        return Results(query, len(found), hits, facets, totals, self.generation)

    def _hit(self, found: Document, words: str) -> Hit:
        snippets = []
        for highlight in found.workshop.text("en").highlights:
            start = highlight.text.lower().find(words.lower()) if words else -1
            marks = ((start, start + len(words)),) if start >= 0 else ()
            snippets.append(Snippet(f"{found.id}/{highlight.id}", "highlight", highlight.text, marks, "en", ("CL",)))
        return Hit(found, 1.0, "en", tuple(snippets))

    def _buckets(self, facet: str, found: list[Document], query: Query) -> tuple[Bucket, ...]:
        values = sorted({value for d in found for value in d.facets[facet]})
        return tuple(Bucket(v, sum(v in d.facets[facet] for d in found), v in query.selected(facet)) for v in values)

    def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        return (Suggestion("ICT", "theme", "ict", 2),)[:limit]

    def get(self, document_id: str) -> Document | None:
        return self._documents.get(document_id)

    def scan(self, query: Query) -> Iterator[Document]:
        yield from self._documents.values()

    def close(self) -> None:
        pass
