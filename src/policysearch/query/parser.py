"""Lexemes -> clauses, as typed: AND binds tighter than OR, and nothing is an error."""

from __future__ import annotations

from collections.abc import Sequence

from policysearch.query import fields
from policysearch.query.clauses import And, Clause, Everything, Fuzzy, Not, Or, Phrase, Prefix, Word
from policysearch.query.lexer import Lexeme, words
from policysearch.text import fold, forms, is_stop_word
from policysearch.vocabulary import Vocabulary

MAX_DEPTH = 20
MAX_NAME = 4


class Parser:
    """Reads one query's lexemes, once, from the first to the last."""

    def __init__(self, lexemes: Sequence[Lexeme], vocabulary: Vocabulary) -> None:
        self._lexemes = lexemes
        self._vocabulary = vocabulary
        self._at = 0
        self._depth = 0

    def clause(self) -> Clause | None:
        """All of it as one clause; None where nothing is asked."""
        found: list[Clause] = []
        while self._at < len(self._lexemes):
            found += filter(None, [self._either()])
            self._skip(")")
        return gathered(found)

    def _either(self) -> Clause | None:
        sides = [self._all()]
        while self._skip("OR"):
            sides.append(self._all())
        found = [side for side in sides if side is not None]
        return Or(tuple(dict.fromkeys(found))) if len(found) > 1 else next(iter(found), None)

    def _all(self) -> Clause | None:
        found: list[Clause] = []
        while (kind := self._kind()) not in ("", "OR", ")"):
            if kind == "AND":
                self._at += 1
            else:
                found += self._one()
        return gathered(found)

    def _one(self) -> list[Clause]:
        lexeme = self._next()
        if lexeme.kind == "NOT":
            return self._not()
        if lexeme.kind == "(":
            return self._group()
        if lexeme.kind == "field":
            return self._field(lexeme)
        return leaf(lexeme)

    def _not(self) -> list[Clause]:
        odd = True
        while self._skip("NOT"):
            odd = not odd
        if self._kind() in ("", ")", "OR", "AND"):
            return []
        denied = gathered(self._one())
        if denied is None:
            return []
        return [Not(denied) if odd else denied]

    def _group(self) -> list[Clause]:
        if self._depth >= MAX_DEPTH:  # deeper parentheses than any reader means
            return []
        self._depth += 1
        inside = self._either()
        self._depth -= 1
        self._skip(")")
        return [inside] if inside is not None else []

    def _field(self, lexeme: Lexeme) -> list[Clause]:
        following = self._following() if not lexeme.quoted else []
        for taken in range(len(following), -1, -1):
            value = " ".join([lexeme.text, *following[:taken]])
            if found := fields.meaning(lexeme.field, value, self._vocabulary):
                self._at += taken
                return [found]
        found = fields.literally(lexeme.field, lexeme.text)
        return [found] if found else [Word(word) for word in words(lexeme.text)]

    def _following(self) -> list[str]:
        """The words that may belong to a name begun in a field: ``country:El Salvador``."""
        found = []
        for lexeme in self._lexemes[self._at : self._at + MAX_NAME]:
            if lexeme.kind != "word":
                break
            found.append(lexeme.text)
        return found

    def _kind(self) -> str:
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else ""

    def _next(self) -> Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]

    def _skip(self, kind: str) -> bool:
        met = self._kind() == kind
        self._at += met
        return met


def leaf(lexeme: Lexeme) -> list[Clause]:
    """The clause of a lexeme that stands for itself; none where it has no word to look for."""
    if lexeme.kind == "phrase":
        said = [form for form, _, _ in forms(lexeme.text)]
        return [Phrase(lexeme.text, lexeme.number)] if any(not is_stop_word(form) for form in said) else []
    if lexeme.kind == "prefix":
        return [Prefix(lexeme.text)]
    if lexeme.kind == "fuzzy":
        return [Fuzzy(lexeme.text, lexeme.number)]
    return [Word(lexeme.text, required=is_telling(lexeme.text))]


def is_telling(word: str) -> bool:
    """Whether ``word`` says something in every language, so that a match must have it."""
    return not all(is_stop_word(form) for form, _, _ in forms(word))


def gathered(clauses: Sequence[Clause]) -> Clause | None:
    """All of ``clauses`` as one: repeated words counted, nested conjunctions flat, Everything said only where nothing
    else is asked but negatives; None for none."""
    if len(clauses) <= 1 and not any(isinstance(clause, Not) for clause in clauses):
        return clauses[0] if clauses else None
    found: dict[object, Clause] = {}
    for clause in _flat(clauses):
        key = tuple(form for form, _, _ in forms(fold(clause.text))) if isinstance(clause, Word) else clause
        before = found.get(key)
        if isinstance(before, Word) and isinstance(clause, Word):
            found[key] = Word(before.text, before.required, before.count + clause.count)
        else:
            found[key] = clause
    held: tuple[Clause, ...] = tuple(clause for clause in found.values() if not isinstance(clause, Everything))
    if all(isinstance(clause, Not) for clause in held):
        held = (Everything(), *held)
    return And(held) if len(held) > 1 else held[0]


def _flat(clauses: Sequence[Clause]) -> list[Clause]:
    return [part for clause in clauses for part in (clause.clauses if isinstance(clause, And) else (clause,))]
