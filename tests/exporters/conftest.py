"""A few documents, an audience and a provenance."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from policysearch.exporters import Audience, Entry, Provenance, entries
from policysearch.materials.documents import documents_of
from policysearch.model.workshop import Highlight, Workshop, WorkshopText
from policysearch.vocabulary import Theme, Vocabulary, label

VOCABULARY = Vocabulary(themes=(Theme("ict", {"en": "ICT", "es": "TIC"}, ()),))
PROVENANCE = Provenance(
    title="Lessons on credit",
    query="credit country:PA",
    address="https://www.example.org/?q=credit",
    generation="g1",
    retrieved_at=datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
    language="en",
    publisher="Example Institution",
    total=3,
)
Write = Callable[..., list[Entry]]


def workshop(*lessons: str, title: str = "Credit & Growth", slug: str = "credit", es: bool = True) -> Workshop:
    def text(language: str, title: str, translation: str) -> WorkshopText:
        highlights = tuple(Highlight(f"h{n}", lesson, lesson) for n, lesson in enumerate(lessons, 1))
        return WorkshopText(language, title, "", "", highlights, translation)  # type: ignore[arg-type]

    texts = {"en": text("en", title, "")} | ({"es": text("es", f"{title} (es)", "unofficial")} if es else {})
    return Workshop(
        slug,
        "en",
        texts,
        date(2010, 9, 21),
        date(2010, 9, 22),
        city="Panama City",
        country="PA",
        themes=("ict",),
        organizers=("Ministry of Trade and Industry",),
        updated=date(2026, 3, 4),
    )


def audience(language: str = "en") -> Audience:
    return Audience(
        language,
        lambda facet, value: label(VOCABULARY, facet, value, language),
        lambda document: f"https://www.example.org/workshops/{document}",
        "Example Institution",
    )


def entries_of(source: Workshop, language: str = "en") -> Iterator[Entry]:
    """The workshop and its lessons as entries."""
    return entries(documents_of(source, VOCABULARY), audience(language))


@pytest.fixture
def sample_entries() -> list[Entry]:
    return [*entries_of(workshop("Chile lends.", "=SUM(A1) is no lesson."))]
