"""The outline of a generation, a resource: each workshop's slug, the day of its last change, its lessons' ids.

A sitemap and what else names every page read it, and no document. It is made anew for the documents that a build
writes, and carried over for those that it keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policysearch.model.document import Document
from policysearch.search.outline import OUTLINE, outline_line, outline_of, write_outline


class OutlineBuilder:
    """Makes the outline; ``carried`` is the former one of the slugs that stay, None where it is not known."""

    def __init__(self, former: bytes | None, keep: Collection[str]) -> None:
        self._is_complete = former is not None or not keep
        lines = former.decode("utf-8").split("\n") if former and keep else ()
        slugs = frozenset(keep)
        self._lines = {slug: line for line in lines if (slug := line.partition("\t")[0]) in slugs}

    def add(self, document: Document) -> None:
        """Take a document."""
        if document.kind == "workshop":
            self._lines |= {entry.slug: outline_line(entry) for entry in outline_of([document])}

    def resources(self) -> Mapping[str, bytes]:
        """Return the resource; none where the outline would lack what is kept."""
        return {OUTLINE: write_outline(self._lines.values())} if self._is_complete else {}
