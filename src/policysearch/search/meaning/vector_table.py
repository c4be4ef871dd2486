"""Units and their vectors -> the content that is attached to a generation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.model.document import Kind
from policysearch.search.meaning import array_blob
from policysearch.search.meaning.codes import binary_codes, quantised
from policysearch.search.meaning.units import Unit
from policysearch.settings import LANGUAGES

KINDS: tuple[Kind, ...] = ("workshop", "highlight", "passage")
FORMAT = 2
BACKGROUND_WEIGHT = 250  # texts: what a language's background counts for in its mean, so that few texts have one too

Vectors = NDArray[np.float32]


class Centre(NamedTuple):
    """By language: the vectors of the background's sentences and of small talk, and the mean that is taken off."""

    background: Sequence[Vectors]
    small_talk: Sequence[Vectors]
    means: Vectors


def language_means(vectors: Vectors, languages: NDArray[np.uint8], background: Sequence[Vectors]) -> Vectors:
    """Return the mean of each language's texts and of its background, of shape (languages, dimensions)."""
    means = []
    for number, sentences in enumerate(background):
        of_language = vectors[languages == number]
        total = of_language.sum(axis=0) + BACKGROUND_WEIGHT * sentences.mean(axis=0)
        means.append(total / (len(of_language) + BACKGROUND_WEIGHT))
    return np.array(means, np.float32)


def language_numbers(units: Sequence[Unit]) -> NDArray[np.uint8]:
    """Return the language of each unit as an index into LANGUAGES."""
    return np.array([LANGUAGES.index(unit.language) for unit in units], np.uint8)


def vector_table(
    units: Sequence[Unit], vectors: Vectors, sentence_vectors: Vectors, centre: Centre, identity: str
) -> bytes:
    """Return the table of ``units`` with their vectors, those of their sentences, in order, and our own sentences'.

    All vectors are centred by the mean of their language; units are stored as int8 and as codes, sentences as codes.
    """
    means = centre.means
    languages = language_numbers(units)
    centred = vectors - means[languages]
    rows, scales = quantised(centred)
    of_sentences = np.repeat(languages, [len(unit.sentences) for unit in units])
    spans = [span for unit in units for span, _ in unit.sentences]
    arrays: dict[str, NDArray[Any]] = {
        "vectors": rows,
        "scales": scales,
        "codes": binary_codes(centred),
        "languages": languages,
        "spans": _spans([unit.span for unit in units]),
        "lengths": np.array([min(len(unit.text), 65_535) for unit in units], np.uint16),
        "sentence_ends": np.array([*accumulate(len(unit.sentences) for unit in units)], np.uint32),
        "sentence_codes": np.packbits(sentence_vectors - means[of_sentences] > 0, axis=1),
        "sentence_spans": _spans(spans),
        **_by_language("background", centre.background, means),
        **_by_language("small_talk", centre.small_talk, means),
        "means": means,
        **_documents(units),
    }
    return array_blob.dump(arrays, {"format": FORMAT, "identity": identity, "dimensions": vectors.shape[1]})


def is_of(content: memoryview, identity: str) -> bool:
    """Return whether a table can be read here and was made by the embedding of this identity.

    Raises ValueError where it is no table.
    """
    _, details = array_blob.load(content)
    return details.get("format") == FORMAT and details.get("identity") == identity


def _by_language(name: str, vectors: Sequence[Vectors], means: Vectors) -> dict[str, NDArray[Any]]:
    """Return the vectors of sentences of each language, centred, and the language of each."""
    languages = np.repeat(np.arange(len(vectors), dtype=np.uint8), [len(each) for each in vectors])
    centred = (np.concatenate(vectors) - means[languages]).astype(np.float16)
    return {name: centred, f"{name}_languages": languages}


def _documents(units: Sequence[Unit]) -> dict[str, NDArray[Any]]:
    """Return the keys of the documents, their kinds and workshops, and the document of each unit."""
    keys: dict[str, Unit] = {unit.key: unit for unit in units}
    workshops = {slug: number for number, slug in enumerate(dict.fromkeys(unit.workshop for unit in units))}
    numbers = {key: number for number, key in enumerate(keys)}
    return {
        "keys": _joined(keys),
        "workshop_keys": _joined(workshops),
        "kinds": np.array([KINDS.index(unit.kind) for unit in keys.values()], np.uint8),
        "workshops": np.array([workshops[unit.workshop] for unit in keys.values()], np.uint32),
        "documents": np.array([numbers[unit.key] for unit in units], np.uint32),
    }


def _joined(keys: Mapping[str, object]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(keys).encode("utf-8"), np.uint8)


def _spans(spans: Sequence[tuple[int, int]]) -> NDArray[np.uint32]:
    return np.array(spans, np.uint32).reshape(-1, 2)
