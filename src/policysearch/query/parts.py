"""The parts of a query's text, as typed, and the text without one of them."""

from __future__ import annotations

import re

from policysearch.query.fields import field_clause
from policysearch.query.lexer import FIELDS, LEXEME, QUOTES
from policysearch.query.parser import MAX_NAME
from policysearch.query.request_words import courtesy_of, request_of
from policysearch.text import fold, is_stop_word, words
from policysearch.vocabulary import Vocabulary

_OPERATORS = frozenset(["AND", "OR", "NOT"])


def droppable_parts(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words, phrases, fields with their values and groups of ``text``, as they stand there, without a minus.

    Operators, stop words and what asks for texts ("I am looking for") are left out.
    """
    normalised = text.removesuffix(courtesy_of(text)).translate(QUOTES)
    parts: list[str] = []
    end = len(request_of(text))
    while match := LEXEME.search(normalised, end):
        end = _end(normalised, match, vocabulary)
        if not match["minus"]:
            parts.append(text[match.start() : end].rstrip(".,;:!?"))
    return tuple(
        part for part in dict.fromkeys(parts) if words(part) and part not in _OPERATORS and not is_stop_word(part)
    )


def remove_part(text: str, part: str) -> str:
    """Return ``text`` without ``part``, wherever it stands, and the sign in front of it."""
    start = r"(?<!\w)" if part[:1].isalnum() else ""
    end = r"(?!\w)" if part[-1:].isalnum() else ""
    return re.sub(rf"{start}[-+]?{re.escape(part)}{end}", " ", text, flags=re.IGNORECASE).strip()


def _end(text: str, match: re.Match[str], vocabulary: Vocabulary) -> int:
    if match["bracket"] == "(":
        return _group_end(text, match.start())
    if match["name"] and match["bare"] and (name := FIELDS.get(fold(match["name"]))):
        return value_end(text, name, match, vocabulary)
    return match.end()


def _group_end(text: str, start: int) -> int:
    """Return the offset behind the parenthesis that closes the one at ``start``."""
    depth = 0
    for offset in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[offset], 0)
        if not depth:
            return offset + 1
    return len(text)


def value_end(text: str, name: str, match: re.Match[str], vocabulary: Vocabulary) -> int:
    """Return the offset behind a value without quotes, of as many words as it has: ``country:El Salvador``."""
    ends = [match.end()]
    for word in re.compile(r"\s+[^\s()\":]+").finditer(text, match.end()):
        if word.start() != ends[-1] or len(ends) > MAX_NAME:
            break
        ends.append(word.end())
    for end in reversed(ends):
        if field_clause(name, text[match.start("bare") : end].rstrip(".,;:!?"), vocabulary):
            return end
    return match.end()
