"""The vectors of one snapshot, opened for questions: how near documents are, and which ones are the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import Id, Snapshot
from policysearch.model.document import Kind
from policysearch.query import View
from policysearch.search.meaning import array_blob
from policysearch.search.meaning.codes import Counts, binary_codes, distances, nearest, roughly_nearest
from policysearch.search.meaning.embedding import Vector, normalised
from policysearch.search.meaning.language_pull import LanguagePull
from policysearch.search.meaning.nearness import Near, Nearness
from policysearch.search.meaning.vector_table import KINDS, is_of
from policysearch.settings import LANGUAGES
from policysearch.text.ragged import ragged_indices

ROUGH_CANDIDATES = 4_000  # units with the nearest beginnings of codes, whose codes are compared whole
CANDIDATES = 400  # units with the nearest codes, whose cosines are computed
MAX_UNITS = 8_192  # of the documents to be ordered; beyond, those with the nearest codes
PERCENTILE = 90  # of a question's cosines with the background of a language
SHARE_OF_WORKSHOP = 0.3  # of a lesson's nearness, that its workshop's title and prose have
PERCENTILE_WEIGHT = 0.5  # how much of it is taken off; with the limit of ``close`` it was set on judged questions

Floats = NDArray[np.float32]


class Stretch(NamedTuple):
    """The nearest sentence: ``span`` of the body, in ``language``, of the document with the key ``key``.

    ``unit`` is the span of all that was embedded with it.
    """

    key: str
    kind: Kind
    language: str
    span: tuple[int, int]
    unit: tuple[int, int]


class Question(NamedTuple):
    """A question's vector with what was worked out from it: its code, and what is taken off by language.

    ``candidates`` are the units with the nearest beginnings of codes, ``distances`` in how many bits their codes differ
    from the question's; ``neutral`` and ``small_talk`` are how near the nearest background sentence and the nearest one
    of small talk are.
    """

    vector: Vector
    code: NDArray[np.uint64]
    offsets: Floats
    candidates: NDArray[np.int64]
    distances: Counts
    neutral: float
    small_talk: float


class _Groups(NamedTuple):
    """The units of each document that a view lists: ``units[starts[n]:starts[n] + counts[n]]`` of document ``n``.

    ``of_unit`` is the document of each unit, -1 where the view does not list it.
    """

    ids: list[Id | None]
    numbers: dict[Id, int]
    of_unit: NDArray[np.int64]
    units: NDArray[np.int64]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]


class _Titles(NamedTuple):
    """The units of workshops' titles and prose, and the workshop of each, in ascending order of these."""

    units: NDArray[np.int64]
    of_unit: NDArray[np.uint32]


