"""Words that ``words.yml`` keeps apart: the same stem, but each finds its own forms alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Prefix

from policysearch.engines.contract import Snapshot, Term
from policysearch.query import And, Clause, Expanded, Fuzzy, Phrase, Query, Word
from policysearch.query.traversal import rebuilt
from policysearch.text import fold, term, words

OTHER_FORM = 0.9  # the weight of another form of the typed word


def keep_apart(snapshot: Snapshot, query: Query) -> Query:
    """Return ``query`` with each word of an ``apart`` group as the forms that are its own."""
    groups = snapshot.vocabulary.separate_words
    if not groups:
        return query
    folded_groups = [tuple(dict.fromkeys(map(fold, group))) for group in groups]

    def kept_apart(clause: Clause) -> Clause:
        match clause:
            case Word(required=True):
                return _own_forms(snapshot, clause.text, folded_groups) or clause
            case Phrase():
                typed = [_own_forms(snapshot, word, folded_groups) for word in words(clause.text)]
                own_forms = [clauses for clauses in typed if clauses]
                return And((clause, *own_forms)) if own_forms else clause
        return clause

    return replace(query, clause=rebuilt(query.clause, kept_apart))


def _own_forms(snapshot: Snapshot, word: str, groups: Sequence[Sequence[str]]) -> Clause | None:
    """Return the forms of ``word`` that are nearer to it than to a rival; None where no group has it."""
    rivals = {language: [*_rivals(word, language, groups)] for language in snapshot.languages}
    if not any(rivals.values()):
        return None
    terms = [Term(language, term(word, language)) for language in rivals]
    forms: dict[str, None] = {}
    for language, forms_of_stem in zip(rivals, snapshot.forms_of(terms), strict=True):
        owner = _owner(word, rivals[language])
        forms |= dict.fromkeys(form for form in forms_of_stem if _owner(form, rivals[language]) == owner)
    other_forms = [(Fuzzy(form, 0), OTHER_FORM) for form in sorted(forms) if fold(form) != fold(word)]
    return Expanded(Fuzzy(word, 0), tuple(other_forms))


def _rivals(word: str, language: str, groups: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the words of groups that have the stem of ``word``, where a group has several."""
    stem = term(word, language)
    for group in groups:
        members = [member for member in group if stem and term(member, language) == stem]
        if len(members) > 1:
            yield from members


def _owner(form: str, members: Sequence[str]) -> str:
    """Return the member that ``form`` is a form of: the one that begins like it the longest, then the shortest."""
    if not members:
        return ""
    folded = fold(form)
    return max(members, key=lambda member: (Prefix.similarity(folded, member), -len(member)))
