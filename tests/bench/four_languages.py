"""The synthetic workshops in four languages by turns, and questions in the words of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.model.workshop import Passage, Workshop
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import Theme, Vocabulary
from tests.bench import product
from tests.bench.corpus import SAMPLE_SIZE
from tests.bench.entries import THEMES, Entry, Lesson, entries
from tests.bench.questions import Kind, Question, of_kind
from tests.bench.words import SHORTEST

COUNTS: dict[Kind, int] = {"and": 40, "or": 25, "phrase": 20, "not": 10, "prefix": 10, "filter": 15, "fuzzy": 5}
PASSAGES_EVERY = 10  # workshops
VOCABULARY = Vocabulary(themes=tuple(Theme(theme, {"en": f"The label of {theme}"}) for theme in THEMES))
_STOP_WORDS = {
    "en": "the of and to in a for is on that with as by at are it",
    "es": "la de y a en un para es sobre que con como por al son lo",
    "pt": "a de e para em um por é sobre que com como pelo ao são o",
    "fr": "la de et à dans un pour est sur que avec comme par au sont il",
}
_ENDINGS = {
    "es": {"ing": "ando", "ed": "ación"},
    "pt": {"ing": "ando", "ed": "ação"},
    "fr": {"ing": "ant", "ed": "ité"},
}
_WORD = re.compile(r"\b[A-Za-z]+\b")
_INFLECTED = re.compile(rf"(?P<stem>[a-z]{{{SHORTEST},}})(?P<ending>ing|ed)")


def documents(size: int) -> list[Document]:
    """Return the documents of the first ``size`` workshops: those, their lessons, and two passages of every tenth."""
    return [document for workshop in _workshops(size) for document in documents_of(workshop, VOCABULARY)]


def questions(size: int) -> list[tuple[str, Question]]:
    """Return 500 questions, each with its language, the languages by turns."""
    sample = [*entries(min(size, len(LANGUAGES) * SAMPLE_SIZE))]
    of_languages = []
    for number, language in enumerate(LANGUAGES):
        of_language = sample[number :: len(LANGUAGES)]
        typed = [question for kind, count in COUNTS.items() for question in of_kind(kind, of_language, count)]
        of_languages.append([(language, _translated_question(question, language)) for question in typed])
    return [question for of_turn in zip(*of_languages, strict=True) for question in of_turn]


def translated(text: str, language: str) -> str:
    """Return an English text with the stop words and the endings of another language."""
    if language == "en":
        return text
    stop_words = dict(zip(_STOP_WORDS["en"].split(), _STOP_WORDS[language].split(), strict=True))
    return _WORD.sub(lambda match: _translated_word(match[0], stop_words, _ENDINGS[language]), text)


def _translated_word(word: str, stop_words: dict[str, str], endings: dict[str, str]) -> str:
    if word.lower() in stop_words:
        stop_word = stop_words[word.lower()]
        return stop_word.capitalize() if word[0].isupper() else stop_word
    inflected = _INFLECTED.fullmatch(word)
    return inflected["stem"] + endings[inflected["ending"]] if inflected else word


def _translated_question(question: Question, language: str) -> Question:
    return replace(question, words=tuple(translated(word, language) for word in question.words))


def _workshops(size: int) -> Iterator[Workshop]:
    for number, entry in enumerate(entries(size)):
        language = LANGUAGES[number % len(LANGUAGES)]
        workshop = product.workshop_of(_translated_entry(entry, language), language)
        yield replace(workshop, passages=tuple(_passages(workshop))) if number % PASSAGES_EVERY == 0 else workshop


def _passages(workshop: Workshop) -> Iterator[Passage]:
    """Yield the sentences of a workshop's text in turn as two pages of a paper."""
    sentences = workshop.texts[workshop.language].body.split(". ")
    for page in (1, 2):
        if words := ". ".join(sentences[page - 1 :: 2]):
            yield Passage("paper.pdf", page, f"page {page}", "Paper", words, workshop.language)


def _translated_entry(entry: Entry, language: str) -> Entry:
    lessons: Sequence[Lesson] = [replace(lesson, text=translated(lesson.text, language)) for lesson in entry.lessons]
    title, body = translated(entry.title, language), translated(entry.body, language)
    return replace(entry, title=title, body=body, lessons=tuple(lessons))