class VectorIndex:
    """Reads what was attached to ``snapshot``. Raises ValueError where that is of another format or model.

    Nearness is the cosine of a question with a text, centred by the mean of the text's language, less part of a high
    percentile of the question's cosines with the background of that language; the unit is the deviation of cosines
    among background sentences, so that the numbers of two models are alike.
    """

    def __init__(self, snapshot: Snapshot, content: memoryview, identity: str) -> None:
        if not is_of(content, identity):
            raise ValueError("they are another model's")
        arrays, _ = array_blob.load(content)
        self._snapshot = snapshot
        self._arrays = arrays
        self._background = arrays["background"].astype(np.float32)
        self._small_talk = arrays["small_talk"].astype(np.float32)
        self._centre = arrays["means"].mean(axis=0)
        self._languages = arrays["background_languages"]
        self._of_language = [np.flatnonzero(self._languages == number) for number in range(len(LANGUAGES))]
        of_languages = [self._background[rows] for rows in self._of_language]
        self._scale = float(np.mean([(rows @ rows.T).std() for rows in of_languages])) or 1.0

    @property
    def texts(self) -> int:
        """Return how many texts have a vector."""
        return len(self._arrays["languages"])

    @property
    def dimensions(self) -> int:
        """Return how many numbers a vector has."""
        return len(self._centre)

    @property
    def documents(self) -> int:
        """Return how many documents have a vector."""
        return len(self._keys)

    @property
    def sentences_of_our_own(self) -> tuple[int, int]:
        """Return how many background sentences have a vector, and how many of small talk."""
        return len(self._background), len(self._small_talk)

    def ask(self, vector: Vector, *, centred: bool = False) -> Question:
        """Return a question's vector with what every comparison needs; a text's own vector is ``centred`` already."""
        cosines = self._background @ vector
        percentiles = [np.percentile(cosines[rows], PERCENTILE) for rows in self._of_language]
        code = binary_codes((vector if centred else vector - self._centre)[None, :])[:, 0]
        offsets = np.array(percentiles, np.float32) * PERCENTILE_WEIGHT
        neutral = cosines - offsets[self._languages]
        of_small_talk = self._small_talk @ vector - offsets[self._arrays["small_talk_languages"]]
        candidates = roughly_nearest(self._arrays["codes"], code, ROUGH_CANDIDATES)
        of_candidates = distances(self._arrays["codes"][:, candidates], code)
        of_sentences = (float(nearness.max()) / self._scale for nearness in (neutral, of_small_talk))
        return Question(vector, code, offsets, candidates, of_candidates, *of_sentences)

    def vector_of(self, key: str) -> Vector | None:
        """Return the mean of a document's vectors, centred; None where it has none."""
        number = self._key_numbers.get(key)
        rows = np.flatnonzero(self._arrays["documents"] == number) if number is not None else np.empty(0, np.int64)
        if not len(rows):
            return None
        vectors = self._arrays["vectors"][rows] * self._arrays["scales"][rows, None]
        mean: Vector = normalised(vectors.mean(axis=0, keepdims=True))[0]
        return mean

    def of_documents(self, question: Question, view: View, ids: Sequence[Id]) -> list[Nearness | None]:
        """Return the nearness of each document by its nearest unit; None for one without any."""
        groups = self._groups(view)
        numbers = np.array([groups.numbers.get(doc_id, -1) for doc_id in ids], np.int64)
        places = np.flatnonzero(numbers >= 0)
        counts = groups.counts[numbers[places]]
        units = groups.units[ragged_indices(groups.starts[numbers[places]], counts)]
        owners = np.repeat(places, counts)
        if len(units) > MAX_UNITS:
            best = nearest(distances(self._arrays["codes"][:, units], question.code), MAX_UNITS)
            units, owners = units[best], owners[best]
        return self._best(question, units, owners, len(ids))

    def nearest(self, question: Question, view: View, most: int) -> list[Near]:
        """Return the documents of a view that are nearest to a question, at most ``most``, the nearest first."""
        groups = self._groups(view)
        is_listed = groups.of_unit[question.candidates] >= 0
        units = question.candidates[is_listed][nearest(question.distances[is_listed], CANDIDATES)]
        documents, owners = np.unique(groups.of_unit[units], return_inverse=True)
        best = self._best(question, units, owners, len(documents))
        pairs = [
            (doc_id, nearness)
            for number, nearness in zip(documents.tolist(), best, strict=True)
            if nearness is not None and (doc_id := groups.ids[number]) is not None
        ]
        return sorted(pairs, key=lambda pair: -pair[1].nearness)[:most]

    def in_workshops(self, question: Question, lessons: Sequence[Nearness | None]) -> list[Nearness | None]:
        """Return the nearness of lessons as they are read: with part of that of their workshop's title and prose."""
        with_vectors = [lesson for lesson in lessons if lesson is not None]
        documents = self._arrays["documents"][[lesson.unit for lesson in with_vectors]]
        numbers, owners = np.unique(self._arrays["workshops"][documents], return_inverse=True)
        titles = self._titles
        starts, ends = np.searchsorted(titles.of_unit, numbers), np.searchsorted(titles.of_unit, numbers, side="right")
        units = titles.units[ragged_indices(starts, ends - starts)]
        of_workshops = np.full(len(numbers), -np.inf)
        np.maximum.at(of_workshops, np.repeat(np.arange(len(numbers)), ends - starts), self._nearness(question, units))
        nearness = iter(of_workshops[owners].tolist())
        return [lesson and _within(lesson, next(nearness)) for lesson in lessons]

    def highest(self, question: Question) -> float:
        """Return the nearness of the nearest unit of all, whatever view lists its document."""
        units = question.candidates[nearest(question.distances, CANDIDATES)]
        return float(self._nearness(question, units).max(initial=float("-inf")))

    def workshop(self, unit: int) -> str:
        """Return the key of the workshop that a unit is of."""
        return self._workshop_keys[int(self._arrays["workshops"][self._arrays["documents"][unit]])]

    def stretch(self, question: Question, unit: int) -> Stretch:
        """Return the sentence of a unit that is nearest to the question; all of the unit where it is one sentence."""
        arrays = self._arrays
        document = int(arrays["documents"][unit])
        language = LANGUAGES[int(arrays["languages"][unit])]
        start, end = map(int, arrays["spans"][unit])
        span = (start, end)
        first, last = int(arrays["sentence_ends"][unit - 1]) if unit else 0, int(arrays["sentence_ends"][unit])
        if last > first:
            bits = np.unpackbits(arrays["sentence_codes"][first:last], axis=1, count=len(question.vector))
            sentence = first + int(np.argmax((2.0 * bits - 1) @ question.vector))
            span = (int(arrays["sentence_spans"][sentence][0]), int(arrays["sentence_spans"][sentence][1]))
        return Stretch(self._keys[document], KINDS[arrays["kinds"][document]], language, span, (start, end))

    def with_words(self, question: Question, unit: int) -> int:
        """Return the unit itself, or where it is a title alone, the nearest one of its workshop that has more."""
        spans, documents = self._arrays["spans"], self._arrays["documents"]
        if spans[unit][0] < spans[unit][1]:
            return unit
        workshops = self._arrays["workshops"][documents]
        units = np.flatnonzero((workshops == workshops[unit]) & (spans[:, 0] < spans[:, 1]))
        best = self._best(question, units, np.zeros(len(units), np.int64), 1)[0]
        return best.unit if best else unit

    def in_language(self, question: Question, key: str, language: str) -> int | None:
        """Return the unit of a document that is nearest, of those in ``language``; None where there is none."""
        number = self._key_numbers.get(key)
        rows = np.flatnonzero((self._arrays["documents"] == number) if number is not None else [])
        rows = rows[self._arrays["languages"][rows] == LANGUAGES.index(language)]
        best = self._best(question, rows, np.zeros(len(rows), np.int64), 1)[0]
        return best.unit if best else None

    def _best(
        self, question: Question, units: NDArray[np.int64], owners: NDArray[np.int64], size: int
    ) -> list[Nearness | None]:
        """Return for each of ``size`` owners the Nearness of its nearest unit, or None."""
        nearness = self._nearness(question, units)
        best = np.full(size, -1)
        order = np.argsort(nearness, kind="stable")
        best[owners[order]] = order  # the last of each owner stays
        rows = zip(nearness.tolist(), units.tolist(), self._arrays["lengths"][units].tolist(), strict=True)
        nearest_units = [Nearness(*row) for row in rows]
        return [nearest_units[place] if place >= 0 else None for place in best.tolist()]

    def _nearness(self, question: Question, units: NDArray[np.int64]) -> Floats:
        arrays = self._arrays
        cosines = (arrays["vectors"][units].astype(np.float32) @ question.vector) * arrays["scales"][units]
        nearness: Floats = (cosines - question.offsets[arrays["languages"][units]]) / self._scale
        return nearness

    def _groups(self, view: View) -> _Groups:
        return self._of_lessons if view == "highlights" else self._of_workshops

    @cached_property
    def pull(self) -> LanguagePull:
        """Return how near lessons are to any text in a language."""
        return LanguagePull(self._arrays, self._scale, self._of_lessons.units)

    @cached_property
    def _keys(self) -> list[str]:
        return self._arrays["keys"].tobytes().decode("utf-8").split("\n")

    @cached_property
    def _workshop_keys(self) -> list[str]:
        return self._arrays["workshop_keys"].tobytes().decode("utf-8").split("\n")

    @cached_property
    def _key_numbers(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self._keys)}

    @cached_property
    def _titles(self) -> _Titles:
        documents = self._arrays["documents"]
        units = np.flatnonzero(self._arrays["kinds"][documents] == KINDS.index("workshop"))
        workshops = self._arrays["workshops"][documents[units]]
        order = np.argsort(workshops, kind="stable")
        return _Titles(units[order], workshops[order])

    @cached_property
    def _of_workshops(self) -> _Groups:
        return self._grouped(self._workshop_keys, self._arrays["workshops"][self._arrays["documents"]].astype(np.int64))

    @cached_property
    def _of_lessons(self) -> _Groups:
        is_lesson = self._arrays["kinds"][self._arrays["documents"]] == KINDS.index("highlight")
        return self._grouped(self._keys, np.where(is_lesson, self._arrays["documents"].astype(np.int64), -1))

    def _grouped(self, keys: list[str], of_unit: NDArray[np.int64]) -> _Groups:
        ids = self._snapshot.ids(keys)
        numbers = {doc_id: number for number, doc_id in enumerate(ids) if doc_id is not None}
        units = np.argsort(of_unit, kind="stable")
        units = units[np.searchsorted(of_unit[units], 0) :]
        counts = np.bincount(of_unit[units], minlength=len(keys))
        return _Groups(ids, numbers, of_unit, units, np.cumsum(counts) - counts, counts)


def _within(lesson: Nearness, of_workshop: float) -> Nearness:
    """Return a lesson's nearness with its workshop's, which is no number where the workshop has no text."""
    if of_workshop == -np.inf:
        return lesson
    return lesson._replace(nearness=lesson.nearness + SHARE_OF_WORKSHOP * (of_workshop - lesson.nearness))
