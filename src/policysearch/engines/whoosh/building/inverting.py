"""Documents -> the arrays of a segment, in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.documents import FACETS, Document
from policysearch.engines.whoosh import records
from policysearch.engines.whoosh.postings import postings
from policysearch.engines.whoosh.schema import FORM, TEXTS, Posting
from policysearch.engines.whoosh.store.dictionary import dictionary_arrays
from policysearch.engines.whoosh.store.segment import KINDS, Segment
from policysearch.language import LANGUAGES, fold, term

Lists = dict[str, list[tuple[int, Posting]]]


def segment_of(documents: Iterable[Document]) -> Segment:
    """A segment of ``documents``, in memory. A workshop comes before its parts."""
    return Segment(arrays_of(documents))


def arrays_of(documents: Iterable[Document]) -> dict[str, NDArray[Any]]:
    """The arrays of a segment of ``documents``."""
    told = list(documents)
    low = [document for document in told if document.kind != "highlight"]
    ordered = [*low, *(document for document in told if document.kind == "highlight")]
    arrays = {"split": np.array([len(low)], np.uint32)}
    arrays |= _per_document(ordered)
    arrays |= _fields(ordered, len(low))
    for facet in FACETS:
        arrays |= column_arrays(f"facet_{facet}", [document.facets.get(facet, ()) for document in ordered])
    return arrays


def _per_document(ordered: Sequence[Document]) -> dict[str, NDArray[Any]]:
    slugs = {document.id: number for number, document in enumerate(ordered) if document.kind == "workshop"}
    names = [(document.part or document.id).encode("utf-8") for document in ordered]
    by_id = sorted(range(len(ordered)), key=lambda number: ordered[number].id)
    packed = [records.pack(document) for document in ordered]
    ranks = np.empty(len(ordered), np.uint32)
    ranks[by_id] = np.arange(len(ordered))
    aliases = {alias: number for slug, number in slugs.items() for alias in ordered[number].workshop.aliases}
    former = sorted(alias.encode("utf-8") for alias in aliases)
    return {
        "kinds": np.array([KINDS.index(document.kind) for document in ordered], np.uint8),
        "parents": np.array([slugs[document.workshop.slug] for document in ordered], np.uint32),
        "days": np.array([document.workshop.start.toordinal() for document in ordered], np.int32),
        "ranks": ranks,
        **_strings("names", names),
        "names/ends": _ends(names).astype(np.uint32),
        "slugs": np.array([slugs[slug] for slug in sorted(slugs)], np.uint32),
        **_strings("records", packed),
        "records/ends": _ends(packed),
        **dictionary_arrays("aliases", former),
        "aliases/numbers": np.array([aliases[alias.decode("utf-8")] for alias in former], np.uint32),
    }


def _strings(name: str, strings: list[bytes]) -> dict[str, NDArray[Any]]:
    return {name: np.frombuffer(b"".join(strings), np.uint8)}


def _ends(strings: list[bytes]) -> NDArray[np.uint64]:
    return np.cumsum(np.fromiter(map(len, strings), np.uint64, len(strings)), dtype=np.uint64)


def column_arrays(name: str, held: Sequence[Iterable[str]]) -> dict[str, NDArray[Any]]:
    """The arrays of a Column: ``held`` are each document's values."""
    values = sorted({value for one in held for value in one})
    number = {value: n for n, value in enumerate(values)}
    sets: dict[tuple[int, ...], int] = {}
    codes = [sets.setdefault(tuple(sorted({number[value] for value in one})), len(sets)) for one in held]
    sizes = np.fromiter(map(len, sets), np.uint32, len(sets))
    return {
        **dictionary_arrays(name, [value.encode("utf-8") for value in values]),
        f"{name}/codes": narrow(np.array(codes, np.uint32)),
        f"{name}/starts": np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32),
        f"{name}/members": np.fromiter(chain.from_iterable(sets), np.uint32, int(sizes.sum())),
    }


