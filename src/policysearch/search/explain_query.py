"""How a query is read, and why a document is or is not found: for the staff who mend synonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policysearch.engines.contract import Request, Snapshot, Term
from policysearch.model.message import message
from policysearch.query import (
    MAX_WINDOW,
    And,
    Clause,
    Expanded,
    Expansion,
    Fuzzy,
    InFacet,
    InZone,
    Not,
    Notice,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    YearRange,
)
from policysearch.search.corrected import Answer, answer
from policysearch.search.results import ShownFor
from policysearch.search.retrieve import narrowing
from policysearch.text import term, words

QUESTION = message("a question that a field of the workshops answers; it is not searched")
ALTERNATIVE = message("one of several: a document needs any of them")
NOT_REQUIRED = message("a common word, or a field's name: it adds to the score and never excludes")


_FIELD = message("field")
_KINDS: dict[type[Clause], str] = {
    Word: message("word"),
    Phrase: message("phrase"),
    Prefix: message("prefix"),
    Fuzzy: message("fuzzy"),
    InFacet: _FIELD,
    InZone: _FIELD,
    YearRange: _FIELD,
    Not: message("not"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the query: a word, phrase, prefix, fuzzy word, field or negative (not), as it is searched.

    ``terms`` are its stems by language, ``forms`` the words of the index that they stand for, ``documents`` how many
    documents of the view have it, other names included. A part that is not ``required`` never excludes; ``reason`` says
    why.
    """

    kind: str
    text: str
    required: bool
    reason: str
    terms: Mapping[str, tuple[str, ...]]
    forms: tuple[str, ...]
    also: tuple[str, ...]
    documents: int
    in_hit: bool | None = None


@dataclass(frozen=True, slots=True)
class ExplainedHit:
    """One document: whether it ``exists`` and ``is_listed``, its ``rank`` from 1, its score, and ``reason`` if not."""

    id: str
    exists: bool
    is_listed: bool
    rank: int | None
    score: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How ``text`` was read, and what came of it."""

    text: str
    language: str
    view: str
    parts: tuple[Part, ...]
    expansions: tuple[Expansion, ...]
    notices: tuple[Notice, ...]
    total: int
    relaxed: bool
    shown_for: ShownFor | None
    suggestion: str | None
    hit: ExplainedHit | None


def explain_query(snapshot: Snapshot, query: Query, hit: str | None = None) -> Explanation:
    """Return how ``query`` is read and, for a document's id, why it is or is not found."""
    answered = answer(snapshot, replace(query, offset=0, limit=MAX_WINDOW))
    searched = answered.retrieval.query
    explainer = _Explainer(snapshot, searched, hit)
    parts = (*_question(searched), *explainer.parts(searched.clause))
    return Explanation(
        query.text,
        query.language,
        query.view,
        parts,
        searched.expansions,
        searched.notices,
        answered.retrieval.total,
        answered.retrieval.relaxed,
        answered.shown_for,
        answered.suggestion.text if answered.suggestion else None,
        _hit(snapshot, answered, hit, parts) if hit else None,
    )


def _question(query: Query) -> Iterator[Part]:
    """Yield the words of a question that were left out of the search."""
    if query.question is not None:
        yield Part(message("question"), query.question.wording, False, QUESTION, {}, (), (), 0)


