"""A cache of rendered template macros: HTML that many pages share, such as a facet's value with its box."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from jinja2.runtime import Macro
from markupsafe import Markup

from policysearch.vocabulary import Vocabulary, digest

MAX_FRAGMENTS = 20_000
Fragment = Callable[..., Markup]  # (macro, *arguments) -> its HTML


class Fragments:
    """The HTML of macros by their arguments, for one vocabulary, since the HTML holds its labels.

    A results page has hundreds of fragments, nearly all of them rendered and escaped before: without this cache a page
    of a collection of 2,000 workshops takes a fifth more time. Threads may share it.
    """

    def __init__(self) -> None:
        self._cache: tuple[Vocabulary, str, dict[Hashable, Markup]] = (Vocabulary(), "", {})

    def renderer(self, vocabulary: Vocabulary, language: str, carried: str) -> Fragment:
        """Return a function that renders ``macro(*arguments)`` once for ``language`` and addresses with ``carried``.

        No two macros may share a name, and the HTML must depend on nothing but the macro's arguments, the language,
        ``carried`` and the vocabulary.
        """
        html_by_key = self._html_of(vocabulary)

        def fragment(macro: Macro, *arguments: Hashable) -> Markup:
            key = (language, carried, macro.name, arguments)
            html = html_by_key.get(key)
            if html is None:
                html = html_by_key[key] = render(macro, *arguments)
            return html

        return fragment

    def _html_of(self, vocabulary: Vocabulary) -> dict[Hashable, Markup]:
        """Return the cached HTML of ``vocabulary``: an equal one keeps it, another one or too many entries empty it."""
        current, current_digest, html_by_key = self._cache
        if vocabulary is not current or len(html_by_key) > MAX_FRAGMENTS:
            new_digest = digest(vocabulary)  # once per object: it takes a tenth of the time of a page
            if new_digest != current_digest or len(html_by_key) > MAX_FRAGMENTS:
                html_by_key = {}
            self._cache = vocabulary, new_digest, html_by_key
        return html_by_key


def render(macro: Macro, *arguments: Hashable) -> Markup:
    """Return the HTML of ``macro``, not cached."""
    return Markup(macro(*arguments))
