"""Collecting documents until there are enough of them to be inverted together."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.compression import record_arrays
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.segment.segment import KINDS
from policysearch.engines.whoosh.stored.stored_fields import train_record_dictionary
from policysearch.engines.whoosh.writer.inverter import Texts, Zones, invert
from policysearch.engines.whoosh.writer.term_cache import TermNumbers
from policysearch.materials import document_codec
from policysearch.model.document import COLUMNS, Document
from policysearch.model.zones import zones
from policysearch.settings import LANGUAGES
from policysearch.text.ragged import starts_of

MAX_CHARACTERS = 1 << 23  # of text in a run, which takes some thirty times as many bytes of memory
TOKENISED_TOGETHER = 1 << 18  # characters
_LANGUAGE = {language: number for number, language in enumerate(LANGUAGES)}
_KIND = {kind: number for number, kind in enumerate(KINDS)}


class Run:
    """Documents added one by one, a workshop before its parts. Texts that several of these share are tokenised once.

    ``dictionary`` is the Zstandard dictionary of the records, where an earlier run has trained one.
    """

    def __init__(self, term_numbers: TermNumbers, dictionary: bytes | None = None) -> None:
        self._term_numbers = term_numbers
        self._dictionary = dictionary
        self._kinds: list[int] = []
        self._parents: list[int] = []
        self._days: list[int] = []
        self._names: list[str] = []
        self._aliases: list[tuple[str, int]] = []
        self._records: list[bytes] = []
        self._facets = _Facets()
        self._zones = array("q")  # document, language, weight, text; and so on
        self._tokenised: list[Texts] = []
        self._pending: list[str] = []  # texts that are not tokenised yet
        self._pending_characters = 0
        self._characters = 0
        self._text_count = 0
        self._workshop: Document | None = None
        self._workshop_number = 0
        self._workshop_texts: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._kinds)

    @property
    def is_full(self) -> bool:
        """Return whether to invert this run and begin another, at the next workshop."""
        return self._characters >= MAX_CHARACTERS

    def add(self, document: Document, record: str | None = None) -> None:
        """Add a document; ``record`` is what is stored of it, where the caller has encoded it already."""
        number = len(self._kinds)
        workshop = None if document.kind == "workshop" else self._workshop
        if workshop is None:
            self._workshop, self._workshop_number, self._workshop_texts = document, number, {}
            self._aliases += [(alias, number) for alias in document.workshop.aliases]
        self._kinds.append(_KIND[document.kind])
        self._parents.append(self._workshop_number)
        self._days.append(document.workshop.start.toordinal())
        self._names.append(document.part or document.id)
        self._records.append((record or document_codec.encode(document, workshop)).encode("utf-8"))
        self._facets.add(document.facets)
        for language, text in document.texts.items():
            for weight, words in zones(text):
                self._zones.extend((number, _LANGUAGE[language], int(weight), self._text_number(words)))

    @cached_property
    def dictionary(self) -> bytes:
        """Return the Zstandard dictionary that the records are compressed with."""
        return train_record_dictionary(self._records) if self._dictionary is None else self._dictionary

    def merge_input(self) -> MergeInput:
        """Return the documents, inverted."""
        term_numbers = self._term_numbers
        strings = {"aliases": [alias.encode("utf-8") for alias, _ in self._aliases]}
        strings |= {TEXTS[language]: term_numbers.terms[number] for language, number in _LANGUAGE.items()}
        strings[FORM] = term_numbers.forms
        return MergeInput(self._arrays(), strings | self._facets.strings())

    def _arrays(self) -> dict[str, NDArray[Any]]:
        """Return all arrays; the documents are numbered anew, highlights last."""
        kinds = np.array(self._kinds, np.uint8)
        is_highlight = kinds == _KIND["highlight"]
        order = np.argsort(is_highlight, kind="stable")
        new_numbers = np.empty(len(order), np.uint32)
        new_numbers[order] = np.arange(len(order))
        names = [self._names[number].encode("utf-8") for number in order.tolist()]
        highlights_start = int(np.count_nonzero(~is_highlight))
        return {
            "split": np.array([highlights_start], np.uint32),
            "kinds": kinds[order],
            "parents": new_numbers[np.array(self._parents, np.uint32)[order]],
            "days": np.array(self._days, np.int32)[order],
            "names": np.frombuffer(b"".join(names), np.uint8),
            "names/ends": np.cumsum(np.fromiter(map(len, names), np.uint64, len(names)), dtype=np.uint64),
            **record_arrays([self._records[number] for number in order.tolist()], self.dictionary),
            "aliases/numbers": new_numbers[np.array([number for _, number in self._aliases], np.intp)],
            **self._facets.arrays(order),
            **self._inverted(new_numbers, highlights_start),
        }

    def _inverted(self, new_numbers: NDArray[np.uint32], highlights_start: int) -> dict[str, NDArray[Any]]:
        zones = np.array(self._zones, np.int64).reshape(-1, 4)
        zones[:, 0] = new_numbers[zones[:, 0]]
        zones = zones[np.argsort(zones[:, 0], kind="stable")]
        self._tokenise()
        texts = Texts(*(np.concatenate(columns) for columns in zip(*self._tokenised, strict=True)))
        return invert(self._term_numbers, texts, Zones(*zones.T), len(new_numbers), highlights_start)

    def _text_number(self, text: str) -> int:
        """Return the number of a text; a workshop and its parts share equal ones."""
        number = self._workshop_texts.get(text)
        if number is None:
            number = self._workshop_texts[text] = self._text_count
            self._text_count += 1
            self._pending.append(text)
            self._characters += len(text)
            self._pending_characters += len(text)
            if self._pending_characters >= TOKENISED_TOGETHER:
                self._tokenise()
        return number

    def _tokenise(self) -> None:
        self._tokenised.append(Texts(*self._term_numbers.tokenise(self._pending)))
        self._pending, self._pending_characters = [], 0


class _Facets:
    """The value sets of each facet, numbered as they come, and the number of each document's set."""

    def __init__(self) -> None:
        self._sets: dict[str, dict[tuple[str, ...], int]] = {facet: {} for facet in COLUMNS}
        self._codes: dict[str, list[int]] = {facet: [] for facet in COLUMNS}

    def add(self, facets: Mapping[str, tuple[str, ...]]) -> None:
        """Add the next document's values."""
        for facet, sets in self._sets.items():
            self._codes[facet].append(sets.setdefault(facets.get(facet, ()), len(sets)))

    def strings(self) -> dict[str, list[bytes]]:
        """Return each column's values, sorted, in UTF-8."""
        return {f"facet_{facet}": [value.encode("utf-8") for value in self._values(facet)] for facet in COLUMNS}

    def arrays(self, order: NDArray[np.intp]) -> dict[str, NDArray[Any]]:
        """Return the columns' arrays without their dictionaries; documents are in ``order``."""
        arrays: dict[str, NDArray[Any]] = {}
        for facet, sets in self._sets.items():
            numbers = {value: number for number, value in enumerate(self._values(facet))}
            members = [sorted({numbers[value] for value in values}) for values in sets]
            arrays |= {
                f"facet_{facet}/codes": np.array(self._codes[facet], np.uint32)[order],
                f"facet_{facet}/starts": starts_of(np.array([*map(len, members)], np.int64)).astype(np.uint32),
                f"facet_{facet}/members": np.array([*chain.from_iterable(members)], np.uint32),
            }
        return arrays

    def _values(self, facet: str) -> list[str]:
        return sorted({*chain.from_iterable(self._sets[facet])})
