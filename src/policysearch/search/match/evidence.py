"""What a paragraph and a lesson share: the concepts, how much they tell together, and whether that is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from policysearch.search.match.concepts import Words
from policysearch.search.match.weights import Weighted

WINDOW = 60  # concepts of a paragraph that are compared at once: about as long as a lesson
COUNTRY = 0.6  # of a country's rarity
TITLE = 0.5  # of the weight of what stands in the title of the lesson's workshop alone
USUAL_PARAGRAPH, OF_PARAGRAPH = 8.0, 0.25  # weight of a paragraph's concepts; the power of its share of that
SHORT_PARAGRAPH = 1.5  # weight; a shorter one counts as if it had so much
USUAL_LESSON, OF_LESSON = 40, 0.3  # terms of a lesson; the power of the share by which it has more
LEAST = 1.2  # weight that two texts of usual lengths must share, among SMALL lessons
SMALL = 12
GROWTH = 0.035  # for each time that there are e times as many lessons: more of them share words by chance
LEAST_CONCEPTS = 2  # that share in it, not all of them countries
OF_ONE_CONCEPT = 0.5  # the most that one concept counts, or countries alone
OF_NEARNESS = 0.25  # of the nearness in meaning, that is added to the strength, where both texts are in one language
BOTH = 1.1  # what both need together then; docs/RANKING.md says how these were set
NEARNESS_ALONE = 2.75  # that is enough then, where no word is shared
OTHER_LANGUAGE = 1.05  # strength and nearness together, where words meet by names of the vocabulary alone
CLOSE = 1.05  # nearness from which meaning is a reason


class Evidence(NamedTuple):
    """What two texts share: its ``weight``, the words as the paragraph writes them, the most telling first, and the
    codes of ``countries``.
    """

    weight: float
    words: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


NONE = Evidence(0.0)


def evidence(
    weighted: Sequence[Weighted], lesson: Words, title: Words, countries: Mapping[str, float], *, same_language: bool
) -> Evidence:
    """Return what a lesson shares with the window of a paragraph that it shares most with.

    ``title`` is that of its workshop: it tells what short lessons are about, and alone it says nothing. ``countries``
    are those that both discuss, with their weights. Where the languages differ, synonyms alone count.
    """
    best = NONE
    for start in range(0, max(len(weighted), 1), WINDOW // 2):
        window = weighted[start : start + WINDOW]
        shared = _shared(window, lesson, same_language)
        if shared or countries:
            shared = _with_title(shared, window, title, same_language)
        total = (sum(shared.values()) + sum(countries.values())) / _length(window, lesson)
        if total > best.weight:
            best = Evidence(total, tuple(sorted(shared, key=lambda form: -shared[form])), tuple(countries))
        if start + WINDOW >= len(weighted):
            break
    return best


def strength(shared: Evidence, lessons: int) -> float:
    """Return the weight as a share of what words alone need in a collection of ``lessons``."""
    share = shared.weight / (LEAST + GROWTH * log(max(lessons, SMALL) / SMALL))
    is_manifold = shared.words and len(shared.words) + len(shared.countries) >= LEAST_CONCEPTS
    return share if is_manifold else min(share, OF_ONE_CONCEPT)


def is_enough(strength: float, nearness: float | None, *, same_language: bool) -> bool:
    """Return whether a lesson speaks to a paragraph; ``nearness`` is None where meaning is not compared.

    Within a language meaning alone must lead by far: texts about one subject share words, and of those that share none
    many are near by their style alone. What is enough by words stays so.
    """
    if strength >= 1 or nearness is None:
        return strength >= 1
    if same_language:
        return strength + OF_NEARNESS * nearness >= BOTH or nearness >= NEARNESS_ALONE
    return strength + nearness >= OTHER_LANGUAGE


def _length(window: Sequence[Weighted], lesson: Words) -> float:
    """Return how much more than usual both texts have to be met by, so that they share more of it by chance."""
    paragraph = max(sum(part.total for part in window), SHORT_PARAGRAPH) / USUAL_PARAGRAPH
    return float(paragraph**OF_PARAGRAPH * max(len(lesson.terms) / USUAL_LESSON, 1.0) ** OF_LESSON)


def _shared(window: Sequence[Weighted], words: Words, same_language: bool) -> dict[str, float]:
    """Return the weight of each concept, by its form, that is among ``words``."""
    weights = {part.concept.form: _weight(part, words, same_language) for part in window}
    return {form: weight for form, weight in weights.items() if weight > 0}


def _with_title(
    shared: Mapping[str, float], window: Sequence[Weighted], title: Words, same_language: bool
) -> dict[str, float]:
    """Return what the lesson shares, and at a lower weight what the title of its workshop alone does."""
    of_title = {form: TITLE * weight for form, weight in _shared(window, title, same_language).items()}
    return {**of_title, **{form: max(weight, of_title.get(form, 0.0)) for form, weight in shared.items()}}


def _weight(part: Weighted, words: Words, same_language: bool) -> float:
    """Return the weight of a concept that is among ``words`` by a synonym or else by terms; 0 where it is not."""
    concept = part.concept
    if any(names in words.synonyms for names in concept.synonyms):
        return part.weight
    if not same_language:
        return 0.0
    return sum(weight for term, weight in zip(concept.terms, part.of_terms, strict=True) if term in words.terms)
