"""Which words of a query are too common to be required, and which of its capitals are only loud.

A word is common if the reader's language, or the language of most of the query's other words, has it as a stop word,
and so are the words that say which kind of text is looked for ("articles about"; ``request_words``).
Words typed in capitals are acronyms (WHO, IT), but for a query all in capitals: a pasted title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import takewhile

from policysearch.query.lexer import Lexeme
from policysearch.query.request_words import words_for_texts
from policysearch.settings import LANGUAGES
from policysearch.text import fold, words
from policysearch.text.stemming import stems
from policysearch.text.stop_words import ACCENTED_WORDS, stop_words
from policysearch.text.word_forms import word_set

_CONNECTIVES = frozenset(["y", "e", "o", "u", "et", "ou"])
_WITH_WORDS = ("word", "phrase", "prefix", "date")  # kinds of lexemes
_IS_THERE = frozenset("existe existent existen existem".split())  # at the beginning: existe-t-il, ¿existen becas?
_OPERATORS = ("AND", "OR", "NOT")
MIN_LOUD_WORDS = 3  # of a query all in capitals, from which on capitals say nothing


def quiet(lexemes: Sequence[Lexeme], text: str) -> tuple[Lexeme, ...]:
    """Return ``lexemes`` with capitals that are neither acronyms nor operators in small letters.

    Those are all words of a query or phrase of three or more in capitals (ET and OU between two words are none), these
    connectives, and AND, OR, NOT in such a query or in a question.
    """
    is_question = text.rstrip().endswith("?")
    typed = [
        lexeme
        for index, lexeme in enumerate(lexemes)
        if (lexeme.kind == "word" and not _is_connective(lexemes, index)) or (is_question and lexeme.kind in _OPERATORS)
    ]
    loud = len(typed) >= MIN_LOUD_WORDS and all((lexeme.text or lexeme.kind).isupper() for lexeme in typed)
    result = []
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind in _OPERATORS and (loud or is_question):
            result.append(Lexeme("word", lexeme.kind.lower()))
        elif (lexeme.kind == "word" and (loud or _is_connective(lexemes, index))) or _is_loud_phrase(lexeme):
            result.append(replace(lexeme, text=lexeme.text.lower()))
        else:
            result.append(lexeme)
    return tuple(result)


def _is_loud_phrase(lexeme: Lexeme) -> bool:
    return lexeme.kind == "phrase" and lexeme.text.isupper() and len(words(lexeme.text)) >= MIN_LOUD_WORDS


def common_words(lexemes: Sequence[Lexeme], language: str) -> frozenset[str]:
    """Return the folded words among ``lexemes`` that a reader of ``language`` need not find."""
    typed = [form for lexeme in lexemes if lexeme.kind in _WITH_WORDS for form in words(lexeme.text)]
    small = dict.fromkeys(
        fold(form) for form in typed if not (form.isupper() and len(form) > 1) and form not in ACCENTED_WORDS
    )
    counts = Counter(spoken for word in small for spoken in _spoken_in(word))
    common = {
        word for word in small if any(word in stop_words(spoken) for spoken in _languages(word, counts, language))
    }
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind == "word" and _is_connective(lexemes, index):
            common.add(fold(lexeme.text))
    if small and (first := next(iter(small))) in _IS_THERE:
        common.add(first)
    beginning = takewhile(lambda lexeme: lexeme.kind == "word", lexemes)
    common.update(map(fold, words_for_texts(" ".join(lexeme.text for lexeme in beginning))))
    return frozenset(common)


def _languages(word: str, counts: Counter[str], language: str) -> Iterator[str]:
    """Yield the reader's language and that of most of the other words, where it is another.

    ``counts`` says of how many words, ``word`` among them, each language is.
    """
    yield language
    languages = _spoken_in(word)
    of_others = {spoken: counts[spoken] - (spoken in languages) for spoken in LANGUAGES}
    most = max(of_others.values())
    if most and of_others.get(language, 0) < most:
        yield from (spoken for spoken in LANGUAGES if of_others[spoken] == most)


@cache
def _frequent_words(language: str) -> frozenset[str]:
    return frozenset(map(fold, word_set(f"{language}_common"))) | stop_words(language)


@cache
def _frequent_stems(language: str) -> frozenset[str]:
    return frozenset(stems([*_frequent_words(language)], language))


@lru_cache(maxsize=1 << 12)
def _spoken_in(word: str) -> list[str]:
    """Return the languages that have ``word`` among their frequent words; where none has, as a form of such a word."""
    exactly = [language for language in LANGUAGES if word in _frequent_words(language)]
    return exactly or [language for language in LANGUAGES if stems([word], language)[0] in _frequent_stems(language)]


def _is_connective(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Return whether a lexeme is a Y, E, O, U, ET or OU between two words."""
    if fold(lexemes[index].text) not in _CONNECTIVES or not 0 < index < len(lexemes) - 1:
        return False
    return lexemes[index - 1].kind == lexemes[index + 1].kind == "word"
