"""What the text of a query consists of, as typed: what may be left out of it."""

from __future__ import annotations

import re

from policysearch.query import fields
from policysearch.query.lexer import FIELDS, LEXEME, QUOTES
from policysearch.query.parser import MAX_NAME
from policysearch.text import fold, is_stop_word, words
from policysearch.vocabulary import Vocabulary

_OPERATORS = frozenset(["AND", "OR", "NOT"])


def droppable_parts(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words, phrases, fields with their values and groups of ``text``, each as it stands there, without a minus.

    Operators and words that are too common to be wanted are none.
    """
    plain = text.translate(QUOTES)
    found: list[str] = []
    at = 0
    while match := LEXEME.search(plain, at):
        at = _end(plain, match, vocabulary)
        if not match["minus"]:
            found.append(text[match.start() : at].rstrip(".,;:!?"))
    return tuple(one for one in dict.fromkeys(found) if words(one) and one not in _OPERATORS and not is_stop_word(one))


def without(text: str, stretch: str) -> str:
    """``text`` without ``stretch``, wherever it stands, and the sign before it."""
    before = r"(?<!\w)" if stretch[:1].isalnum() else ""
    behind = r"(?!\w)" if stretch[-1:].isalnum() else ""
    return re.sub(rf"{before}[-+]?{re.escape(stretch)}{behind}", " ", text, flags=re.IGNORECASE).strip()


def _end(plain: str, match: re.Match[str], vocabulary: Vocabulary) -> int:
    if match["bracket"] == "(":
        return _closing(plain, match.start())
    if match["name"] and match["bare"] and (name := FIELDS.get(fold(match["name"]))):
        return _value_end(plain, name, match, vocabulary)
    return match.end()


def _closing(plain: str, start: int) -> int:
    """Behind the parenthesis that closes the one at ``start``."""
    depth = 0
    for place in range(start, len(plain)):
        depth += {"(": 1, ")": -1}.get(plain[place], 0)
        if not depth:
            return place + 1
    return len(plain)


def _value_end(plain: str, name: str, match: re.Match[str], vocabulary: Vocabulary) -> int:
    """Behind a value without quotes, of as many words as it has: ``country:El Salvador``."""
    ends = [match.end()]
    for word in re.compile(r"\s+[^\s()\":]+").finditer(plain, match.end()):
        if word.start() != ends[-1] or len(ends) > MAX_NAME:
            break
        ends.append(word.end())
    for end in reversed(ends):
        if fields.meaning(name, plain[match.start("bare") : end].rstrip(".,;:!?"), vocabulary):
            return end
    return match.end()
