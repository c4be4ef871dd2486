"""The text of a query -> Query."""

from __future__ import annotations

from datetime import date

from policysearch.model.errors import QueryError
from policysearch.query.clauses import (
    MAX_CHARACTERS,
    MAX_CLAUSES,
    MAX_WINDOW,
    And,
    Clause,
    Everything,
    Expansion,
    Not,
    Or,
    Query,
    Sort,
    View,
    Word,
)
from policysearch.query.expansion import widen
from policysearch.query.lexer import lexemes
from policysearch.query.parser import Parser, gathered, is_telling
from policysearch.text import fold, forms
from policysearch.vocabulary import Pick, Vocabulary

ONLY_STOP_WORDS = "Every word of this search is too common to look for, so everything is listed."


def parse(  # noqa: PLR0913 - a query is asked with all of them
    text: str,
    vocabulary: Vocabulary,
    *,
    view: View = "workshops",
    sort: Sort = "relevance",
    offset: int = 0,
    limit: int = 10,
    expand: bool = True,
    language: str = "en",
    filters: tuple[tuple[str, tuple[str, ...]], ...] = (),
    like: str | None = None,
    crosstab: tuple[str, str] | None = None,
    today: date | None = None,
) -> Query:
    """What ``text`` asks, for a reader of ``language``. Any text has a meaning; QueryError only beyond a cap.

    With ``expand`` the vocabulary widens words (never inside quotes or after NOT), and ``expansions`` says how.
    ``filters`` are in their canonical form. ``today`` (now, when None) decides which picks are in force.
    """
    _check(text, offset, limit)
    typed = Parser(tuple(lexemes(text)), vocabulary).clause()
    if typed is not None and _leaves(typed) > MAX_CLAUSES:
        raise QueryError(f"A search takes at most {MAX_CLAUSES} words and conditions.", "Leave some of them out.")
    clause, expansions, notices = _meant(typed, text, vocabulary if expand else None, language)
    return Query(
        text=text,
        clause=clause,
        view=view,
        sort=sort,
        offset=offset,
        limit=limit,
        expand=expand,
        language=language,
        filters=filters,
        expansions=expansions,
        notices=notices,
        like=like,
        pinned=_pinned(text, vocabulary.picks, today),
        crosstab=crosstab,
    )


def bag_of_words(text: str) -> Clause:
    """All the words of ``text``, compounds in their parts, without query language, widening or cap."""
    found = gathered([Word(text[first:last], is_telling(form)) for form, first, last in forms(text)])
    return found if found is not None and _tells(found) else Everything()


def _check(text: str, offset: int, limit: int) -> None:
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            f"A search takes at most {MAX_CHARACTERS:,} characters; this one has {len(text):,}.", "Shorten it."
        )
    if offset + limit > MAX_WINDOW:
        raise QueryError(
            f"Only the first {MAX_WINDOW:,} results can be listed.", "Narrow the search, or export it.", "offset"
        )


def _meant(
    typed: Clause | None, text: str, vocabulary: Vocabulary | None, language: str
) -> tuple[Clause, tuple[Expansion, ...], tuple[str, ...]]:
    if typed is None or not _tells(typed):
        return Everything(), (), (ONLY_STOP_WORDS,) if forms(text) else ()
    return widen(typed, vocabulary, language) if vocabulary else (typed, (), ())


def _tells(clause: Clause) -> bool:
    if isinstance(clause, And | Or):
        return any(_tells(one) for one in clause.clauses)
    return not isinstance(clause, Word) or clause.required


def _leaves(clause: Clause) -> int:
    if isinstance(clause, And | Or):
        return sum(_leaves(one) for one in clause.clauses)
    return _leaves(clause.clause) if isinstance(clause, Not) else int(clause != Everything())


def _pinned(text: str, picks: tuple[Pick, ...], today: date | None) -> tuple[str, ...]:
    asked = _plainly(text)
    if not picks or not asked:
        return ()
    day = today or date.today()
    chosen = (
        pick.documents
        for pick in picks
        if (pick.first or day) <= day <= (pick.last or day) and asked in map(_plainly, pick.queries)
    )
    return tuple(dict.fromkeys(document for documents in chosen for document in documents))


def _plainly(text: str) -> tuple[str, ...]:
    return tuple(form for form, _, _ in forms(fold(text)))