class _Explainer:
    """Explains the parts of one query, for a document's number in the snapshot (None: for no document)."""

    def __init__(self, snapshot: Snapshot, query: Query, hit: str | None) -> None:
        self._snapshot = snapshot
        self._view = query.view
        self._wants_hit = hit is not None
        self._number = snapshot.ids([hit])[0] if hit is not None else None

    def parts(self, clause: Clause, also: tuple[str, ...] = (), reason: str = "") -> Iterator[Part]:
        """Yield the parts of ``clause``; ``also`` are other names of all of them, ``reason`` why none is required."""
        match clause:
            case And():
                for part in clause.clauses:
                    yield from self.parts(part, also, reason)
            case Or():
                for part in clause.clauses:
                    yield from self.parts(part, also, ALTERNATIVE)
            case Expanded(Or((Phrase() as typed, *others)), ()):  # a date, in every way to write it
                yield self._part(clause, typed, tuple(map(_text, others)), reason)
            case Expanded(Word() | Fuzzy(distance=0) as word, added):
                yield self._part(clause, word, (*also, *_names(added)), reason)
            case Expanded(inner, added):
                yield from self.parts(inner, (*also, *_names(added)), reason)
            case Word() | Phrase() | Prefix() | Fuzzy() | InFacet() | InZone() | YearRange() | Not():
                yield self._part(clause, clause, also, reason)

    def _part(self, searched: Clause, typed: Clause, also: tuple[str, ...], reason: str) -> Part:
        if isinstance(typed, Word) and not typed.required:
            reason = NOT_REQUIRED
        terms = self._terms(_text(typed)) if isinstance(typed, Word | Phrase) else {}
        request = Request(searched, self._view, limit=0)
        return Part(
            _KINDS[type(typed)],
            _text(typed),
            not reason,
            reason,
            terms,
            self._forms(typed, terms),
            also,
            self._snapshot.count_many([request])[0],
            self._is_in_hit(request) if self._wants_hit else None,
        )

    def _terms(self, text: str) -> dict[str, tuple[str, ...]]:
        stems = {language: tuple(_stems(text, language)) for language in self._snapshot.languages}
        return {language: terms for language, terms in stems.items() if terms}

    def _forms(self, typed: Clause, terms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        if isinstance(typed, Prefix | Fuzzy):
            return tuple(form.text for form in self._snapshot.expand(typed))
        stems = [Term(language, stem) for language, group in terms.items() for stem in group]
        return tuple(dict.fromkeys(form for group in self._snapshot.forms_of(stems) for form in group))

    def _is_in_hit(self, request: Request) -> bool:
        return self._number is not None and bool(self._snapshot.execute(request, among=[self._number]).total)


def _names(added: tuple[tuple[Clause, float], ...]) -> Iterator[str]:
    yield from filter(None, (_text(clause) for clause, _ in added))


def _stems(text: str, language: str) -> Iterator[str]:
    yield from filter(None, (term(form, language) for form in words(text)))


def _text(clause: Clause) -> str:
    text = ""
    match clause:
        case Word() | Phrase() | Prefix() | Fuzzy():
            text = clause.text
        case InFacet():
            text = f"{clause.facet}:{', '.join(clause.values)}"
        case InZone():
            text = f"{clause.zone}:{_text(clause.clause)}"
        case YearRange():
            text = f"year:{clause.first or ''}..{clause.last or ''}"
        case Not():
            text = message("not {clause}", clause=_text(clause.clause))
        case And() | Or():
            text = " ".join(map(_text, clause.clauses))
        case Expanded():
            text = _text(clause.clause)
    return text


def _hit(snapshot: Snapshot, answered: Answer, hit: str, parts: tuple[Part, ...]) -> ExplainedHit:
    (number,) = snapshot.ids([hit])
    if number is None:
        return ExplainedHit(hit, False, False, None, None, message("there is no such document in the index"))
    page = answered.retrieval.page()
    for rank, (document, score) in enumerate(page, 1):
        if document == number:
            return ExplainedHit(hit, True, True, rank, round(score, 4), "")
    return ExplainedHit(hit, True, False, None, None, _why_not(snapshot, answered, number, parts))


def _why_not(snapshot: Snapshot, answered: Answer, number: int | str, parts: tuple[Part, ...]) -> str:
    (document,) = snapshot.documents([number])
    query = answered.retrieval.query
    kind = "highlight" if query.view == "highlights" else "workshop"
    if document.kind != kind:
        return message(
            "it is a {kind}, and the view {view} lists each {kind_2}", kind=document.kind, view=query.view, kind_2=kind
        )
    lacking = [part.text for part in parts if part.required and not part.in_hit]
    if lacking:
        return message("it does not have: {lacking}", lacking=", ".join(lacking))
    alternatives = [part for part in parts if part.reason == ALTERNATIVE]
    if alternatives and not any(part.in_hit for part in alternatives):
        return message("it has none of: {alternatives}", alternatives=", ".join(part.text for part in alternatives))
    filtered = Request(filters=narrowing(snapshot, query), view=query.view, limit=0)
    if not snapshot.execute(filtered, among=[number]).total:
        return message("a filter leaves it out")
    return message(
        "it is beyond the first {max_window:,} results, or no alternative of the query matches it",
        max_window=MAX_WINDOW,
    )
