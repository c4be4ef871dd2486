"""Corrected words with the capitals that texts give them: "Chile", "Orlando"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policysearch.model.document import Document
from policysearch.search.retrieve import Retrieval

MAX_DOCUMENTS = 3  # that are read
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n…])[\s\"'“”‘’«»¿¡(]*\Z")


def with_capitals(retrieval: Retrieval, text: str, words: Iterable[str]) -> str:
    """Return ``text`` with those of ``words`` capitalised that the best documents of ``retrieval`` never write small.

    A word that begins a sentence says nothing, and neither do titles, whose words may all have capitals.
    """
    documents = retrieval.snapshot.documents([hit for hit, _score in retrieval.matched.hits[:MAX_DOCUMENTS]])
    texts = [part for document in documents for part in _texts(document)]
    for word in words:
        if _is_name(word, texts):
            text = re.sub(rf"\b{re.escape(word)}\b", word.capitalize(), text)
    return text


def _texts(document: Document) -> Iterator[str]:
    workshop = document.workshop
    yield from (f"in {place}" for place in (workshop.city, workshop.region) if place)
    for text in workshop.texts.values():
        yield text.plain
        yield from (highlight.text for highlight in text.highlights)
    if document.passage:
        yield document.passage.text


def _is_name(word: str, texts: Iterable[str]) -> bool:
    pattern = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    matches = [match for text in texts for match in pattern.finditer(text) if not _begins_sentence(text, match.start())]
    return bool(matches) and all(match[0].istitle() for match in matches)


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_START.search(text[max(start - 8, 0) : start])) or start == 0
