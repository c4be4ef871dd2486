"""Notices of fields that are read as words: because there is no such field, or nothing has the value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysearch.query.fields import field_clause, literal_clause, nearest_value
from policysearch.query.lexer import FIELDS, LEXEME, QUOTES
from policysearch.query.notices import Notice
from policysearch.query.parts import value_end
from policysearch.text import fold, words
from policysearch.vocabulary import Vocabulary

_ADDRESS = re.compile(r"/|\\")  # https://…, C:\…


def field_notices(text: str, vocabulary: Vocabulary, language: str) -> tuple[Notice, ...]:
    """Return a notice for each field of ``text`` that is read as words, each once."""
    return tuple(dict.fromkeys(_notices(text.translate(QUOTES), vocabulary, language)))


def _notices(text: str, vocabulary: Vocabulary, language: str) -> Iterator[Notice]:
    end = 0
    while match := LEXEME.search(text, end):
        end = match.end()
        if match["name"] is None:
            continue
        value = match["quoted"] if match["quoted"] is not None else match["bare"]
        if not words(value) or _ADDRESS.match(value):
            continue
        field = FIELDS.get(fold(match["name"]))
        if field is None:
            yield Notice("unknown_field", text=match["name"])
            continue
        if match["bare"] is not None:
            end = value_end(text, field, match, vocabulary)
            value = text[match.start("bare") : end]
        if not field_clause(field, value, vocabulary) and not literal_clause(field, value):
            plain = value.rstrip(".,;:!?")
            yield Notice(
                "unknown_value", 0, f"{match['name']}:{plain}", nearest_value(field, plain, vocabulary, language)
            )
