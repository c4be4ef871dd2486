"""Lexemes -> clauses, as typed: AND binds tighter than OR, and nothing is an error."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from policysearch.query.clauses import And, Clause, Everything, Expanded, Fuzzy, InZone, Not, Or, Phrase, Prefix, Word
from policysearch.query.common_words import common_words
from policysearch.query.fields import PUNCTUATION, ZONES, field_clause, literal_clause, nearest_value, with_source
from policysearch.query.lexer import Lexeme, typed_words, value_lexemes
from policysearch.query.notices import Notice
from policysearch.query.typed_dates import date_clause, day_clause
from policysearch.text import fold, is_stop_word, words
from policysearch.text.stop_words import ACCENTED_WORDS
from policysearch.vocabulary import Vocabulary

MAX_DEPTH = 20
SAME_WORD = 0.9  # the weight of another way to write the typed word
MAX_NAME = 4  # words


class Parser:
    """A recursive-descent parser of one query's lexemes. It reads them once, from the first to the last.

    ``notices`` collects the fields that are read as words.
    """

    def __init__(self, lexemes: Sequence[Lexeme], vocabulary: Vocabulary, language: str = "en") -> None:
        self._lexemes = lexemes
        self._vocabulary = vocabulary
        self._language = language
        self.notices: list[Notice] = []
        self._common = common_words(lexemes, language)
        self._index = 0
        self._depth = 0

    def clause(self) -> Clause | None:
        """Return the query as one clause; None where it asks for nothing."""
        clauses: list[Clause] = []
        while self._index < len(self._lexemes):
            clauses += filter(None, [self._disjunction()])
            self._skip(")")
        return conjunction(clauses)

    def _disjunction(self) -> Clause | None:
        sides = [self._conjunction()]
        while self._skip("OR"):
            sides.append(self._conjunction())
        clauses = [side for side in sides if side is not None]
        return Or(tuple(dict.fromkeys(clauses))) if len(clauses) > 1 else next(iter(clauses), None)

    def _conjunction(self) -> Clause | None:
        clauses: list[Clause] = []
        while (kind := self._kind()) not in ("", "OR", ")"):
            if kind == "AND":
                self._index += 1
            else:
                clauses += self._operand()
        return conjunction(clauses)

    def _operand(self) -> list[Clause]:
        """Return the next clause, in a list: empty where it has no word to look for."""
        lexeme = self._next()
        if lexeme.kind == "NOT":
            return self._negation()
        if lexeme.kind == "(":
            return self._group()
        if lexeme.kind == "field":
            return self._field(lexeme)
        return leaf_clause(lexeme, self._common)

    def _negation(self) -> list[Clause]:
        is_negative = True
        while self._skip("NOT"):
            is_negative = not is_negative
        if self._kind() in ("", ")", "OR", "AND"):
            return []
        clause = conjunction(self._operand())
        if clause is None:
            return []
        return [Not(clause) if is_negative else clause]

    def _group(self) -> list[Clause]:
        if self._depth >= MAX_DEPTH:  # deeper parentheses than any reader means
            return []
        self._depth += 1
        clause = self._disjunction()
        self._depth -= 1
        self._skip(")")
        return [clause] if clause is not None else []

    def _field(self, lexeme: Lexeme) -> list[Clause]:
        if not lexeme.field:
            return self._unknown_field(lexeme)
        if lexeme.field in ZONES:
            return _in_zone(lexeme)
        following = self._following_words() if not lexeme.quoted else []
        for count in range(len(following), -1, -1):
            value = " ".join([lexeme.text, *following[:count]])
            if clause := field_clause(lexeme.field, value, self._vocabulary):
                self._index += count
                return [with_source(clause, lexeme.name, value)]
        literal = literal_clause(lexeme.field, lexeme.text)
        return [literal] if literal else self._words_of_field(lexeme)

    def _unknown_field(self, lexeme: Lexeme) -> list[Clause]:
        self.notices.append(Notice("unknown_field", text=lexeme.name))
        return [
            *_optional(lexeme.name),
            *(c for part in value_lexemes(lexeme) for c in leaf_clause(part, self._common)),
        ]

    def _words_of_field(self, lexeme: Lexeme) -> list[Clause]:
        """Return a field whose value nothing has as words; its name may be left out of a text."""
        plain = lexeme.text.rstrip(PUNCTUATION)
        if words(plain):
            nearest = nearest_value(lexeme.field, plain, self._vocabulary, self._language)
            self.notices.append(Notice("unknown_value", 0, f"{lexeme.name}:{plain}", nearest))
        value = [Lexeme("word", word) for word in typed_words(lexeme.text)]
        return [*_optional(lexeme.name), *(clause for word in value for clause in leaf_clause(word, self._common))]

    def _following_words(self) -> list[str]:
        """Return the words that may belong to a name begun in a field: ``country:El Salvador``."""
        following = []
        for lexeme in self._lexemes[self._index : self._index + MAX_NAME]:
            if lexeme.kind != "word":
                break
            following.append(lexeme.text)
        return following

    def _kind(self) -> str:
        return self._lexemes[self._index].kind if self._index < len(self._lexemes) else ""

    def _next(self) -> Lexeme:
        self._index += 1
        return self._lexemes[self._index - 1]

    def _skip(self, kind: str) -> bool:
        is_next = self._kind() == kind
        self._index += is_next
        return is_next


def _optional(name: str) -> list[Clause]:
    return [Word(word, required=False) for word in typed_words(name)]


def _in_zone(lexeme: Lexeme) -> list[Clause]:
    zone = ZONES[lexeme.field]
    if lexeme.quoted:
        return [InZone(zone, Phrase(lexeme.text))] if words(lexeme.text) else []
    return [InZone(zone, Word(word)) for word in typed_words(lexeme.text)]


def leaf_clause(lexeme: Lexeme, common: Collection[str]) -> list[Clause]:
    """Return the clause of a word, phrase, prefix or fuzzy word, in a list: empty where it has no word to look for."""
    if lexeme.kind == "phrase":
        return [Phrase(lexeme.text, lexeme.number)] if words(lexeme.text) else []
    if lexeme.kind == "prefix":
        return [_prefix_clause(lexeme.text, common)]
    if lexeme.kind == "date":
        return [date_clause(lexeme.text)]
    if lexeme.kind == "day":
        return [day_clause(lexeme.text)]
    if lexeme.kind == "fuzzy":
        return [Fuzzy(lexeme.text, lexeme.number)]
    is_required = lexeme.kind != "weekday" and is_content_word(lexeme.text, common)  # the date beside it says more
    return [Word(lexeme.text, is_required)]


def _prefix_clause(text: str, common: Collection[str]) -> Clause:
    """Return the clause of ``text*``; of a compound, its words before the last are words: ``sub-reg*``."""
    *first_words, last = words(text) or [text]
    if not first_words:
        return Prefix(text)
    joined = Prefix("".join([*first_words, last]))
    if len(first_words) == 1 and not is_content_word(first_words[0], common):  # off-gr*: "off" alone tells nothing
        return joined
    parts = And((*(Word(word, is_content_word(word, common)) for word in first_words), Prefix(last)))
    return Expanded(parts, ((joined, SAME_WORD),))


def is_content_word(text: str, common: Collection[str] | None = None) -> bool:
    """Return whether ``text`` has a word that a match must have: one that is not among the ``common`` ones.

    Without ``common``, words that are stop words of any language are.
    """
    typed = words(text)
    if common is None:
        return not all(map(is_stop_word, typed))
    return not all(
        (form.islower() or len(form) == 1) and fold(form) in common and form not in ACCENTED_WORDS for form in typed
    )


def conjunction(clauses: Sequence[Clause]) -> Clause | None:
    """Return all of ``clauses`` as one; None for none.

    Repeated words are counted and nested conjunctions flattened. Everything stays only where the rest are negatives.
    """
    if len(clauses) <= 1 and not any(isinstance(clause, Not) for clause in clauses):
        return clauses[0] if clauses else None
    distinct: dict[object, Clause] = {}
    for clause in _flat(clauses):
        key = tuple(words(fold(clause.text))) if isinstance(clause, Word) else clause
        repeated = distinct.get(key)
        if isinstance(repeated, Word) and isinstance(clause, Word):
            distinct[key] = Word(repeated.text, repeated.required, repeated.count + clause.count)
        else:
            distinct[key] = clause
    parts: tuple[Clause, ...] = tuple(clause for clause in distinct.values() if not isinstance(clause, Everything))
    if all(isinstance(clause, Not) for clause in parts):
        parts = (Everything(), *parts)
    return And(parts) if len(parts) > 1 else parts[0]


def _flat(clauses: Sequence[Clause]) -> list[Clause]:
    return [part for clause in clauses for part in (clause.clauses if isinstance(clause, And) else (clause,))]
