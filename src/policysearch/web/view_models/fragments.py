"""Fragments that many pages share (a facet's value with its box, what stands under a lesson), made once each.

A page of results has hundreds of them, and most of its time went into making and escaping the same few again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from jinja2.runtime import Macro
from markupsafe import Markup

from policysearch.vocabulary import Vocabulary

MOST = 20_000
Once = Callable[..., Markup]


class Fragments:
    """What macros gave, by their arguments. Forgotten with the vocabulary, whose labels are in them, and when many."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._kept: dict[Hashable, Markup] = {}

    def speaking(self, vocabulary: Vocabulary, language: str, carried: str, *, own: bool) -> Once:
        """What gives ``macro(*values)`` for a reader of ``language`` whose addresses carry ``carried``.

        The macro's name must be one of its kind, and what it says must depend on ``values``, the language and the
        vocabulary alone. ``own``: this reader has chosen lessons, so that nothing is kept or taken.
        """
        if vocabulary is not self._vocabulary or len(self._kept) > MOST:
            self._vocabulary, self._kept = vocabulary, {}
        kept = self._kept

        def once(macro: Macro, *values: Hashable) -> Markup:
            key = (language, carried, macro.name, values)
            found = kept.get(key)
            if found is None:
                found = kept[key] = Markup(macro(*values))
            return found

        return _afresh if own else once


def _afresh(macro: Macro, *values: Hashable) -> Markup:
    return Markup(macro(*values))