def narrow(array: NDArray[Any]) -> NDArray[Any]:
    """The same whole numbers in the fewest bytes."""
    largest = int(array.max()) if len(array) else 0
    return array.astype(np.uint8 if largest < 1 << 8 else np.uint16 if largest < 1 << 16 else np.uint32)


def _fields(ordered: Sequence[Document], split: int) -> dict[str, NDArray[Any]]:
    lists: dict[str, Lists] = defaultdict(lambda: defaultdict(list))
    for number, document in enumerate(ordered):
        for field, terms in postings(document.texts).items():
            for word, posting in terms.items():
                lists[field][word].append((number, posting))
    arrays: dict[str, NDArray[Any]] = {}
    for field, found in lists.items():
        arrays |= _field(field, found, len(ordered), split)
    return arrays | _forms(lists) if lists else arrays


def _field(name: str, lists: Lists, size: int, split: int) -> dict[str, NDArray[Any]]:
    lengths = np.zeros(size, np.uint32)
    for number, posting in chain.from_iterable(lists.values()):
        lengths[number] += round(posting.weight)
    words = sorted((word.encode("utf-8"), word) for word in lists)
    flat = [pair for _, word in words for pair in lists[word]]
    documents = np.array([number for number, _ in flat], np.uint32)
    weighed = [(round(posting.weight), int(lengths[number]), len(posting.positions)) for number, posting in flat]
    triples = {triple: code for code, triple in enumerate(dict.fromkeys(weighed))}
    counts = np.array([len(lists[word]) for _, word in words], np.uint32)
    stands = np.array([sum(len(p.positions) for _, p in lists[word]) for _, word in words], np.uint64)
    table = np.array(list(triples), np.uint32).reshape(-1, 3)
    arrays = {
        **dictionary_arrays(name, [word for word, _ in words]),
        f"{name}/lengths": narrow(lengths),
        f"{name}/totals": np.array([lengths.sum(), (lengths > 0).sum()], np.uint64),
        f"{name}/starts": np.concatenate(([0], np.cumsum(counts))).astype(np.uint32),
        f"{name}/cuts": np.array([sum(n < split for n, _ in lists[word]) for _, word in words], np.uint32),
        f"{name}/documents": documents.astype(np.uint16 if size <= 1 << 16 else np.uint32),
        f"{name}/codes": np.array([triples[triple] for triple in weighed], np.uint16 if len(table) < 1 << 16 else "u4"),
        f"{name}/codes/weights": table[:, 0].copy(),
        f"{name}/codes/lengths": table[:, 1].copy(),
        f"{name}/codes/counts": table[:, 2].copy(),
    }
    if name != FORM:
        where = [position for _, posting in flat for position in posting.positions]
        arrays[f"{name}/positions"] = np.array(where, np.uint16 if max(where) < 1 << 16 else np.uint32)
        arrays[f"{name}/places"] = np.concatenate(([0], np.cumsum(stands)[:-1])).astype(np.uint64)
    return arrays


def _forms(lists: Mapping[str, Lists]) -> dict[str, NDArray[Any]]:
    forms = sorted(lists[FORM], key=lambda form: form.encode("utf-8"))
    folded = [fold(form) for form in forms]
    order = sorted(range(len(forms)), key=lambda number: (folded[number], forms[number]))
    arrays: dict[str, NDArray[Any]] = {
        "form/order": np.array(order, np.uint32),
        "form/folded": np.frombuffer("\n".join(folded[number] for number in order).encode("utf-8"), np.uint8),
    }
    for language in LANGUAGES:
        if TEXTS[language] in lists:
            words = sorted(lists[TEXTS[language]], key=lambda word: word.encode("utf-8"))
            numbers = {word: number for number, word in enumerate(words)}
            terms = [numbers.get(term(form, language), -1) for form in forms]
            arrays[f"form/terms_{language}"] = np.array(terms, np.int32)
    return arrays
