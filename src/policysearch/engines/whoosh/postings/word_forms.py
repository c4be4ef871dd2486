"""Word forms (words as written, in lower case): how they relate to terms, and their postings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.postings.posting_forms import form_ordinals
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.settings import LANGUAGES
from policysearch.text.ragged import unique_below

Numbers = NDArray[np.int64]


class WordForms:
    """Tables of the forms of a segment, beside their postings; forms have their numbers in the field "form".

    ``order`` has the forms' numbers sorted by (folded form, form); ``text`` the folded forms in that order as UTF-8,
    a line each, so that forms with one prefix are a slice.
    ``terms[language]`` has, per form, the number of its term in that language's field; -1 where it has none: a stop
    word there, or a form that no text of that language has. ``by_term[language]`` is the inverse, (starts, forms): the
    forms of term ``n`` are ``forms[starts[n]:starts[n + 1]]``, ascending.
    """

    def __init__(self, arrays: Arrays) -> None:
        self.order: NDArray[np.uint32] = arrays["form/order"]
        self.text: NDArray[np.uint8] = arrays["form/folded"]
        names = {language: f"form/terms_{language}" for language in LANGUAGES}
        self.terms: dict[str, NDArray[np.int32]] = {lang: arrays[n] for lang, n in names.items() if n in arrays}
        self.by_term: dict[str, tuple[NDArray[np.uint32], NDArray[np.uint32]]] = {
            language: (arrays[f"form/of_{language}/starts"], arrays[f"form/of_{language}"]) for language in self.terms
        }

    def place(self, language: str, form: int) -> int:
        """Return a form's ordinal among the forms of its term, as ``FieldPostings.forms`` has them."""
        starts, forms = self.by_term[language]
        term = self.terms[language][form]
        first = int(starts[term])
        return int(forms[first : int(starts[term + 1])].searchsorted(form)) + 1

    @cached_property
    def ordinals(self) -> dict[str, NDArray[np.int32]]:
        """Return by language the ordinal of every form among the forms of its term; 0 where it has no term."""
        return {language: form_ordinals(*forms, len(self.order)) for language, forms in self.by_term.items()}


class FormLookup(NamedTuple):
    """The lists of one field in which postings of several forms are, beside postings of other forms.

    ``lists`` are term numbers of the field ``terms``. A posting of list ``n`` belongs to the form
    ``slots[firsts[n] + ordinal]`` (an index into the forms looked up; -1: another form), where the ordinal is that of
    ``FieldPostings.forms``. In lists of one form each, ``slots`` is None and the form of list ``n`` is ``firsts[n]``.
    """

    terms: FieldPostings
    lists: Numbers
    firsts: Numbers
    slots: Numbers | None


class ValuedPostings(NamedTuple):
    """Postings of the field ``terms``: doc ids, codes of that field, and a value each."""

    terms: FieldPostings
    documents: Numbers
    codes: NDArray[Any]
    values: NDArray[np.float64]


def read_postings(lookup: FormLookup, below_highlights: bool, values: NDArray[np.float64]) -> ValuedPostings:
    """Return the postings of a lookup's lists that are below ``highlights_start``, or those from it on.

    ``values`` has one number for each form looked up, which its postings get; postings of other forms get 0.
    """
    terms, lists, firsts, slots = lookup
    if slots is None:
        documents, codes, lengths = terms.concatenated(lists, below_highlights)
        return ValuedPostings(terms, documents, codes, values.take(firsts).repeat(lengths))
    by_slot = np.append(values, 0.0).take(slots)  # -1 takes the last one
    return ValuedPostings(terms, *terms.with_form_values(lists, below_highlights, firsts, by_slot))


class FormPostings(Field):
    """The postings of the field "form", which finds words as written.

    Where a document has words of one language alone, and one form of a term, the form's posting would be equal to
    the term's: then it is not stored again, and the term's posting (in ``texts``) has the form's ordinal. All other
    postings of forms are in lists of their own, ``own_lists``.
    """

    def __init__(self, arrays: Arrays, name: str, texts: Mapping[str, FieldPostings], forms: WordForms) -> None:
        super().__init__(arrays, name)
        self.own_lists = FieldPostings(arrays, name)
        self._texts = texts
        self._forms = forms
        self._frequencies: NDArray[np.uint32] = arrays[f"{name}/frequencies"]

    @cached_property
    def lengths(self) -> NDArray[np.uint32]:
        """Return each document's length in all languages together, by doc id."""
        return np.asarray(np.sum([terms.lengths for terms in self._texts.values()], axis=0), np.uint32)

    def frequency(self, number: int) -> int:
        """Return the form's document frequency."""
        return int(self._frequencies[number])

    @property
    def frequencies(self) -> Numbers:
        """Return the document frequency of every form, by number."""
        return self._frequencies.astype(np.int64)

    def documents(self, number: int) -> Numbers:
        """Return the doc ids of the form's postings, ascending."""
        return self._columns(number)[0]

    def weights(self, number: int) -> NDArray[np.uint32]:
        """Return, per posting, the sum of the zone weights of the form's occurrences."""
        return self._columns(number)[1]

    def counts(self, number: int) -> NDArray[np.uint32]:
        """Return, per posting, how often the form occurs."""
        return self._columns(number)[2]

    def lookups(self, numbers: Numbers) -> tuple[FormLookup, ...]:
        """Return the lists that have all postings of several forms (-1: a form that the segment does not have)."""
        slots = np.flatnonzero(numbers >= 0)
        with_lists = slots[self.own_lists.frequencies.take(numbers.take(slots)) > 0]
        lookups = [FormLookup(self.own_lists, numbers.take(with_lists), with_lists, None)] if len(with_lists) else []
        return (*lookups, *filter(None, (self._lookup_in(language, numbers, slots) for language in self._texts)))

    def _lookup_in(self, language: str, numbers: Numbers, slots: Numbers) -> FormLookup | None:
        """Return the lists of a language's terms that have postings of the forms ``numbers[slots]``."""
        terms = self._forms.terms[language].take(numbers.take(slots)).astype(np.int64)
        with_term = np.flatnonzero(terms >= 0)
        terms, slots = terms.take(with_term), slots.take(with_term)
        lists = unique_below(terms, len(self._texts[language]))
        if not len(lists):
            return None
        starts = self._forms.by_term[language][0]
        sizes = (starts.take(lists + 1) - starts.take(lists)).astype(np.int64) + 1
        firsts = sizes.cumsum() - sizes
        table = np.full(int(sizes.sum()), -1)
        ordinals = self._forms.ordinals[language].take(numbers.take(slots))
        table[firsts.take(lists.searchsorted(terms)) + ordinals] = slots
        return FormLookup(self._texts[language], lists, firsts, table)

    def _columns(self, number: int) -> tuple[Numbers, NDArray[np.uint32], NDArray[np.uint32]]:
        """Return (doc ids, weights, counts) of all of the form's postings, doc ids ascending."""
        columns: list[tuple[Numbers, NDArray[np.uint32], NDArray[np.uint32]]] = []
        lookups = self.lookups(np.array([number], np.int64))
        for below_highlights in (True, False):
            for lookup in lookups:
                terms, documents, codes, values = read_postings(lookup, below_highlights, np.ones(1))
                matching = np.flatnonzero(values)
                codes = codes.take(matching)
                weights, counts = terms.codes_weights.take(codes), terms.codes_counts.take(codes)
                columns.append((documents.take(matching), weights, counts))
        documents, weights, counts = map(np.concatenate, zip(*columns, strict=True))
        order = documents.argsort()
        return documents.take(order), weights.take(order), counts.take(order)
