"""Inverting: from what stands in each document to which documents each term stands in."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.building.analysing import Analyser
from policysearch.engines.whoosh.postings import GAP
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.store.codes import code_arrays
from policysearch.engines.whoosh.store.ranges import narrow, sorting, spread, starts_of
from policysearch.language import LANGUAGES


class Zones(NamedTuple):
    """The zones of all documents, in the order of documents, languages and positions; numbers, one per zone."""

    documents: NDArray[np.int64]
    languages: NDArray[np.int64]
    weights: NDArray[np.int64]
    texts: NDArray[np.int64]


class Texts(NamedTuple):
    """The forms of the words of all texts, and how many words each text has."""

    forms: NDArray[np.int32]
    sizes: NDArray[np.int64]


class Tokens(NamedTuple):
    """Words that are no stop words, in the order of documents and positions; numbers, one per word."""

    keys: NDArray[Any]
    documents: NDArray[Any]
    weights: NDArray[Any]
    positions: NDArray[Any]


def invert(analyser: Analyser, texts: Texts, zones: Zones, size: int, split: int) -> dict[str, NDArray[Any]]:
    """The arrays of all fields of ``size`` documents."""
    first = starts_of(texts.sizes)  # per text, its first word
    arrays: dict[str, NDArray[Any]] = {}
    found: list[Tokens] = []
    for language, name in enumerate(LANGUAGES):
        here = zones.languages == language
        if here.any():
            terms, told = _tokens(analyser, language, texts.forms, first, Zones(*(column[here] for column in zones)))
            found.append(told)
            held = told._replace(keys=terms)
            arrays |= _field(TEXTS[name], held, len(analyser.terms[language]), size, split)
    for language, name in enumerate(LANGUAGES):
        if f"{TEXTS[name]}/totals" in arrays:
            arrays[f"form/terms_{name}"] = analyser.pairs(language)
    if not found:
        return arrays
    return arrays | _field(FORM, _together(found), len(analyser.forms), size, split)


def _tokens(
    analyser: Analyser, language: int, forms: NDArray[np.int32], first: NDArray[np.int64], zones: Zones
) -> tuple[NDArray[np.int32], Tokens]:
    """The words of one language: their terms, and the rest, by forms."""
    starts, sizes = first[zones.texts], np.diff(first)[zones.texts]
    places = spread(starts, sizes)
    held = forms[places]
    terms = analyser.terms_of(language, held)
    kept = np.flatnonzero(terms >= 0)
    zone = np.repeat(np.arange(len(sizes)), sizes)[kept]
    shift = _bases(zones.documents, sizes) - starts
    return terms[kept], Tokens(
        held[kept], zones.documents[zone].astype(np.uint32), zones.weights[zone], places[kept] + shift[zone]
    )


def _bases(documents: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The position each zone begins at: after the zones before it in its document, and gaps that no phrase spans."""
    before = starts_of(sizes + GAP)[:-1]
    firsts = np.flatnonzero(np.diff(documents, prepend=-1))
    return before - np.repeat(before[firsts], np.diff(firsts, append=len(documents)))


def _together(found: list[Tokens]) -> Tokens:
    """The words of all languages, in the order of documents."""
    if len(found) == 1:
        return found[0]
    joined = Tokens(*(np.concatenate(columns) for columns in zip(*found, strict=True)))
    order = sorting(joined.documents)
    return Tokens(*(column[order] for column in joined))


def _field(name: str, tokens: Tokens, terms: int, size: int, split: int) -> dict[str, NDArray[Any]]:
    """One field: a sort by term and then by order, and everything of a term stands together."""
    order = sorting(tokens.keys)
    held, documents = tokens.keys[order], tokens.documents[order]
    changes = (np.diff(held) != 0) | (np.diff(documents) != 0)
    firsts = np.flatnonzero(np.concatenate(([True], changes))) if len(held) else np.empty(0, np.int64)
    lengths = np.bincount(tokens.documents, tokens.weights, size).astype(np.uint32)
    postings = documents[firsts]
    weights = np.add.reduceat(tokens.weights[order], firsts) if len(firsts) else np.empty(0, np.int64)
    counts = np.diff(firsts, append=len(held))
    of = held[firsts]
    arrays = {
        f"{name}/lengths": narrow(lengths),
        f"{name}/totals": np.array([lengths.sum(dtype=np.int64), np.count_nonzero(lengths)], np.uint64),
        f"{name}/starts": starts_of(np.bincount(of, minlength=terms)).astype(np.uint32),
        f"{name}/cuts": np.bincount(of[postings < split], minlength=terms).astype(np.uint32),
        f"{name}/documents": postings,
        **code_arrays(f"{name}/codes", weights, lengths[postings], counts),
    }
    if name != FORM:
        arrays[f"{name}/positions"] = narrow(tokens.positions[order], np.uint16)
    return arrays
