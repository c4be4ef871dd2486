"""What a paragraph and a lesson share: the concepts, how much they tell together, and whether that is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from policysearch.search.match.concepts import Words
from policysearch.search.match.weights import Weighted

WINDOW = 60  # concepts of a paragraph that are compared at once: about as long as a lesson
COUNTRY = 0.6  # of a country's rarity
LEAST = 0.8  # weight that two texts must share, among SMALL lessons
SMALL = 12
GROWTH = 0.1  # for each time that there are e times as many lessons: more of them share words by chance
LEAST_CONCEPTS = 2  # that share in it, not all of them countries
OF_ONE_CONCEPT = 0.5  # the most that one concept counts, or countries alone
BOTH = 1.75  # strength and nearness together, where meaning is compared too; docs/RANKING.md says how it was set
NEARNESS_ALONE = 1.3
CLOSE = 1.0  # nearness from which meaning is a reason


class Evidence(NamedTuple):
    """What two texts share: its ``weight``, the words as the paragraph writes them, the most telling first, and the
    codes of ``countries``.
    """

    weight: float
    words: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


NONE = Evidence(0.0)


def evidence(
    weighted: Sequence[Weighted], lesson: Words, countries: Mapping[str, float], *, same_language: bool
) -> Evidence:
    """Return what a lesson shares with the window of a paragraph that it shares most with.

    ``countries`` are those that both discuss, with their weights. Where the languages differ, synonyms alone count.
    """
    best = NONE
    for start in range(0, max(len(weighted), 1), WINDOW // 2):
        shared = _shared(weighted[start : start + WINDOW], lesson, same_language)
        total = sum(weight for weight, _ in shared) + sum(countries.values())
        if total > best.weight:
            ordered = sorted(shared, key=lambda pair: -pair[0])
            best = Evidence(total, tuple(form for _, form in ordered), tuple(countries))
        if start + WINDOW >= len(weighted):
            break
    return best


def strength(shared: Evidence, lessons: int) -> float:
    """Return the weight as a share of what words alone need in a collection of ``lessons``."""
    share = shared.weight / (LEAST + GROWTH * log(max(lessons, SMALL) / SMALL))
    is_manifold = shared.words and len(shared.words) + len(shared.countries) >= LEAST_CONCEPTS
    return share if is_manifold else min(share, OF_ONE_CONCEPT)


def is_enough(strength: float, nearness: float | None) -> bool:
    """Return whether a lesson speaks to a paragraph; ``nearness`` is None where meaning is not compared."""
    if nearness is None:
        return strength >= 1
    return strength + nearness >= BOTH or nearness >= NEARNESS_ALONE


def _shared(weighted: Sequence[Weighted], lesson: Words, same_language: bool) -> list[tuple[float, str]]:
    """Return (weight, form) of each concept that the lesson has, by a synonym or else by terms."""
    shared = []
    for part in weighted:
        concept = part.concept
        if any(names in lesson.synonyms for names in concept.synonyms):
            weight = part.weight
        elif same_language:
            pairs = zip(concept.terms, part.of_terms, strict=True)
            weight = sum(of_term for term, of_term in pairs if term in lesson.terms)
        else:
            weight = 0.0
        if weight > 0:
            shared.append((weight, concept.form))
    return shared
