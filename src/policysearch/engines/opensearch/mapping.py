"""What an index of a generation is: its fields, its analysis, its similarity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policysearch.model import bm25
from policysearch.model.document import COLUMNS
from policysearch.query.clauses import ZoneName
from policysearch.settings import LANGUAGES

SCHEMA = 5  # one more whenever an index written before cannot be read
KIND, ID, SLUG, ALIASES, START, ORDER, RELATION = "kind", "id", "slug", "aliases", "start", "order", "relation"
RECORD = "record"  # the document as ``materials.document_codec`` encodes it, with its checksum
FORM = "form"
TEXTS = {language: f"text_{language}" for language in LANGUAGES}  # terms with frequencies, for scores
PHRASES = {language: f"phrase_{language}" for language in LANGUAGES}  # terms with positions, for phrases and proximity
# Terms with positions of a workshop's title, and of its lessons, for clauses that look in one of these alone; lessons
# have their workshop's title.
ZONES: Mapping[ZoneName, Mapping[str, str]] = {
    "title": {language: f"title_{language}" for language in LANGUAGES},
    "lesson": {language: f"lesson_{language}" for language in LANGUAGES},
}
FACET_FIELDS = {facet: f"facet_{facet}" for facet in COLUMNS}
RESOURCE = "resource"  # the kind of documents that hold side data
GAP = 128  # positions between two zones, so that no phrase spans them
SAME_POSITION = "/"  # joins terms that stand at one position
WEIGHT = "|"  # between a term and the sum of its occurrences' weights
_MAX_TOKEN = 1_000_000  # characters of terms joined at one position
_HIT_WINDOW = 10_050  # documents that one search may list: query.MAX_WINDOW, and some pins


def index_body(meta: Mapping[str, Any], stop_shares: Mapping[str, float]) -> dict[str, Any]:
    """Return the body that creates an index: one shard, no copy and no refresh while it is written."""
    settings = {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "refresh_interval": -1,
        "max_result_window": _HIT_WINDOW,
        "unassigned.node_left.delayed_timeout": "5s",  # a copy that is away longer is made anew
        "merge.policy.expunge_deletes_allowed": 0,  # or what is removed would count in statistics
        "shard.check_on_startup": "checksum",  # a copy that is damaged on disk is never served
        "analysis": _ANALYSIS,
        "similarity": similarities(stop_shares),
    }
    return {"settings": {"index": settings}, "mappings": {"dynamic": False, "_meta": meta, **_MAPPING}}


def similarities(stop_shares: Mapping[str, float]) -> dict[str, Any]:
    """Return BM25 with the product's k1 and b, one for each language.

    Lucene leaves stop words (which stand at the position of another term) out of a document's length, and counts them
    in the average. ``stop_shares`` says how many times as many terms as counted words a language's field has; k1 and b
    are changed so that k1 * (1 - b + b * length / average) is what it would be with the average of counted words.
    """
    return {f"bm25_{field}": _similarity(stop_shares.get(field, 1.0)) for field in (*LANGUAGES, FORM)}


def score_scale(stop_share: float, has_factor: bool) -> float:
    """Return what the scores of a field are to be multiplied with to be BM25F's.

    Lucene leaves out the factor k1 + 1; OpenSearch 2 has it (``has_factor``), of the k1 that was changed.
    """
    return (bm25.K1 + 1.0) / (_k1(stop_share) + 1.0 if has_factor else 1.0)


def _k1(stop_share: float) -> float:
    return bm25.K1 * (1.0 - bm25.B) + bm25.K1 * bm25.B * stop_share


def _similarity(share: float) -> dict[str, Any]:
    changed_k1 = _k1(share)
    return {"type": "BM25", "k1": changed_k1, "b": bm25.K1 * bm25.B * share / changed_k1, "discount_overlaps": True}


_ANALYSIS = {
    "tokenizer": {"words": {"type": "whitespace", "max_token_length": _MAX_TOKEN}},
    "filter": {
        "one_position": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{SAME_POSITION}]+)"]},
        "weight": {"type": "delimited_term_freq", "delimiter": WEIGHT},
    },
    "analyzer": {
        "weighed": {"type": "custom", "tokenizer": "words", "filter": ["one_position", "weight"]},
        "positioned": {"type": "custom", "tokenizer": "words", "filter": ["one_position"]},
        "term": {"type": "custom", "tokenizer": "words"},
    },
}


def _weighed(similarity: str) -> dict[str, Any]:
    return {
        "type": "text",
        "analyzer": "weighed",
        "search_analyzer": "term",
        "index_options": "freqs",
        "similarity": similarity,
    }


_POSITIONED = {
    "type": "text",
    "analyzer": "positioned",
    "search_analyzer": "term",
    "index_options": "positions",
    "norms": False,
    "position_increment_gap": GAP,
}
_KEYWORD = {"type": "keyword"}
_MAPPING: dict[str, Any] = {
    "_source": {"excludes": [*TEXTS.values(), FORM, *ZONES["title"].values(), *ZONES["lesson"].values()]},
    "properties": {
        KIND: _KEYWORD,
        ID: _KEYWORD,
        SLUG: _KEYWORD,
        ALIASES: _KEYWORD,
        START: {"type": "integer"},
        ORDER: {"type": "integer"},
        RELATION: {"type": "join", "relations": {"workshop": "passage"}},
        FORM: _weighed(f"bm25_{FORM}"),
        **{field: _weighed(f"bm25_{language}") for language, field in TEXTS.items()},
        **dict.fromkeys((*PHRASES.values(), *ZONES["title"].values(), *ZONES["lesson"].values()), _POSITIONED),
        **dict.fromkeys(FACET_FIELDS.values(), _KEYWORD),
    },
}
