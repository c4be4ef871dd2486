"""The arrays of a merged segment's documents: kinds, parents, days, names, records, ids and former slugs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import ArrayPlan, Arrays
from policysearch.engines.whoosh.arrays.ragged import smallest_dtype
from policysearch.engines.whoosh.merge.doc_id_map import DocIdMap, gather, gather_bytes
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.postings.term_dictionary import dictionary_arrays
from policysearch.engines.whoosh.stored.stored_fields import merge_dictionaries
from policysearch.text.ragged import starts_of


def plan_documents(plan: ArrayPlan, inputs: Sequence[MergeInput], doc_id_map: DocIdMap) -> None:
    """Plan the arrays with an entry for each document, and those of the order of ids."""
    pairs = zip(inputs, doc_id_map.new_ids, strict=True)
    parents = gather([new_ids[merge_input.arrays["parents"]] for merge_input, new_ids in pairs], doc_id_map)
    plan.arrays |= {
        "kinds": gather(_columns("kinds", inputs), doc_id_map),
        "parents": parents,
        "days": gather(_columns("days", inputs), doc_id_map),
    }
    for name in ("names", "records"):
        _plan_strings(plan, name, inputs, doc_id_map)
    plan.arrays |= _record_dictionaries(inputs, doc_id_map)
    content = np.empty(plan.spaces["names"][1], np.uint8)
    _fill_strings("names", inputs, doc_id_map, {"names": content})
    plan.arrays |= _id_order(_split_strings(content, plan.arrays["names/ends"]), parents)


def alias_arrays(inputs: Sequence[MergeInput], doc_id_map: DocIdMap) -> dict[str, NDArray[Any]]:
    """Return the arrays of the live workshops' former slugs."""
    aliases: dict[bytes, int] = {}
    for merge_input, new_ids in zip(inputs, doc_id_map.new_ids, strict=True):
        workshops = merge_input.arrays["aliases/numbers"].tolist()
        for alias, workshop in zip(merge_input.strings_of("aliases"), workshops, strict=True):
            if merge_input.live is None or merge_input.live[workshop]:
                aliases[alias] = int(new_ids[workshop])
    return {
        **dictionary_arrays("aliases", sorted(aliases)),
        "aliases/numbers": np.array([aliases[alias] for alias in sorted(aliases)], np.uint32),
    }


def _columns(name: str, inputs: Sequence[MergeInput]) -> list[NDArray[Any]]:
    return [merge_input.arrays[name] for merge_input in inputs]


def _plan_strings(plan: ArrayPlan, name: str, inputs: Sequence[MergeInput], doc_id_map: DocIdMap) -> None:
    """Plan a byte string for each document: where each ends, and room for their content."""
    columns = [np.diff(ends, prepend=ends.dtype.type(0)) for ends in _columns(f"{name}/ends", inputs)]
    ends = starts_of(gather(columns, doc_id_map))[1:]
    plan.arrays[f"{name}/ends"] = smallest_dtype(ends, np.uint32)
    plan.spaces[name] = (np.uint8, int(ends[-1]) if len(ends) else 0)
    plan.fillers.append(partial(_fill_strings, name, inputs, doc_id_map))


def _fill_strings(name: str, inputs: Sequence[MergeInput], doc_id_map: DocIdMap, out: Arrays) -> None:
    columns = zip(_columns(name, inputs), _columns(f"{name}/ends", inputs), strict=True)
    gather_bytes([*columns], doc_id_map, out[name])


def _record_dictionaries(inputs: Sequence[MergeInput], doc_id_map: DocIdMap) -> Mapping[str, NDArray[Any]]:
    """Return the dictionaries of all records, and by document the number of its record's."""
    documents = [np.concatenate(halves) for halves in doc_id_map.old_ids]
    pairs = zip(inputs, documents, strict=True)
    columns, dictionaries = merge_dictionaries([(merge_input.arrays, numbers) for merge_input, numbers in pairs])
    return {"records/by": smallest_dtype(gather(columns, doc_id_map)), **dictionaries}


def _split_strings(content: NDArray[np.uint8], ends: NDArray[Any]) -> list[bytes]:
    joined, strings, start = content.tobytes(), [], 0
    for end in ends.tolist():
        strings.append(joined[start:end])
        start = end
    return strings


def _id_order(names: list[bytes], parents: NDArray[np.uint32]) -> dict[str, NDArray[Any]]:
    """Return the workshops in the order of their slugs, and each document's rank in the order of ids."""
    is_workshop = parents == np.arange(len(parents), dtype=parents.dtype)
    workshops = np.flatnonzero(is_workshop)
    slugs = [names[n] for n in workshops.tolist()]
    by_slug = sorted(range(len(slugs)), key=slugs.__getitem__)
    if len(workshops) == len(names):
        order = workshops[by_slug]
    else:
        heads = _head_ranks(slugs)
        workshop_of = np.zeros(len(names), np.int64)  # the place of its workshop among all workshops
        workshop_of[workshops] = np.arange(len(slugs))
        heads_of = heads[np.where(is_workshop, workshop_of, workshop_of[parents] + len(slugs))]
        name_ranks = {name: rank for rank, name in enumerate(sorted({*names}))}
        order = np.lexsort((np.fromiter(map(name_ranks.__getitem__, names), np.int64, len(names)), heads_of))
    ranks = np.empty(len(names), np.uint32)
    ranks[order] = np.arange(len(names))
    return {"slugs": workshops[by_slug].astype(np.uint32), "ranks": ranks}


def _head_ranks(slugs: list[bytes]) -> NDArray[np.int64]:
    """Return the rank of each slug, and then of each slug with a slash, among all of these.

    An id is a slug, or a slug, a slash and a name, so ids are sorted by these heads first and by names next.
    """
    heads = [*slugs, *(slug + b"/" for slug in slugs)]
    ranks = np.empty(len(heads), np.int64)
    ranks[sorted(range(len(heads)), key=heads.__getitem__)] = np.arange(len(heads))
    return ranks
