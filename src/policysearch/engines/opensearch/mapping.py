"""What an index of a generation is: its fields, its analysis, its similarity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policysearch.model import bm25
from policysearch.model.document import COLUMNS
from policysearch.settings import LANGUAGES

SCHEMA = 8  # one more whenever an index written before cannot be read, or text analysis changes
KIND, ID, SLUG, ALIASES, START, ORDER, RELATION = "kind", "id", "slug", "aliases", "start", "order", "relation"
PARTS = ("passage", "highlight")  # the kinds of documents that are children of their workshop
RECORD = "record"  # the document as ``materials.document_codec`` encodes it, with its checksum
FORM = "form"
TEXTS = {language: f"text_{language}" for language in LANGUAGES}  # terms with frequencies, for scores
STOPS = {language: f"stop_{language}" for language in LANGUAGES}  # the same of stop words, as long as the text is
PHRASES = {language: f"phrase_{language}" for language in LANGUAGES}  # terms with positions, for phrases and proximity
TITLES = {language: f"title_{language}" for language in LANGUAGES}  # terms with positions of a workshop's title alone
FACET_FIELDS = {facet: f"facet_{facet}" for facet in COLUMNS}
RESOURCE = "resource"  # the kind of documents that hold side data
GAP = 128  # positions between two zones, so that no phrase spans them
SAME_POSITION = "/"  # before each of several terms that stand at one position
WEIGHT = "|"  # between a term and the sum of its occurrences' weights
FILLER = "-"  # no term: makes a field longer
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
        **_NOT_OF_TEMPLATES,
        "analysis": _ANALYSIS,
        "similarity": similarities(stop_shares),
    }
    source = {"enabled": True, "excludes": [*TEXTS.values(), *STOPS.values(), FORM, *TITLES.values()]}
    mappings = {"dynamic": False, "_meta": meta, "_source": source, "properties": _PROPERTIES}
    return {"settings": {"index": settings}, "mappings": mappings}


def foreign_fields(properties: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the fields of an index's mapping that are not ours, or that have an option that is not ours."""
    return [
        field
        for field, options in properties.items()
        if field not in _PROPERTIES or (field != RELATION and not options.keys() <= _PROPERTIES[field].keys())
    ]


def similarities(stop_shares: Mapping[str, float]) -> dict[str, Any]:
    """Return BM25 with the product's k1 and b, and one for the stop words of each language.

    Lucene leaves stop words beyond a text's length (which stand at the position of another one) out of the length, and
    counts them in the average. ``stop_shares`` says how many times as many terms as counted words a language's stop
    words come to; k1 and b are changed so that k1 * (1 - b + b * length / average) is what it would be with the average
    of counted words.
    """
    of_stops = {f"bm25_{field}": _similarity(stop_shares.get(language, 1.0)) for language, field in STOPS.items()}
    return {"bm25": _similarity(1.0), **of_stops}


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


_NOT_OF_TEMPLATES = {  # said, or an index template of the cluster could say otherwise
    "auto_expand_replicas": "false",
    "default_pipeline": "_none",
    "final_pipeline": "_none",
    "search.default_pipeline": "_none",
}
_AT_ONE_POSITION = f"{SAME_POSITION}([^{SAME_POSITION}]+)"
_ANALYSIS = {
    "tokenizer": {"words": {"type": "whitespace", "max_token_length": _MAX_TOKEN}},
    "filter": {
        "one_position": {
            "type": "pattern_capture",
            "preserve_original": False,
            "patterns": [_AT_ONE_POSITION],
        },
        "weight": {"type": "delimited_term_freq", "delimiter": WEIGHT},
    },
    "analyzer": {
        "weighed": {"type": "custom", "tokenizer": "words", "filter": ["weight"]},
        "weighed_together": {"type": "custom", "tokenizer": "words", "filter": ["one_position", "weight"]},
        "positioned": {"type": "custom", "tokenizer": "words", "filter": ["one_position"]},
        "term": {"type": "custom", "tokenizer": "words"},
    },
}


def _weighed(similarity: str, analyzer: str) -> dict[str, Any]:
    return {
        "type": "text",
        "analyzer": analyzer,
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
_FILTER = {"type": "keyword", "doc_values": False}  # looked up alone
_ORDINAL = {"type": "integer", "index": False}  # sorted by alone
_PROPERTIES: dict[str, Any] = {
    KIND: _FILTER,
    ID: _KEYWORD,
    SLUG: _KEYWORD,
    ALIASES: _FILTER,
    START: _ORDINAL,
    ORDER: _ORDINAL,
    RELATION: {"type": "join", "relations": {"workshop": [*PARTS]}},
    FORM: _weighed("bm25", "weighed"),
    **dict.fromkeys(TEXTS.values(), _weighed("bm25", "weighed")),
    **{field: _weighed(f"bm25_{field}", "weighed_together") for field in STOPS.values()},
    **dict.fromkeys((*PHRASES.values(), *TITLES.values()), _POSITIONED),
    **dict.fromkeys(FACET_FIELDS.values(), _KEYWORD),
}
