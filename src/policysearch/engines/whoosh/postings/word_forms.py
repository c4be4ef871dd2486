"""What the words as written have to do with each other and with terms, and which documents have them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.postings.posting_forms import places_of
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.settings import LANGUAGES
from policysearch.text.ragged import unique_below

Numbers = NDArray[np.int64]


class WordForms:
    """Beside the lists of the field "form", whose numbers forms go by here.

    ``order`` has the forms' numbers sorted by (folded form, form), ``folded`` the folded forms in that order, so that
    prefixes and neighbours are slices; ``text`` has them as UTF-8, a line for each.
    ``terms[language]`` says, per form, the number of the term it is in the field
    of that language; -1 where it is none (a stop word there, or in no text of that language). ``by_term[language]`` is
    the other way round, (starts, forms): term ``n`` has the forms ``forms[starts[n]:starts[n + 1]]``, ascending.
    """

    def __init__(self, arrays: Arrays) -> None:
        self.order: NDArray[np.uint32] = arrays["form/order"]
        self.text: NDArray[np.uint8] = arrays["form/folded"]
        names = {language: f"form/terms_{language}" for language in LANGUAGES}
        self.terms: dict[str, NDArray[np.int32]] = {lang: arrays[n] for lang, n in names.items() if n in arrays}
        self.by_term: dict[str, tuple[NDArray[np.uint32], NDArray[np.uint32]]] = {
            language: (arrays[f"form/of_{language}/starts"], arrays[f"form/of_{language}"]) for language in self.terms
        }

    @cached_property
    def folded(self) -> list[str]:
        """The folded forms, sorted; equal ones stand as often as they have forms."""
        return bytes(self.text).decode("utf-8").split("\n") if len(self.text) else []

    def place(self, language: str, form: int) -> int:
        """Which one of its term's forms it is, as ``Terms.forms`` counts them."""
        starts, forms = self.by_term[language]
        term = self.terms[language][form]
        first = int(starts[term])
        return int(forms[first : int(starts[term + 1])].searchsorted(form)) + 1

    @cached_property
    def places(self) -> dict[str, NDArray[np.int32]]:
        """The same of all forms, by language."""
        return {language: places_of(*held, len(self.order)) for language, held in self.by_term.items()}


class FormLookup(NamedTuple):
    """Where the postings of several forms stand: in some lists of ``terms``, with those of other forms.

    ``of[firsts[n] + Terms.forms]`` says of which of the forms asked for a posting of list ``n`` is, -1 for others. In
    lists of one form each (``of`` is None) that is ``firsts[n]``.
    """

    terms: FieldPostings
    lists: Numbers
    firsts: Numbers
    of: Numbers | None


class Postings(NamedTuple):
    """Postings that stand in lists of ``terms``, whose codes they have, and the values of their forms."""

    terms: FieldPostings
    documents: Numbers
    codes: NDArray[Any]
    values: NDArray[np.float64]


def postings(asked: FormLookup, low: bool, values: NDArray[np.float64]) -> Postings:
    """Those below the split, or those above; ``values`` of the forms asked for, 0 is that of others."""
    terms, lists, firsts, of = asked
    if of is None:
        documents, codes, lengths = terms.concatenated(lists, low)
        return Postings(terms, documents, codes, values.take(firsts).repeat(lengths))
    known = np.append(values, 0.0).take(of)  # -1 is the last one
    return Postings(terms, *terms.with_form_values(lists, low, firsts, known))


class FormPostings(Field):
    """Per form, which documents have it and how much it weighs there.

    Where a document has words of one language alone, and one form of a term, the posting of the form is the same as
    that of the term: it stands there (``texts``), and ``Terms.forms`` says so. All others are in lists of the forms'
    own, ``own``.
    """

    def __init__(self, arrays: Arrays, name: str, texts: Mapping[str, FieldPostings], forms: WordForms) -> None:
        super().__init__(arrays, name)
        self.own = FieldPostings(arrays, name)
        self._texts = texts
        self._forms = forms
        self._frequencies: NDArray[np.uint32] = arrays[f"{name}/frequencies"]

    @cached_property
    def lengths(self) -> NDArray[np.uint32]:
        """Of each document, in all languages."""
        return np.asarray(np.sum([terms.lengths for terms in self._texts.values()], axis=0), np.uint32)

    def frequency(self, number: int) -> int:
        """How many documents have it, deleted ones included."""
        return int(self._frequencies[number])

    @property
    def frequencies(self) -> Numbers:
        """``frequency`` of every form."""
        return self._frequencies.astype(np.int64)

    def documents(self, number: int) -> Numbers:
        """Which documents have it, ascending."""
        return self._joined(number)[0]

    def weights(self, number: int) -> NDArray[np.uint32]:
        """The sum of the zone weights of its occurrences, per posting."""
        return self._joined(number)[1]

    def counts(self, number: int) -> NDArray[np.uint32]:
        """How often it stands there, per posting."""
        return self._joined(number)[2]

    def lookups(self, numbers: Numbers) -> tuple[FormLookup, ...]:
        """Where to look for the postings of several forms (-1: no form)."""
        held = np.flatnonzero(numbers >= 0)
        own = held[self.own.frequencies.take(numbers.take(held)) > 0]
        found = [FormLookup(self.own, numbers.take(own), own, None)] if len(own) else []
        return (*found, *filter(None, (self._asked_in(language, numbers, held) for language in self._texts)))

    def _asked_in(self, language: str, numbers: Numbers, held: Numbers) -> FormLookup | None:
        """In the lists of the terms of a language."""
        terms = self._forms.terms[language].take(numbers.take(held)).astype(np.int64)
        known = np.flatnonzero(terms >= 0)
        terms, here = terms.take(known), held.take(known)
        lists = unique_below(terms, len(self._texts[language]))
        if not len(lists):
            return None
        starts = self._forms.by_term[language][0]
        sizes = (starts.take(lists + 1) - starts.take(lists)).astype(np.int64) + 1
        firsts = sizes.cumsum() - sizes
        of = np.full(int(sizes.sum()), -1)
        of[firsts.take(lists.searchsorted(terms)) + self._forms.places[language].take(numbers.take(here))] = here
        return FormLookup(self._texts[language], lists, firsts, of)

    def _joined(self, number: int) -> tuple[Numbers, NDArray[np.uint32], NDArray[np.uint32]]:
        """All of its documents, weights and counts."""
        columns: list[tuple[Numbers, NDArray[np.uint32], NDArray[np.uint32]]] = []
        asked = self.lookups(np.array([number], np.int64))
        for low in (True, False):
            for terms, documents, found, values in (postings(one, low, np.ones(1)) for one in asked):
                held = np.flatnonzero(values)
                codes = found.take(held)
                columns.append((documents.take(held), terms.codes_weights.take(codes), terms.codes_counts.take(codes)))
        documents, weights, counts = map(np.concatenate, zip(*columns, strict=True))
        order = documents.argsort()
        return documents.take(order), weights.take(order), counts.take(order)
