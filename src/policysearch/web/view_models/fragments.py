"""A cache of rendered template macros: HTML that many pages share, such as the lines below a lesson."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from markupsafe import Markup

MAX_FRAGMENTS = 20_000


class NamedMacro(Protocol):
    """A macro of a template."""

    name: str

    def __call__(self, *arguments: object) -> str: ...


class FragmentRenderer:
    """Renders macros for one context, each once for the same arguments. No two macros may share a name.

    Without ``html_by_key`` every macro is rendered anew: a reader's own brief fills no cache.
    """

    def __init__(
        self,
        html_by_key: dict[Hashable, Markup] | None,
        context: Hashable,
        pieces_by_key: dict[Hashable, tuple[str, ...]] | None = None,
    ) -> None:
        self._html_by_key = html_by_key
        self._pieces_by_key = {} if pieces_by_key is None else pieces_by_key
        self._context = context

    def __call__(self, macro: NamedMacro, *arguments: Hashable) -> Markup:
        """Return the HTML of a macro that depends on nothing but its arguments, the context and the generation."""
        return self.keyed(macro, arguments, *arguments)

    def keyed(self, macro: NamedMacro, key: Hashable, *arguments: object) -> Markup:
        """Return the HTML of a macro whose arguments are known by ``key``, such as the id of a document."""
        if self._html_by_key is None:
            return Markup(macro(*arguments))
        full_key = (self._context, macro.name, key)
        html = self._html_by_key.get(full_key)
        if html is None:
            html = self._html_by_key[full_key] = Markup(macro(*arguments))
        return html

    def pieces(self, macro: NamedMacro, marks: tuple[str, ...], *arguments: Hashable) -> tuple[str, ...]:
        """Return the HTML of a macro cut at ``marks``, each of which stands in it once and in their order."""
        if self._html_by_key is None:
            return _cut(macro(*arguments), marks)
        key = (self._context, macro.name, marks, arguments)
        pieces = self._pieces_by_key.get(key)
        if pieces is None:
            pieces = self._pieces_by_key[key] = _cut(macro(*arguments), marks)
        return pieces


def _cut(html: str, marks: tuple[str, ...]) -> tuple[str, ...]:
    pieces, rest = [], str(html)
    for mark in marks:
        piece, _, rest = rest.partition(mark)
        pieces.append(piece)
    return (*pieces, rest)


class Fragments:
    """The HTML of macros by their arguments, for one generation, whose texts and labels it holds.

    A results page has a hundred fragments, nearly all of them rendered and escaped before: without this cache a page
    takes half as long again. Threads may share it.
    """

    def __init__(self) -> None:
        self._cache: tuple[str, dict[Hashable, Markup], dict[Hashable, tuple[str, ...]]] = ("", {}, {})

    def renderer(self, generation: str, context: Hashable) -> FragmentRenderer:
        """Return what renders macros once for a ``context``: the language and what addresses carry.

        Another generation or too many entries empty the cache.
        """
        current, html_by_key, pieces_by_key = self._cache
        if generation != current or len(html_by_key) + len(pieces_by_key) > MAX_FRAGMENTS:
            html_by_key, pieces_by_key = {}, {}
            self._cache = generation, html_by_key, pieces_by_key
        return FragmentRenderer(html_by_key, context, pieces_by_key)
