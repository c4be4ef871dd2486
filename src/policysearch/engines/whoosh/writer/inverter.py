"""Inverting: the words of each document -> the postings of each term."""

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
    """The zones of all documents, in the order of documents, languages and positions; one number of each per zone."""

    documents: NDArray[np.int64]
    languages: NDArray[np.int64]
    weights: NDArray[np.int64]
    texts: NDArray[np.int64]


class Texts(NamedTuple):
    """The form numbers of the words of all texts, one after the other, and how many each text has.

    ``~form`` is a compound, at the position of the word before it.
    """

    forms: NDArray[np.int32]
    sizes: NDArray[np.int64]


class Tokens(NamedTuple):
    """Words in the order of documents and positions; one number of each per word."""

    forms: NDArray[Any]
    documents: NDArray[Any]
    weights: NDArray[Any]
    positions: NDArray[Any]

    def take(self, selection: NDArray[Any]) -> Tokens:
        """Return the words that ``selection`` (a mask or indices) has."""
        return Tokens(*(column[selection] for column in self))


def invert(
    term_numbers: TermNumbers, texts: Texts, zones: Zones, size: int, highlights_start: int
) -> dict[str, NDArray[Any]]:
    """Return the arrays of all fields of ``size`` documents; those from ``highlights_start`` on are highlights.

    The array ``forms`` of a language's field has one form number per posting, -1 where the form's own postings list
    has the document (``postings.posting_forms``).
    """
    text_starts = starts_of(texts.sizes)
    tokens: dict[int, tuple[Tokens, NDArray[np.int32]]] = {}  # by language, with the term of each word
    lengths: dict[int, NDArray[np.uint32]] = {}
    language_counts = np.zeros(size, np.int64)  # in how many languages each document has words
    for language in np.unique(zones.languages).tolist():
        zones_of_language = Zones(*(column[zones.languages == language] for column in zones))
        of_language, terms = _tokens(term_numbers, language, texts.forms, text_starts, zones_of_language)
        tokens[language] = of_language, terms
        weights = of_language.weights * ~term_numbers.are_stops(language)[terms]  # stop words lengthen no document
        lengths[language] = np.bincount(of_language.documents, weights, size).astype(np.uint32)
        language_counts += np.bincount(of_language.documents, minlength=size) > 0
    if not tokens:
        return {}
    is_multilingual = language_counts > 1
    frequencies = np.zeros(len(term_numbers.forms), np.int64)
    arrays: dict[str, NDArray[Any]] = {}
    in_form_lists = []
    for language, (of_language, terms) in tokens.items():
        name = LANGUAGES[language]
        field, inverted = TEXTS[name], _InvertedField(terms, of_language)
        forms, in_form_list = inverted.forms(is_multilingual)
        are_stops = term_numbers.are_stops(language)  # stop words have positions, but no forms
        forms[are_stops[inverted.posting_keys]] = -1
        in_form_list &= ~are_stops[terms]
        frequencies += np.bincount(forms[forms >= 0], minlength=len(frequencies))
        arrays |= inverted.arrays(field, len(term_numbers.terms[language]), lengths[language], highlights_start)
        arrays |= {
            f"{field}/positions": smallest_dtype(inverted.positions, np.uint16),
            f"{field}/forms": forms,
            f"form/terms_{name}": term_numbers.terms_of_forms(language),
        }
        in_form_lists.append(of_language.take(in_form_list))
    form_tokens = _in_document_order(in_form_lists)
    form_lengths: NDArray[np.uint32] = np.sum([*lengths.values()], axis=0, dtype=np.uint32)
    inverted = _InvertedField(form_tokens.forms, form_tokens)
    arrays |= inverted.arrays(FORM, len(term_numbers.forms), form_lengths, highlights_start)
    arrays[f"{FORM}/frequencies"] = (frequencies + np.diff(arrays[f"{FORM}/starts"])).astype(np.uint32)
    return arrays


