"""Parts -> one segment: all documents that are not deleted, numbered and sorted anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import ArrayPlan
from policysearch.engines.whoosh.arrays.ragged import smallest_dtype
from policysearch.engines.whoosh.merge.doc_id_map import DocIdMap, gather, gather_bytes, map_doc_ids
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.merge.postings_merger import PostingsInput, PostingsMerger
from policysearch.engines.whoosh.postings.posting_forms import places_of
from policysearch.engines.whoosh.postings.term_dictionary import dictionary_arrays
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.stored.stored_fields import merge_dictionaries
from policysearch.model.document import FACETS
from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.text.ragged import starts_of, unique_below


def merge(parts: Sequence[MergeInput]) -> ArrayPlan:
    """How to make the arrays of a segment of all documents of ``parts`` that are not deleted.

    A workshop and its parts are in the same one of ``parts``; of two workshops with the same former slug, the later
    one keeps it.
    """
    numbering = map_doc_ids(parts)
    plan = ArrayPlan({"split": np.array([numbering.highlights_start], np.uint32)})
    _documents(plan, parts, numbering)
    _aliases(plan, parts, numbering)
    for facet in FACETS:
        plan.arrays |= _column(f"facet_{facet}", parts, numbering)
    lists: dict[str, PostingsMerger] = {}
    sources = _sources(parts, numbering)
    for name, held in sources.items():
        merged = PostingsMerger(name, [*held.values()], numbering)
        if len(merged):
            merged.plan(plan)
            lists[name] = merged
    if FORM in lists:
        forms = sources[FORM]
        plan.arrays[f"{FORM}/frequencies"] = (
            lists[FORM].sum([one.frequencies for one in forms.values()]).astype(np.uint32)
        )
        plan.arrays |= _forms(parts, sources, lists)
        _tell_forms(plan, sources, lists)
    return plan


def _tell_forms(
    plan: ArrayPlan, sources: Mapping[str, Mapping[int, PostingsInput]], lists: Mapping[str, PostingsMerger]
) -> None:
    for language, name in TEXTS.items():
        if name in lists:
            starts, forms = plan.arrays[f"form/of_{language}/starts"], plan.arrays[f"form/of_{language}"]
            numbers = [sources[FORM][place].numbers for place in sources[name]]
            lists[name].plan_forms(plan, numbers, places_of(starts, forms, len(lists[FORM])))


def _sources(parts: Sequence[MergeInput], numbering: DocIdMap) -> dict[str, dict[int, PostingsInput]]:
    """By field and place of the part, the lists there are."""
    found: dict[str, dict[int, PostingsInput]] = {}
    for language, name in (*TEXTS.items(), ("", FORM)):
        held = {
            place: PostingsInput(part, name, moved, language)
            for place, (part, moved) in enumerate(zip(parts, numbering.new_ids, strict=True))
            if part.has(name)
        }
        if held:
            found[name] = held
    for place, forms in found.get(FORM, {}).items():
        part = parts[place]
        if part.live is None:
            forms.frequencies = part.arrays[f"{FORM}/frequencies"].astype(np.int64)
        else:
            texts = [held[place] for name, held in found.items() if name != FORM and place in held]
            left = [one.live_forms[one.live_forms >= 0] for one in texts if one.live_forms is not None]
            lengths = [one.live_lengths for one in texts if one.live_lengths is not None]
            forms.set_lengths(np.sum(lengths, axis=0, dtype=np.uint32))
            forms.frequencies = forms.sizes + np.bincount(
                np.concatenate([np.empty(0, np.int64), *left]), minlength=len(forms.sizes)
            )
    return found


def _documents(plan: ArrayPlan, parts: Sequence[MergeInput], numbering: DocIdMap) -> None:
    def column(name: str) -> list[NDArray[Any]]:
        return [part.arrays[name] for part in parts]

    moved = [new[part.arrays["parents"]] for part, new in zip(parts, numbering.new_ids, strict=True)]
    parents = gather(moved, numbering)
    plan.arrays |= {
        "kinds": gather(column("kinds"), numbering),
        "parents": parents,
        "days": gather(column("days"), numbering),
    }
    for name in ("names", "records"):
        sizes = gather([np.diff(ends, prepend=ends.dtype.type(0)) for ends in column(f"{name}/ends")], numbering)
        ends = starts_of(sizes)[1:]
        plan.arrays[f"{name}/ends"] = smallest_dtype(ends, np.uint32)
        plan.spaces[name] = (np.uint8, int(ends[-1]) if len(ends) else 0)
        plan.fillers.append(partial(_fill_bytes, name, parts, numbering))
    taken = [np.concatenate(halves) for halves in numbering.kept]
    by, common = merge_dictionaries([(part.arrays, some) for part, some in zip(parts, taken, strict=True)])
    plan.arrays |= {"records/by": smallest_dtype(gather(by, numbering)), **common}
    names = np.empty(plan.spaces["names"][1], np.uint8)
    _fill_bytes("names", parts, numbering, {"names": names})
    plan.arrays |= _by_id(_cut(names, plan.arrays["names/ends"]), parents)


def _fill_bytes(name: str, parts: Sequence[MergeInput], numbering: DocIdMap, out: Mapping[str, NDArray[Any]]) -> None:
    gather_bytes([(part.arrays[name], part.arrays[f"{name}/ends"]) for part in parts], numbering, out[name])


def _cut(content: NDArray[np.uint8], ends: NDArray[Any]) -> list[bytes]:
    held, found, start = content.tobytes(), [], 0
    for end in ends.tolist():
        found.append(held[start:end])
        start = end
    return found


def _by_id(names: list[bytes], parents: NDArray[np.uint32]) -> dict[str, NDArray[Any]]:
    """The workshops in the order of their slugs, and each document's place in the order of the ids.

    An id is its workshop's slug, or that, a slash and a name; so documents are sorted by what is before the name.
    """
    own = parents == np.arange(len(parents), dtype=parents.dtype)
    workshops = np.flatnonzero(own)
    slugs = [names[n] for n in workshops.tolist()]
    by_slug = sorted(range(len(slugs)), key=slugs.__getitem__)
    if len(workshops) == len(names):
        order = workshops[by_slug]
    else:
        heads = [*slugs, *(slug + b"/" for slug in slugs)]
        head = np.empty(len(heads), np.int64)
        head[sorted(range(len(heads)), key=heads.__getitem__)] = np.arange(len(heads))
        place = np.zeros(len(names), np.int64)
        place[workshops] = np.arange(len(slugs))
        heads_of = head[np.where(own, place, place[parents] + len(slugs))]
        rank = {name: n for n, name in enumerate(sorted({*names}))}
        order = np.lexsort((np.fromiter(map(rank.__getitem__, names), np.int64, len(names)), heads_of))
    ranks = np.empty(len(names), np.uint32)
    ranks[order] = np.arange(len(names))
    return {"slugs": workshops[by_slug].astype(np.uint32), "ranks": ranks}


def _aliases(plan: ArrayPlan, parts: Sequence[MergeInput], numbering: DocIdMap) -> None:
    held: dict[bytes, int] = {}
    for part, moved in zip(parts, numbering.new_ids, strict=True):
        for alias, document in zip(part.strings_of("aliases"), part.arrays["aliases/numbers"].tolist(), strict=True):
            if part.live is None or part.live[document]:
                held[alias] = int(moved[document])
    plan.arrays |= dictionary_arrays("aliases", sorted(held))
    plan.arrays["aliases/numbers"] = np.array([held[alias] for alias in sorted(held)], np.uint32)


def _column(name: str, parts: Sequence[MergeInput], numbering: DocIdMap) -> dict[str, NDArray[Any]]:
    """A facet: the values that are left, the sets of them, and each document's set."""
    told: list[dict[int, tuple[bytes, ...]]] = []
    for part, taken in zip(parts, numbering.kept, strict=True):
        values = part.strings_of(name)
        codes, starts, members = (part.arrays[f"{name}/{column}"] for column in ("codes", "starts", "members"))
        used = unique_below(codes if part.live is None else codes[np.concatenate(taken)], len(starts)).tolist()
        bounds, held = starts.tolist(), members.tolist()
        told.append({c: tuple(values[m] for m in held[bounds[c] : bounds[c + 1]]) for c in used})
    left = sorted({*chain.from_iterable(chain.from_iterable(sets.values() for sets in told))})
    numbers = {value: n for n, value in enumerate(left)}
    joined: dict[tuple[int, ...], int] = {}
    columns = []
    for part, sets in zip(parts, told, strict=True):
        codes = part.arrays[f"{name}/codes"]
        recoded = np.zeros(int(codes.max()) + 1 if len(codes) else 0, np.uint32)
        for code, values_held in sets.items():
            recoded[code] = joined.setdefault(tuple(sorted(numbers[v] for v in values_held)), len(joined))
        columns.append(recoded[codes])
    sizes = np.fromiter(map(len, joined), np.int64, len(joined))
    return {
        **dictionary_arrays(name, left),
        f"{name}/codes": smallest_dtype(gather(columns, numbering)),
        f"{name}/starts": starts_of(sizes).astype(np.uint32),
        f"{name}/members": smallest_dtype(np.fromiter(chain.from_iterable(joined), np.uint32, int(sizes.sum()))),
    }


