"""Workshops and highlights that say nearly the same: advice, since one of them may be a slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePosixPath

from rapidfuzz.distance import Indel

from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop
from policysearch.text import forms

ALIKE = 0.9
SHINGLE = 5
BUCKET = 20


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text to compare: a title with its day, or a highlight."""

    slug: str
    name: str
    line: int
    words: tuple[str, ...]


def near_duplicates(workshops: Sequence[Workshop], files: Mapping[str, PurePosixPath]) -> Iterator[Problem]:
    """Yield a Problem for each text of which nine tenths are another's, at the later of the two."""
    for first, second in _candidates(list(_passages(workshops))):
        if Indel.normalized_similarity(first.words, second.words, score_cutoff=ALIKE):
            sentence = message(
                "{name} says nearly the same as {slug}, {name_2}", name=second.name, slug=first.slug, name_2=first.name
            )
            yield Problem(files[second.slug], second.line, 1, sentence, message("keep one"), "advice", "near-duplicate")


def _passages(workshops: Sequence[Workshop]) -> Iterator[_Passage]:
    for workshop in workshops:
        yield _Passage(workshop.slug, message("the title"), 1, _words(f"{workshop.title} {workshop.start}"))
        for highlight in workshop.texts[workshop.language].highlights:
            yield _Passage(
                workshop.slug, message("the highlight {id}", id=highlight.id), highlight.line, _words(highlight.text)
            )


def _words(text: str) -> tuple[str, ...]:
    return tuple(form for form, _, _ in forms(text))


def _candidates(passages: Sequence[_Passage]) -> list[tuple[_Passage, _Passage]]:
    """Return pairs that share a run of words; runs that more than 20 texts share are left out."""
    by_shingle: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, passage in enumerate(passages):
        for start in range(max(1, len(passage.words) - SHINGLE + 1)):
            by_shingle[passage.words[start : start + SHINGLE]].add(number)
    sharing = (sorted(group) for shingle, group in by_shingle.items() if shingle and 1 < len(group) <= BUCKET)
    pairs = {pair for group in sharing for pair in combinations(group, 2)}
    return [(passages[first], passages[second]) for first, second in sorted(pairs)]
