"""The zones of a document's text and what an occurrence in each weighs: the W of BM25F."""

from __future__ import annotations

from collections.abc import Iterator

from policysearch.model.document import PARAGRAPH_END, Text

TITLE = 3.0  # a title says what a document is about
HIGHLIGHTS = 2.0  # lessons are what readers came for
BODY = 1.0  # each paragraph of a lesson or body is a zone, so that no phrase runs over its end
NAMES = 1.0  # places and partners


def zones(text: Text) -> Iterator[tuple[float, str]]:
    """Yield the weight and the words of each zone, in the order of their positions."""
    yield TITLE, text.title
    for _, highlight in text.highlights:
        for paragraph in highlight.split(PARAGRAPH_END):
            yield HIGHLIGHTS, paragraph
    for paragraph in text.body.split(PARAGRAPH_END):
        yield BODY, paragraph
    yield NAMES, text.names
