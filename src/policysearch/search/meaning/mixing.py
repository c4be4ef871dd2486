"""The order of the first documents found: words and meaning, each by how much it has to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.search.meaning.nearness import Nearness

Floats = NDArray[np.float64]

SHARE_OF_TITLES = 0.3  # of meaning, where the texts are as short as titles and words are sure
SHARE_OF_TEXTS = 0.35  # where they are lessons or longer
SHARE_OF_DOUBT = 0.3  # more, where words rank their first two alike
SHARE_WITHOUT_WORDS = 0.8  # where the collection has few of the words: another language's, or other words for the same
TITLE, LESSON = 80, 400  # characters
SHORT = 25  # the percentile of the lengths that counts: where many texts are titles, all are treated like them
UNCOVERED, COVERED = 0.3, 0.6  # share of the question's words that the collection has
SURE, UNSURE = 0.4, 1.0  # what the second document has of what words tell the first ones apart by
REFERENCE = 30  # the place from whose score on words count: how far they tell the first documents apart
LEAST_RANGE = 0.2  # of the highest score, so that what words rank alike stays alike


class Evidence(NamedTuple):
    """What the share follows: whether words know the question, how sure they are, and how long the texts are.

    ``coverage`` is the share of the question's words that any text has, ``second`` what words say of the second
    document (1 where it is as good as the first). ``length`` is in characters, a low percentile of those of the nearest
    unit of each document found.
    """

    coverage: float
    second: float
    length: float


def share_of_meaning(evidence: Evidence) -> float:
    """Return the weight of meaning in the mix, from 0 to 1; docs/RANKING.md says how it was set."""
    of_length = _between(np.log(max(evidence.length, 1.0)), np.log(TITLE), np.log(LESSON))
    share = SHARE_OF_TITLES + (SHARE_OF_TEXTS - SHARE_OF_TITLES) * of_length
    share += SHARE_OF_DOUBT * _between(evidence.second, SURE, UNSURE)
    return share + (SHARE_WITHOUT_WORDS - share) * (1 - trust_in_words(evidence.coverage))


def trust_in_words(coverage: float) -> float:
    """Return how far words can be trusted, from 0 to 1, by the share of the question's words that any text has."""
    return _between(coverage, UNCOVERED, COVERED)


def mixed(
    scores: Sequence[float], nearness: Sequence[Nearness | None], coverage: float, best_elsewhere: float
) -> Floats:
    """Return the mix of words and meaning for each document found, at most 1.

    Words count as the score between that at the place REFERENCE (0 where fewer are found) and the highest, meaning as
    the nearness between the mean and the highest of all, ``best_elsewhere`` being that of documents which words do not
    find. A document without vectors has the mean.
    """
    of_words = _of_words(np.array(scores, np.float64))
    present = [near for near in nearness if near is not None]
    if not present:
        return of_words
    mean = float(np.mean([near.nearness for near in present]))
    highest = max(best_elsewhere, *(near.nearness for near in present))
    distance = highest - mean or 1.0
    of_meaning = np.array([0.0 if near is None else (near.nearness - mean) / distance for near in nearness])
    length = float(np.percentile([near.length for near in present], SHORT))
    second = float(np.sort(of_words)[-2]) if len(of_words) > 1 else 0.0
    share = share_of_meaning(Evidence(coverage, second, length))
    return (1 - share) * of_words + share * of_meaning


def _between(value: float, low: float, high: float) -> float:
    """Return 0 at ``low`` and below, 1 at ``high`` and above, and the line between."""
    return min(max((value - low) / (high - low), 0.0), 1.0)


def _of_words(scores: Floats) -> Floats:
    """Return what words say: 1 for the highest score, 0 for that at the place REFERENCE."""
    descending = np.sort(scores)[::-1]
    reference = descending[REFERENCE - 1] if len(scores) >= REFERENCE else 0.0
    highest = scores.max(initial=0.0)
    of_words: Floats = (scores - reference) / (max(highest - reference, LEAST_RANGE * highest) or 1.0)
    return of_words
