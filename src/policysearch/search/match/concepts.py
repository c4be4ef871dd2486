"""The concepts of a text: its words by their terms, and what the vocabulary has several names for as one concept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from policysearch.query.thesaurus import Sense, Thesaurus
from policysearch.text import Token, analyse

Names = tuple[str, ...]


class Concept(NamedTuple):
    """Words that stand for one thing: their ``terms``, the synonyms that they are, if any, and how they are written."""

    terms: tuple[str, ...]
    synonyms: tuple[Names, ...]
    form: str


class Words(NamedTuple):
    """All that a lesson's text in one language can be met by: its terms, and the synonyms that it has."""

    terms: frozenset[str]
    synonyms: frozenset[Names]


def concepts(text: str, language: str, thesaurus: Thesaurus) -> list[Concept]:
    """Return the concepts of ``text`` in order, without stop words; the longest name where several begin at a word."""
    tokens = analyse(text, language)
    return [
        Concept(tuple(token.term for token in run), names, text[run[0].start : run[-1].end])
        for run, names in _runs(tokens, language, thesaurus)
    ]


def words_of(text: str, language: str, thesaurus: Thesaurus) -> Words:
    """Return the terms and the synonyms of a lesson's text."""
    parts = concepts(text, language, thesaurus)
    return Words(
        frozenset(term for concept in parts for term in concept.terms),
        frozenset(names for concept in parts for names in concept.synonyms),
    )


def _runs(tokens: list[Token], language: str, thesaurus: Thesaurus) -> Iterator[tuple[list[Token], tuple[Names, ...]]]:
    """Yield runs of words, each with the synonyms that it is one of; most runs are one word without any.

    Only words that stand in some name are tried together, since most words of a text stand in none.
    """
    is_in_a_name = {term: thesaurus.has_term(language, term) for term in {token.term for token in tokens}}
    start = 0
    while start < len(tokens):
        following = tokens[start : start + thesaurus.longest]
        longest = sum(1 for _ in takewhile(lambda token: is_in_a_name[token.term], following))
        for end in range(start + longest, start, -1):
            run = tokens[start:end]
            senses = thesaurus.senses(language, tuple(token.term for token in run))
            if names := tuple(dict.fromkeys(sense.names for sense in senses if _is_synonym(sense))):
                break
        else:
            end, names = start + 1, ()
        yield tokens[start:end], names
        start = end


def _is_synonym(sense: Sense) -> bool:
    return sense.is_name and not sense.is_region and len(sense.names) > 1
