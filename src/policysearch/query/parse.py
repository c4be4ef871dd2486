"""The text of a query -> Query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from policysearch.method_cache import cached_for_short_texts
from policysearch.model.errors import QueryError
from policysearch.model.message import message
from policysearch.query.clauses import (
    MAX_CHARACTERS,
    MAX_CLAUSES,
    MAX_PASTED,
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
    YearRange,
)
from policysearch.query.common_words import common_words, quiet
from policysearch.query.expansion import expand_clause
from policysearch.query.lexer import FIELDS, INNER_STAR, Lexeme, lexemes, typed_words
from policysearch.query.notices import Notice
from policysearch.query.parser import Parser, conjunction, is_content_word
from policysearch.query.questions import question
from policysearch.query.request_words import requested_subject, words_for_texts
from policysearch.query.typed_dates import with_months, years_clause, years_inside
from policysearch.settings import LANGUAGES
from policysearch.text import fold, forms, terms, words
from policysearch.vocabulary import Pick, Vocabulary

ONLY_STOP_WORDS = Notice("only_stop_words")
ONLY_SIGNS = Notice("only_signs")
LONG_TEXT = Notice("long_text")
MAX_PICK = 200  # characters of a text whose keys stay known
MAX_OPERATORS = 0.25  # of the parts of a long text; one with more is no prose
_STRUCTURE = ("AND", "OR", "NOT", "field", "prefix", "fuzzy")
_STAR_IN_FIELD = re.compile(r"(?<!\S)-?(?P<name>\w{1,30}):[^\s\"]*\w\*(?!\S)")


def parse(  # noqa: PLR0913 - a query has all of them
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
    meaning: bool | None = None,
    years: YearRange | None = None,
    since: date | None = None,
    today: date | None = None,
) -> Query:
    """Return the query that ``text`` stands for, for a reader of ``language``. Raise QueryError beyond a cap.

    Any text has a meaning. With ``expand`` the vocabulary expands words (never inside quotes or after NOT), and
    ``expansions`` says how. ``filters`` are in their canonical form. The picks in force are those of ``today`` (None:
    the current day).
    """
    _check(text, offset, limit)
    subject, *around = requested_subject(text)
    question_words = question(subject)
    searched = question_words.subject if question_words else subject
    parts = with_months(quiet(tuple(lexemes(searched)), searched))
    parser = Parser(parts, vocabulary, language)
    typed = years_clause(searched) or parser.clause()
    is_long = typed is not None and _is_long(searched, typed, parts)
    if is_long:
        if _is_structured(parts):
            raise QueryError(
                message("A search takes at most {max_clauses} words and conditions.", max_clauses=MAX_CLAUSES),
                "Leave some of them out.",
            )
        typed, parser.notices = _all_words(parts, language), [LONG_TEXT]
    clause, expansions, notices = _expand(typed, searched, vocabulary if expand and not is_long else None, language)
    if not is_long:
        notices = (*notices, *_notices_of_signs(text, searched))
    notices = (*(Notice("request_words", text=part.strip(" ,.;!?")) for part in around if part), *notices)
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
        notices=(*dict.fromkeys(parser.notices), *notices),
        like=like,
        pinned=() if _has_negative(typed) else _pinned(text, vocabulary.picks, today),
        crosstab=crosstab,
        question=question_words,
        meaning=meaning,
        years=years,
        since=since,
    )


def bag_of_words(text: str) -> Clause:
    """Return all words of ``text`` as one clause, compounds in their parts: no query language, expansion or cap.

    What asks for texts is left out, as ``parse`` does.
    """
    subject = requested_subject(text).subject
    common = {*words_for_texts(subject)}
    parts = [
        Word(subject[first:last], form not in common and is_content_word(form)) for form, first, last in forms(subject)
    ]
    clause = conjunction(parts)
    return clause if clause is not None and _has_content(clause) else Everything()


def _check(text: str, offset: int, limit: int) -> None:
    if len(text) > MAX_PASTED:
        raise QueryError(
            message(
                "A search takes at most {max_pasted:,} characters; this one has {text:,}.",
                max_pasted=MAX_PASTED,
                text=len(text),
            ),
            "Shorten it.",
        )
    if offset + limit > MAX_WINDOW:
        raise QueryError(
            message("Only the first {max_window:,} results can be listed.", max_window=MAX_WINDOW),
            "Narrow the search, or export it.",
            "offset",
        )


def _expand(
    typed: Clause | None, text: str, vocabulary: Vocabulary | None, language: str
) -> tuple[Clause, tuple[Expansion, ...], tuple[Notice, ...]]:
    """Return what is searched, the names that were added, and notices."""
    if typed is None or not _has_content(typed):
        if words(text):
            return Or(()), (), (ONLY_STOP_WORDS,)
        return (Or(()), (), (ONLY_SIGNS,)) if text.strip() else (Everything(), (), ())
    return expand_clause(typed, vocabulary, language) if vocabulary else (typed, (), ())


def _is_long(text: str, typed: Clause, parts: Sequence[Lexeme]) -> bool:
    """Return whether a text has too many words, repeated ones too, or characters to be searched as it stands."""
    if len(text) > MAX_CHARACTERS or _leaf_count(typed) > MAX_CLAUSES:
        return True
    return text.count(" ") >= MAX_CLAUSES and len(text.split()) > MAX_CLAUSES and not _is_structured(parts)


def _is_structured(parts: Sequence[Lexeme]) -> bool:
    """Return whether a long text is made of operators and fields, which count one by one, and is no prose."""
    operators = sum(part.kind in _STRUCTURE and (part.kind != "field" or part.field != "") for part in parts)
    return operators > MAX_OPERATORS * len(parts)


def _all_words(parts: Sequence[Lexeme], language: str) -> Clause | None:
    """Return every word of a pasted text, in whatever it stands, and whether it is required."""
    common = common_words(parts, language)
    typed = [word for part in parts for word in typed_words(f"{part.name} {part.text}")]
    return conjunction([Word(word, is_content_word(word, common)) for word in typed])


def _notices_of_signs(text: str, searched: str) -> Iterator[Notice]:
    """Yield what a star or a range of years inside a text does not do there."""
    if "*" in text:
        yield from _notice_of_star(text)
    if (years := years_inside(text)) and not years_clause(searched):
        yield Notice("years_as_words", text=years[0], nearest=years[1])


def _notice_of_star(text: str) -> Iterator[Notice]:
    if star := INNER_STAR.search(text):
        yield Notice("star_inside", text=_word_around(text, star.start()))
    elif (field := _STAR_IN_FIELD.search(text)) and fold(field["name"]) in FIELDS:
        yield Notice("star_inside", text=field[0])


def _word_around(text: str, offset: int) -> str:
    """Return the word of ``text`` between spaces that ``offset`` is in."""
    start = max(text.rfind(" ", 0, offset) + 1, 0)
    return text[start:].split(" ", 1)[0]


def _has_content(clause: Clause) -> bool:
    if isinstance(clause, And | Or):
        return any(map(_has_content, clause.clauses))
    return not isinstance(clause, Word) or clause.required


def _has_negative(clause: Clause | None) -> bool:
    if isinstance(clause, And | Or):
        return any(map(_has_negative, clause.clauses))
    return isinstance(clause, Not)


def _leaf_count(clause: Clause) -> int:
    if isinstance(clause, And | Or):
        return sum(map(_leaf_count, clause.clauses))
    return _leaf_count(clause.clause) if isinstance(clause, Not) else int(clause != Everything())


def _pinned(text: str, picks: tuple[Pick, ...], today: date | None) -> tuple[str, ...]:
    """Return the documents that staff picked for this query and that are in force ``today``."""
    if not picks:
        return ()
    keys = _keys(text)
    day = today or date.today()
    matching = (
        pick.documents for pick in picks if pick.is_in_force(day) and any(keys & _keys(query) for query in pick.queries)
    )
    return tuple(dict.fromkeys(document for documents in matching for document in documents))


@cached_for_short_texts(1 << 12, MAX_PICK)
def _keys(text: str) -> frozenset[tuple[str, ...]]:
    """Return the words of ``text`` as they stand, and their terms in each language, so that inflections meet."""
    return frozenset([tuple(words(fold(text))), *((language, *terms(text, language)) for language in LANGUAGES)]) - {
        (),
        *((language,) for language in LANGUAGES),
    }
