"""The names of facets' values in one language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from policysearch import vocabulary as vocabularies
from policysearch.vocabulary import Vocabulary

Label = Callable[[str, str], str]  # (facet, value) -> its name


def labels_in(vocabulary: Vocabulary, language: str) -> Label:
    """Return the function that names facets' values of ``vocabulary`` in ``language``."""
    return partial(vocabularies.label, vocabulary, language=language)
