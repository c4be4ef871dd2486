"""Workshops in a few words or random ones, and an index of them."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from policysearch.engines.build_contract import BuildReport, Generations
from policysearch.engines.contract import Engine, Snapshot
from policysearch.materials.documents import documents_of
from policysearch.model.workshop import Highlight, Passage, Workshop, WorkshopText
from policysearch.publishing import suggestion_builder
from policysearch.search.results import Searcher
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines import under_test

WORDS = (
    "credit credits crédit export exporter exporters exportación exportacion exportador capacitación "
    "public-private micro-enterprise U.S. R&D l'innovation window windows policy policies políticas the of de la "
    "loan loans risk share shares Chile Brazil México Jamaica goods trade trades traded trading training"
).split()
COUNTRIES, THEMES, PARTNERS = ("US", "PA", "CL", ""), ("ict", "skills", "finance"), ("IDB", "World Bank", "CAF")
TYPED_WORDS = tuple(dict.fromkeys(word.strip("'.") for word in WORDS))
ZIPF_WEIGHTS = [1 / (rank + 1) for rank in range(len(WORDS))]


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


def build(
    index: Path, workshops: Iterable[Workshop], vocabulary: Vocabulary | None = None, keep: Iterable[str] = ()
) -> BuildReport:
    """Build an index of ``workshops``; of the generation before, the workshops ``keep`` are carried over."""
    words = vocabulary or Vocabulary()
    new = list(workshops)
    sources = dict.fromkeys(keep, "1") | {one.slug: str(hash(one.title)) for one in new}
    generations = open_generations(Settings(index=index))
    current = generations.current()
    base = current.id if current else None
    return generations.build(
        (document for one in new for document in documents_of(one, words)),
        sources,
        words,
        keep=[*keep],
        base=base,
        resources=suggestion_builder(generations, [*keep], len(sources), base),
    )


def open_generations(settings: Settings) -> Generations:
    return under_test.selected().open_generations(settings)


def open_engine(settings: Settings) -> Engine:
    return under_test.selected().open_engine(settings)


def open_searcher(settings: Settings) -> SearchService:
    return SearchService(open_engine(settings), settings.cache_size)


def searcher_of(index: Path, *workshops: Workshop, vocabulary: Vocabulary | None = None) -> Searcher:
    build(index, workshops, vocabulary)
    return open_searcher(Settings(index=index))


def snapshot_of(index: Path, *workshops: Workshop, vocabulary: Vocabulary | None = None) -> Snapshot:
    build(index, workshops, vocabulary)
    return open_engine(Settings(index=index)).snapshot()


def random_text(rng: random.Random, least: int, most: int) -> str:
    return " ".join(rng.choices(WORDS, ZIPF_WEIGHTS, k=rng.randint(least, most)))


def random_workshop(rng: random.Random, number: int) -> Workshop:
    language = rng.choice(["en", "en", "en", "es", "fr"])
    original = workshop(
        f"w{number:03}",
        random_text(rng, 1, 4),
        *(random_text(rng, 3, 12) for _ in range(rng.randint(0, 3))),
        body=random_text(rng, 0, 30),
        start=f"{rng.randint(2008, 2012)}-0{rng.randint(1, 3)}-01",
        country=rng.choice(COUNTRIES),
        themes=tuple(rng.sample(THEMES, rng.randint(0, 2))),
        partners=tuple(rng.sample(PARTNERS, rng.randint(0, 2))),
        language=language,
        passages=[random_text(rng, 4, 20) for _ in range(rng.choice([0, 0, 0, 2]))],
    )
    if rng.random() < 0.8:
        original = replace(original, added=date(2020, rng.randint(1, 4), 1))
    if language == "en" and rng.random() < 0.2:
        lessons = [random_text(rng, 3, 9) for _ in original.texts["en"].highlights]
        return translated(original, "es", random_text(rng, 1, 4), *lessons)
    return original
