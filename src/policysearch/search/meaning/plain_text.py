"""Which searches meaning takes part in: words as people say them, without any sign that asks for exact matching."""

from __future__ import annotations

from policysearch.model.document import Document
from policysearch.query import Everything, Or, Query
from policysearch.query.lexer import lexemes
from policysearch.text import fold, words

_PLAIN = frozenset(["word", "(", ")"])


def is_plain(query: Query) -> bool:
    """Return whether ``query`` has words, and neither operators, quotes, fields, stars nor tildes.

    Numbers and ids have no meaning: at least half of the words must be without digits.
    """
    if isinstance(query.clause, Everything) or query.clause == Or(()):
        return False
    typed = words(query.text)
    if 2 * sum(any(map(str.isdigit, word)) for word in typed) > len(typed):
        return False
    return all(lexeme.kind in _PLAIN for lexeme in lexemes(query.text))


def is_title(text: str, document: Document) -> bool:
    """Return whether ``text`` is the title of a document in one of its languages, case and accents apart."""
    typed = words(fold(text))
    return any(words(fold(version.title)) == typed for version in document.workshop.texts.values())
