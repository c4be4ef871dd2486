"""Inverting: from what stands in each document to which documents each term stands in."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.ragged import radix_argsort, smallest_dtype
from policysearch.engines.whoosh.postings.posting_codes import code_arrays
from policysearch.engines.whoosh.schema import FORM, GAP, TEXTS
from policysearch.engines.whoosh.writer.term_cache import TermNumbers
from policysearch.settings import LANGUAGES
from policysearch.text.ragged import ragged_indices, starts_of


class Zones(NamedTuple):
    """The zones of all documents, in the order of documents, languages and positions; numbers, one per zone."""

    documents: NDArray[np.int64]
    languages: NDArray[np.int64]
    weights: NDArray[np.int64]
    texts: NDArray[np.int64]


class Texts(NamedTuple):
    """The forms of the words of all texts (``~form``: a compound, at the place of the word before it), and how many
    each text has."""

    forms: NDArray[np.int32]
    sizes: NDArray[np.int64]


class Tokens(NamedTuple):
    """Words, in the order of documents and positions; numbers, one per word."""

    keys: NDArray[Any]
    documents: NDArray[Any]
    weights: NDArray[Any]
    positions: NDArray[Any]

    def some(self, chosen: NDArray[Any]) -> Tokens:
        """Some of them."""
        return Tokens(*(column[chosen] for column in self))


def invert(analyser: TermNumbers, texts: Texts, zones: Zones, size: int, split: int) -> dict[str, NDArray[Any]]:
    """The arrays of all fields of ``size`` documents.

    ``forms`` of a language's field are the forms' numbers here, -1 where the form's own list has it: see
    ``store.forms``.
    """
    first = starts_of(texts.sizes)  # per text, its first word
    found: dict[str, tuple[Tokens, NDArray[np.int32]]] = {}  # by language: forms, and their terms
    lengths: dict[str, NDArray[np.uint32]] = {}
    spoken = np.zeros(size, np.int64)  # by document, in how many languages it has words
    for language, name in enumerate(LANGUAGES):
        here = zones.languages == language
        if here.any():
            told = found[name] = _tokens(
                analyser, language, texts.forms, first, Zones(*(column[here] for column in zones))
            )
            weighed = ~analyser.are_stops(language)[told[1]]  # stop words do not make a document longer
            lengths[name] = np.bincount(told[0].documents, told[0].weights * weighed, size).astype(np.uint32)
            spoken += np.bincount(told[0].documents, minlength=size) > 0
    if not found:
        return {}
    several = spoken > 1
    frequencies = np.zeros(len(analyser.forms), np.int64)
    arrays: dict[str, NDArray[Any]] = {}
    apart = []
    for name, (tokens, terms) in found.items():
        field, inverted = TEXTS[name], _Inverted(tokens._replace(keys=terms))
        forms, left = inverted.forms(tokens.keys, several)
        are_stops = analyser.are_stops(LANGUAGES.index(name))  # they have places alone, no forms
        forms[are_stops[inverted.keys]] = -1
        left &= ~are_stops[terms]
        frequencies += np.bincount(forms[forms >= 0], minlength=len(frequencies))
        arrays |= inverted.arrays(field, len(analyser.terms[LANGUAGES.index(name)]), lengths[name], split)
        arrays |= {
            f"{field}/positions": smallest_dtype(inverted.positions, np.uint16),
            f"{field}/forms": forms,
            f"form/terms_{name}": analyser.pairs(LANGUAGES.index(name)),
        }
        apart.append(tokens.some(left))
    own = _Inverted(_together(apart))
    arrays |= own.arrays(FORM, len(analyser.forms), np.sum([*lengths.values()], axis=0, dtype=np.uint32), split)
    arrays[f"{FORM}/frequencies"] = (frequencies + np.diff(arrays[f"{FORM}/starts"])).astype(np.uint32)
    return arrays


def _tokens(
    analyser: TermNumbers, language: int, forms: NDArray[np.int32], first: NDArray[np.int64], zones: Zones
) -> tuple[Tokens, NDArray[np.int32]]:
    """The words of one language, by forms, and their terms."""
    compounds = starts_of(forms < 0)  # before each form
    starts, sizes = first[zones.texts], np.diff(first)[zones.texts]
    places = ragged_indices(starts, sizes)
    held = np.where(forms[places] < 0, ~forms[places], forms[places])
    terms = analyser.terms_of(language, held)
    zone = np.repeat(np.arange(len(sizes)), sizes)
    inside = compounds[first[1:]] - compounds[first[:-1]]
    shift = _bases(zones.documents, sizes - inside[zones.texts]) - starts + compounds[starts]
    positions = places + shift[zone] - compounds[places + 1]
    return Tokens(held, zones.documents[zone].astype(np.uint32), zones.weights[zone], positions), terms


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
    return joined.some(radix_argsort(joined.documents))


class _Inverted:
    """One field: a sort by key and then by order, and everything of a key stands together."""

    def __init__(self, tokens: Tokens) -> None:
        self._order = radix_argsort(tokens.keys)
        self._held, self._documents = tokens.keys[self._order], tokens.documents[self._order]
        self._changes = np.empty(len(self._held), np.bool_)
        self._changes[:1] = True
        np.not_equal(self._documents[1:], self._documents[:-1], out=self._changes[1:])
        self._changes[1:] |= self._held[1:] != self._held[:-1]
        self._firsts = np.flatnonzero(self._changes)
        self._counts = np.diff(self._firsts, append=len(self._held))
        self._tokens = tokens

    @property
    def keys(self) -> NDArray[Any]:
        """The key of each posting."""
        return self._held[self._firsts]

    @property
    def positions(self) -> NDArray[Any]:
        """Where its words stand."""
        return self._tokens.positions[self._order]

    def forms(self, forms: NDArray[np.int32], apart: NDArray[np.bool_]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """The form of each posting, -1 where its document has several or is ``apart``; and which words are such."""
        held = forms[self._order]
        others = np.flatnonzero((held[1:] != held[:-1]) & ~self._changes[1:]) + 1
        left = apart[self._documents[self._firsts]]
        left[self._firsts.searchsorted(others, side="right") - 1] = True
        words = np.empty(len(held), np.bool_)
        words[self._order] = left.repeat(self._counts)
        return np.where(left, np.int32(-1), held[self._firsts]), words

    def arrays(self, name: str, keys: int, lengths: NDArray[np.uint32], split: int) -> dict[str, NDArray[Any]]:
        """The lists of ``keys``; ``lengths`` are those of the documents."""
        of, postings = self._held[self._firsts], self._documents[self._firsts]
        weights = np.add.reduceat(self._tokens.weights[self._order], self._firsts) if len(of) else np.empty(0, np.int64)
        return {
            f"{name}/totals": np.array([lengths.sum(dtype=np.int64), np.count_nonzero(lengths)], np.uint64),
            f"{name}/starts": starts_of(np.bincount(of, minlength=keys)).astype(np.uint32),
            f"{name}/cuts": np.bincount(of[postings < split], minlength=keys).astype(np.uint32),
            f"{name}/documents": postings,
            **code_arrays(f"{name}/codes", weights, lengths[postings], self._counts),
        }
