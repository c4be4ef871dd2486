"""The tables of word forms in a merged segment: folded order, terms of forms, forms of terms, forms of postings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import ArrayPlan
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.merge.postings_input import PostingsInput
from policysearch.engines.whoosh.merge.postings_merger import PostingsMerger
from policysearch.engines.whoosh.postings.posting_forms import form_ordinals
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.text import fold
from policysearch.text.ragged import starts_of

FieldInputs = Mapping[str, Mapping[int, PostingsInput]]  # by field, and by the index of the merge's input
Mergers = Mapping[str, PostingsMerger]  # by field


def form_arrays(inputs: Sequence[MergeInput], fields: FieldInputs, mergers: Mergers) -> dict[str, NDArray[Any]]:
    """Return the folded order of all forms, and for each language the forms' terms and the terms' forms."""
    forms = mergers[FORM].strings
    arrays = _folded_order(forms)
    for language, field in TEXTS.items():
        if field in mergers:
            terms = _terms_of_forms(language, inputs, fields, len(forms))
            arrays |= {f"form/terms_{language}": terms, **_forms_of_terms(language, terms, len(mergers[field]))}
    return arrays


def plan_posting_forms(plan: ArrayPlan, fields: FieldInputs, mergers: Mergers) -> None:
    """Plan the form ordinal of each posting of each language's terms."""
    for language, field in TEXTS.items():
        if field in mergers:
            starts, forms = plan.arrays[f"form/of_{language}/starts"], plan.arrays[f"form/of_{language}"]
            numbers = [fields[FORM][index].numbers for index in fields[field]]
            mergers[field].plan_forms(plan, numbers, form_ordinals(starts, forms, len(mergers[FORM])))


def _folded_order(forms: list[bytes]) -> dict[str, NDArray[Any]]:
    """Return the forms' numbers in the order of (folded form, form), and the folded forms."""
    folded = [form.lower() if form.isascii() else fold(form.decode("utf-8")).encode("utf-8") for form in forms]
    order = sorted(range(len(folded)), key=folded.__getitem__)  # forms are sorted, and sorting is stable
    return {
        "form/order": np.array(order, np.uint32),
        "form/folded": np.frombuffer(b"\n".join([folded[number] for number in order]), np.uint8),
    }


def _terms_of_forms(language: str, inputs: Sequence[MergeInput], fields: FieldInputs, size: int) -> NDArray[np.int32]:
    """Return the term number of each of ``size`` forms in a language; -1 where no input knows one."""
    terms = np.full(size, -1, np.int32)
    for index, text in fields[TEXTS[language]].items():
        new_forms, old_terms = fields[FORM][index].numbers, inputs[index].arrays[f"form/terms_{language}"]
        with_term = np.flatnonzero((new_forms >= 0) & (old_terms >= 0))
        new_terms = text.numbers[old_terms[with_term]]
        live = new_terms >= 0
        terms[new_forms[with_term][live]] = new_terms[live]
    return terms


def _forms_of_terms(language: str, terms: NDArray[np.int32], size: int) -> dict[str, NDArray[Any]]:
    """Return the inverse of ``terms``: the forms of each of ``size`` terms, one after the other, and where each begins.

    Terms of stop words have none.
    """
    order = np.argsort(terms, kind="stable")
    forms = order[np.searchsorted(terms[order], 0) :]
    return {
        f"form/of_{language}/starts": starts_of(np.bincount(terms[forms], minlength=size)).astype(np.uint32),
        f"form/of_{language}": forms.astype(np.uint32),
    }
