"""Segments and runs -> one segment of all their live documents, numbered and sorted anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import ArrayPlan
from policysearch.engines.whoosh.merge.doc_id_map import DocIdMap, map_doc_ids
from policysearch.engines.whoosh.merge.merge_documents import alias_arrays, plan_documents
from policysearch.engines.whoosh.merge.merge_facets import facet_arrays
from policysearch.engines.whoosh.merge.merge_forms import FieldInputs, form_arrays, plan_posting_forms
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.merge.postings_input import PostingsInput
from policysearch.engines.whoosh.merge.postings_merger import PostingsMerger
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.model.document import COLUMNS


def merge(inputs: Sequence[MergeInput]) -> ArrayPlan:
    """Return how to make the arrays of a segment of all live documents of ``inputs``.

    A workshop, its highlights and its passages are in one input. Where two workshops have the same former slug, the
    one of the later input keeps it.
    """
    doc_id_map = map_doc_ids(inputs)
    plan = ArrayPlan({"split": np.array([doc_id_map.highlights_start], np.uint32)})
    plan_documents(plan, inputs, doc_id_map)
    plan.arrays |= alias_arrays(inputs, doc_id_map)
    for facet in COLUMNS:
        plan.arrays |= facet_arrays(f"facet_{facet}", inputs, doc_id_map)
    _plan_postings(plan, inputs, doc_id_map)
    return plan


def _plan_postings(plan: ArrayPlan, inputs: Sequence[MergeInput], doc_id_map: DocIdMap) -> None:
    """Plan the postings of all fields, and the tables of word forms."""
    fields = _postings_inputs(inputs, doc_id_map)
    all_mergers = {field: PostingsMerger(field, [*by_input.values()], doc_id_map) for field, by_input in fields.items()}
    mergers = {field: merger for field, merger in all_mergers.items() if len(merger)}
    if FORM not in mergers:
        return  # no words, or stop words alone
    for merger in mergers.values():
        merger.plan(plan)
    frequencies = mergers[FORM].sum([forms.frequencies for forms in fields[FORM].values()])
    plan.arrays[f"{FORM}/frequencies"] = frequencies.astype(np.uint32)
    plan.arrays |= form_arrays(inputs, fields, mergers)
    plan_posting_forms(plan, fields, mergers)


def _postings_inputs(inputs: Sequence[MergeInput], doc_id_map: DocIdMap) -> FieldInputs:
    """Return the postings of each field that any input has."""
    fields: dict[str, dict[int, PostingsInput]] = {}
    for language, field in (*TEXTS.items(), ("", FORM)):
        by_input = {
            index: PostingsInput(merge_input, field, new_ids, language)
            for index, (merge_input, new_ids) in enumerate(zip(inputs, doc_id_map.new_ids, strict=True))
            if merge_input.has(field)
        }
        if by_input:
            fields[field] = by_input
    for index, forms in fields.get(FORM, {}).items():
        texts = [fields[field][index] for field in TEXTS.values() if index in fields.get(field, {})]
        _count_forms(forms, inputs[index], texts)
    return fields


def _count_forms(forms: PostingsInput, merge_input: MergeInput, texts: Sequence[PostingsInput]) -> None:
    """Set the document frequencies of an input's forms, and the lengths of the documents that are left.

    Both need the postings of all languages, ``texts``: most postings of a form are only there.
    """
    if merge_input.live is None:
        forms.frequencies = merge_input.arrays[f"{FORM}/frequencies"].astype(np.int64)
        return
    lengths = [text.live_lengths for text in texts if text.live_lengths is not None]
    forms.set_lengths(np.sum(lengths, axis=0, dtype=np.uint32))
    in_texts = [text.live_forms[text.live_forms >= 0] for text in texts if text.live_forms is not None]
    numbers: NDArray[np.int64] = np.concatenate([np.empty(0, np.int64), *in_texts])
    forms.frequencies = forms.sizes + np.bincount(numbers, minlength=len(forms.sizes))
