"""A few workshops that are searched by meaning, with the embedding for tests."""

from dataclasses import replace
from pathlib import Path

from policysearch import query
from policysearch.model.workshop import Workshop
from policysearch.query import Query
from policysearch.search.results import Results
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import build, workshop
from tests.search.meaning.hashing import HashingEmbedding, attach

EXPORTS = workshop(
    "exports", "Trade fairs", "Small growers reached markets through cooperatives. Their exports doubled.", country="PA"
)
BAKERY = workshop("bakery", "Bread", "The bakery on the corner closed its oven.", start="2012-01-01")
CHEESE = workshop("cheese", "Cheese", "Goats eat thistles near the dairy.", start="2011-01-01")
MUSIC = workshop("music", "Music", "Violins and trumpets were repaired.", "Trumpets were loud.")
WORKSHOPS = (EXPORTS, BAKERY, CHEESE, MUSIC)


def parsed(text: str, view: query.View = "highlights", **details: object) -> Query:
    words = query.parse(text, Vocabulary(), view=view)
    return replace(words, **details)  # type: ignore[arg-type]


def indexed(index: Path, embedding: HashingEmbedding, *workshops: Workshop) -> Path:
    build(index, workshops)
    attach(index, embedding)
    return index


def close_ids(results: Results) -> list[str]:
    return [hit.document.id for hit in results.close]
