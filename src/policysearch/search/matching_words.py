"""The words of a document that a query matches, as they stand there: what its page marks."""

from __future__ import annotations

from policysearch.engines.contract import Id
from policysearch.search.highlight.display_text import DisplayTexts
from policysearch.search.highlight.highlight_clauses import highlight_clauses
from policysearch.search.highlight.highlighter import Highlighter
from policysearch.search.retrieve import Retrieval

MAX_WORDS = 200  # different ones, the first of them


def matching_words(retrieval: Retrieval, display_texts: DisplayTexts, document: Id) -> tuple[str, ...]:
    """Return the words and phrases that match, each once, in the order of the text.

    The version is that in the reader's language, else the original.
    """
    highlighter = Highlighter(retrieval.snapshot, highlight_clauses(retrieval.clause))
    (versions,) = display_texts.of([document])
    text = next((version for version in versions if version.language == retrieval.query.language), versions[0])
    marks = ((text.zones[number].text, of_zone) for number, of_zone in text.marks(highlighter).items())
    return tuple(dict.fromkeys(words[start:end] for words, of_zone in marks for start, end, _ in of_zone))[:MAX_WORDS]