def _forms(
    parts: Sequence[MergeInput], sources: Mapping[str, Mapping[int, PostingsInput]], lists: Mapping[str, PostingsMerger]
) -> dict[str, NDArray[Any]]:
    """What forms have to do with each other and with terms."""
    strings = lists[FORM].strings
    folded = [form if form.isascii() else fold(form.decode("utf-8")).encode("utf-8") for form in strings]
    order = sorted(range(len(folded)), key=folded.__getitem__)  # forms are in lower case, sorted, and sorting is stable
    arrays: dict[str, NDArray[Any]] = {
        "form/order": np.array(order, np.uint32),
        "form/folded": np.frombuffer(b"\n".join([folded[n] for n in order]), np.uint8),
    }
    for language in LANGUAGES:
        if TEXTS[language] not in lists:
            continue
        pairs = np.full(len(folded), -1, np.int32)
        for place, text in sources[TEXTS[language]].items():
            forms, terms, held = (
                sources[FORM][place].numbers,
                text.numbers,
                parts[place].arrays[f"form/terms_{language}"],
            )
            known = held[: len(forms)]
            here = np.flatnonzero((forms[: len(held)] >= 0) & (known >= 0) & (known < len(terms)))
            meant = terms[held[here]]
            pairs[forms[here][meant >= 0]] = meant[meant >= 0]
        arrays |= {f"form/terms_{language}": pairs, **_by_term(language, pairs)}
    return arrays


def _by_term(language: str, pairs: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
    """The same the other way round: per term, its forms."""
    order = np.argsort(pairs, kind="stable")
    held = order[np.searchsorted(pairs[order], 0) :]
    return {
        f"form/of_{language}/starts": starts_of(np.bincount(pairs[held])).astype(np.uint32),
        f"form/of_{language}": held.astype(np.uint32),
    }