def _tokens(
    term_numbers: TermNumbers,
    language: int,
    forms: NDArray[np.int32],
    text_starts: NDArray[np.int64],
    zones: Zones,
) -> tuple[Tokens, NDArray[np.int32]]:
    """Return the words of one language's zones, and the term of each word."""
    is_compound = forms < 0
    compounds = starts_of(is_compound)  # how many there are before each form
    starts, sizes = text_starts[zones.texts], np.diff(text_starts)[zones.texts]
    indices = ragged_indices(starts, sizes)
    zone_forms = np.where(is_compound[indices], ~forms[indices], forms[indices])
    terms = term_numbers.terms_of(language, zone_forms)
    zone = np.repeat(np.arange(len(sizes)), sizes)
    compounds_in_texts = compounds[text_starts[1:]] - compounds[text_starts[:-1]]
    first_positions = _first_positions(zones.documents, sizes - compounds_in_texts[zones.texts])
    shift = first_positions - starts + compounds[starts]
    positions = indices + shift[zone] - compounds[indices + 1]
    return Tokens(zone_forms, zones.documents[zone].astype(np.uint32), zones.weights[zone], positions), terms


def _first_positions(documents: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the position of each zone's first word: behind the document's earlier zones, with gaps between them.

    No phrase spans a gap.
    """
    starts = starts_of(sizes + GAP)[:-1]
    first_zones = np.flatnonzero(np.diff(documents, prepend=-1))
    return starts - np.repeat(starts[first_zones], np.diff(first_zones, append=len(documents)))


def _in_document_order(parts: list[Tokens]) -> Tokens:
    """Return the words of all languages, in the order of documents."""
    if len(parts) == 1:
        return parts[0]
    joined = Tokens(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    return joined.take(radix_argsort(joined.documents))


class _InvertedField:
    """The tokens of one field sorted by key, then by document and position. A key is a term or a form."""

    def __init__(self, keys: NDArray[Any], tokens: Tokens) -> None:
        self._order = radix_argsort(keys)
        self._tokens = tokens
        self._keys, self._documents = keys[self._order], tokens.documents[self._order]
        self._begins_posting = np.empty(len(self._keys), np.bool_)
        self._begins_posting[:1] = True
        np.not_equal(self._documents[1:], self._documents[:-1], out=self._begins_posting[1:])
        self._begins_posting[1:] |= self._keys[1:] != self._keys[:-1]
        self._firsts = np.flatnonzero(self._begins_posting)  # per posting, its first word
        self._counts = np.diff(self._firsts, append=len(self._keys))

    @property
    def posting_keys(self) -> NDArray[Any]:
        """Return the key of each posting."""
        return self._keys[self._firsts]

    @property
    def positions(self) -> NDArray[Any]:
        """Return the position of each word in its document."""
        return self._tokens.positions[self._order]

    def forms(self, is_multilingual: NDArray[np.bool_]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """Return the form of each posting (int32), and a mask of the tokens whose postings have none.

        A posting has the form -1 where its document has several forms of the term, or words in several languages
        (``is_multilingual``, a mask of documents).
        """
        forms = self._tokens.forms[self._order]
        changes = np.flatnonzero((forms[1:] != forms[:-1]) & ~self._begins_posting[1:]) + 1
        in_form_list = is_multilingual[self._documents[self._firsts]]
        in_form_list[self._firsts.searchsorted(changes, side="right") - 1] = True
        tokens = np.empty(len(forms), np.bool_)
        tokens[self._order] = in_form_list.repeat(self._counts)
        return np.where(in_form_list, np.int32(-1), forms[self._firsts]), tokens

    def arrays(
        self, name: str, key_count: int, lengths: NDArray[np.uint32], highlights_start: int
    ) -> dict[str, NDArray[Any]]:
        """Return the postings lists of ``key_count`` keys; ``lengths`` has the length of each document."""
        keys, postings = self._keys[self._firsts], self._documents[self._firsts]
        no_weights = np.empty(0, np.int64)
        weights = np.add.reduceat(self._tokens.weights[self._order], self._firsts) if len(keys) else no_weights
        return {
            f"{name}/totals": np.array([lengths.sum(dtype=np.int64), np.count_nonzero(lengths)], np.uint64),
            f"{name}/starts": starts_of(np.bincount(keys, minlength=key_count)).astype(np.uint32),
            f"{name}/cuts": np.bincount(keys[postings < highlights_start], minlength=key_count).astype(np.uint32),
            f"{name}/documents": postings,
            **code_arrays(f"{name}/codes", weights, lengths[postings], self._counts),
        }
