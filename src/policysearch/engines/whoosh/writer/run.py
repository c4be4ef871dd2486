"""Collecting documents until there are enough of them to be inverted together."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.segment.segment import KINDS
from policysearch.engines.whoosh.stored import document_codec
from policysearch.engines.whoosh.stored.stored_fields import stored_arrays, train_record_dictionary
from policysearch.engines.whoosh.writer.inverter import Texts, Zones, invert
from policysearch.engines.whoosh.writer.term_cache import TermNumbers
from policysearch.model.document import FACETS, Document
from policysearch.model.zones import zones
from policysearch.settings import LANGUAGES

LONGEST = 1 << 23  # characters of text in a run, which takes some thirty times as many bytes of memory
TOGETHER = 1 << 18  # characters that are tokenised together
_LANGUAGE = {language: number for number, language in enumerate(LANGUAGES)}
_KIND = {kind: number for number, kind in enumerate(KINDS)}


class Run:
    """Documents added one by one, a workshop before its parts. Words that several of them share are analysed once.

    ``common`` is what the records have in common, where that is known from a run before.
    """

    def __init__(self, analyser: TermNumbers, common: bytes | None = None) -> None:
        self._analyser = analyser
        self._common = common
        self._texts = 0
        self._characters = 0
        self._waiting: list[str] = []
        self._waiting_characters = 0
        self._tokenised: list[tuple[NDArray[np.int32], NDArray[np.int64]]] = []
        self._known: dict[str, int] = {}  # texts of this workshop
        self._zones = array("q")  # document, language, weight, text; and the next
        self._kinds: list[int] = []
        self._parents: list[int] = []
        self._days: list[int] = []
        self._names: list[str] = []
        self._aliases: list[tuple[str, int]] = []
        self._records: list[bytes] = []
        self._facets = _Facets()
        self._whole: Document | None = None
        self._whole_number = 0

    def __len__(self) -> int:
        return len(self._kinds)

    @property
    def is_full(self) -> bool:
        """Whether it is time to take the arrays and begin another, at the next workshop."""
        return self._characters >= LONGEST

    def add(self, document: Document, told: str | None = None) -> None:
        """One more; ``told`` is its record, not compressed, where that is known already."""
        number = len(self._kinds)
        whole = None if document.kind == "workshop" else self._whole
        if whole is None:
            self._whole, self._whole_number, self._known = document, number, {}
            self._aliases += [(alias, number) for alias in document.workshop.aliases]
        self._kinds.append(_KIND[document.kind])
        self._parents.append(self._whole_number)
        self._days.append(document.workshop.start.toordinal())
        self._names.append(document.part or document.id)
        self._records.append((told or document_codec.encode(document, whole)).encode("utf-8"))
        self._facets.add(document.facets)
        for language, text in document.texts.items():
            of = _LANGUAGE[language]
            for weight, words in zones(text):
                self._zones.extend((number, of, int(weight), self._text(words)))

    @cached_property
    def common(self) -> bytes:
        """What the records have in common."""
        return train_record_dictionary(self._records) if self._common is None else self._common

    def merge_input(self) -> MergeInput:
        """What was added, inverted."""
        return MergeInput(self._arrays(), self._strings())

    def _strings(self) -> dict[str, list[bytes]]:
        known = self._analyser
        found = {"aliases": [alias.encode("utf-8") for alias, _ in self._aliases]}
        found |= {TEXTS[language]: known.terms[number] for language, number in _LANGUAGE.items()}
        found[FORM] = known.forms
        return found | self._facets.strings()

    def _arrays(self) -> dict[str, NDArray[Any]]:
        kinds = np.array(self._kinds, np.uint8)
        order = np.argsort(kinds == _KIND["highlight"], kind="stable")
        place = np.empty(len(order), np.uint32)
        place[order] = np.arange(len(order))
        names = [self._names[n].encode("utf-8") for n in order.tolist()]
        split = int((kinds != _KIND["highlight"]).sum())
        arrays: dict[str, NDArray[Any]] = {
            "split": np.array([split], np.uint32),
            "kinds": kinds[order],
            "parents": place[np.array(self._parents, np.uint32)[order]],
            "days": np.array(self._days, np.int32)[order],
            "names": np.frombuffer(b"".join(names), np.uint8),
            "names/ends": _ends(names),
            **stored_arrays([self._records[n] for n in order.tolist()], self.common),
            "aliases/numbers": place[np.array([number for _, number in self._aliases], np.intp)],
        }
        arrays |= self._facets.arrays(order)
        zones = np.array(self._zones, np.int64).reshape(-1, 4)
        zones[:, 0] = place[zones[:, 0]]
        zones = zones[np.argsort(zones[:, 0], kind="stable")]
        self._tokenise()
        texts = Texts(*(np.concatenate(columns) for columns in zip(*self._tokenised, strict=True)))
        return arrays | invert(self._analyser, texts, Zones(*zones.T), len(order), split)

    def _text(self, words: str) -> int:
        known = self._known.get(words)
        if known is None:
            known = self._known[words] = self._texts
            self._texts += 1
            self._waiting.append(words)
            self._characters += len(words)
            self._waiting_characters += len(words)
            if self._waiting_characters >= TOGETHER:
                self._tokenise()
        return known

    def _tokenise(self) -> None:
        """All texts that are waiting."""
        self._tokenised.append(self._analyser.tokenise(self._waiting))
        self._waiting, self._waiting_characters = [], 0


class _Facets:
    """The combinations of facets' values there are, and which of them each document has."""

    def __init__(self) -> None:
        self._codes: dict[tuple[tuple[str, ...], ...], int] = {}
        self._held: list[int] = []

    def add(self, facets: Mapping[str, tuple[str, ...]]) -> None:
        """The next document's values."""
        values = tuple([facets.get(facet, ()) for facet in FACETS])
        self._held.append(self._codes.setdefault(values, len(self._codes)))

    def strings(self) -> dict[str, list[bytes]]:
        """Each column's values, sorted."""
        return {
            f"facet_{facet}": [value.encode("utf-8") for value in _values(sets)] for facet, sets in self._sets().items()
        }

    def arrays(self, order: NDArray[np.intp]) -> dict[str, NDArray[Any]]:
        """The columns' arrays but for their dictionaries; documents in ``order``."""
        held = np.array(self._held, np.uint32)[order]
        found: dict[str, NDArray[Any]] = {}
        for place, (facet, sets) in enumerate(self._sets().items()):
            codes = np.fromiter((sets[values[place]] for values in self._codes), np.uint32, len(self._codes))
            numbers = {value: number for number, value in enumerate(_values(sets))}
            members = [sorted({numbers[value] for value in values}) for values in sets]
            sizes = np.fromiter(map(len, members), np.uint32, len(members))
            found |= {
                f"facet_{facet}/codes": codes[held],
                f"facet_{facet}/starts": np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32),
                f"facet_{facet}/members": np.fromiter(chain.from_iterable(members), np.uint32, int(sizes.sum())),
            }
        return found

    def _sets(self) -> dict[str, dict[tuple[str, ...], int]]:
        """Of each facet the sets of values there are, numbered as they came."""
        columns = zip(*self._codes, strict=True) if self._codes else ((),) * len(FACETS)
        return {
            facet: {values: code for code, values in enumerate(dict.fromkeys(column))}
            for facet, column in zip(FACETS, columns, strict=True)
        }


def _values(sets: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted({*chain.from_iterable(sets)})


def _ends(held: list[bytes]) -> NDArray[np.uint64]:
    return np.cumsum(np.fromiter(map(len, held), np.uint64, len(held)), dtype=np.uint64)
