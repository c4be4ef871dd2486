"""Workshops in a few words, and an index of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from policysearch.engines.contract import BuildReport, Searcher
from policysearch.engines.registry import open_indexer, open_searcher
from policysearch.materials.documents import documents_of
from policysearch.model.workshop import Highlight, Passage, Workshop, WorkshopText
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary


def workshop(
    slug: str,
    title: str = "",
    *lessons: str,
    body: str = "",
    start: str = "2010-01-01",
    country: str = "US",
    themes: tuple[str, ...] = (),
    partners: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    language: str = "en",
    passages: Iterable[str] = (),
) -> Workshop:
    day = date.fromisoformat(start)
    return Workshop(
        slug=slug,
        language=language,
        texts={language: text(language, title, *lessons, body=body)},
        start=day,
        end=day,
        country=country,
        themes=themes,
        partners=partners,
        aliases=aliases,
        passages=tuple(
            Passage("paper.pdf", number, f"page {number}", "Paper", words, language)
            for number, words in enumerate(passages, 1)
        ),
    )


def text(language: str, title: str, *lessons: str, body: str = "") -> WorkshopText:
    highlights = tuple(Highlight(f"h{number}", words, words) for number, words in enumerate(lessons, 1))
    return WorkshopText(language, title, body, body, highlights)


def translated(held: Workshop, language: str, title: str, *lessons: str) -> Workshop:
    return replace(held, texts={**held.texts, language: text(language, title, *lessons)})


def build(index: Path, workshops: Iterable[Workshop], vocabulary: Vocabulary | None = None) -> BuildReport:
    words = vocabulary or Vocabulary()
    held = list(workshops)
    told = (document for one in held for document in documents_of(one, words))
    sources = {one.slug: str(hash(one.title)) for one in held}
    return open_indexer(Settings(index=index)).build(told, sources, words)


def searcher_of(index: Path, *workshops: Workshop, vocabulary: Vocabulary | None = None) -> Searcher:
    build(index, workshops, vocabulary)
    return open_searcher(Settings(index=index))
