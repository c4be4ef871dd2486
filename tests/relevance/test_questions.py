"""Judged questions over the four workshops, in four languages: answered first out of the right workshop's own fields.

``questions.tsv`` says of each question what it asks for, of which workshop, and one value of the answer ("-": no
answer, where the fields are empty or no workshop is about it).
"""

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from policysearch import query
from policysearch.search.results import Searcher
from policysearch.settings import LANGUAGES


class JudgedQuestion(NamedTuple):
    language: str
    text: str
    kind: str
    workshop: str
    value: str


def _questions() -> list[JudgedQuestion]:
    with Path(__file__).with_name("questions.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [JudgedQuestion(*row) for row in rows]


QUESTIONS = _questions()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question.language} {question.text}")
def test_a_question_is_answered_out_of_the_right_workshop(searcher: Searcher, question: JudgedQuestion) -> None:
    asked = query.parse(question.text, searcher.vocabulary, language=question.language)
    assert asked.question is not None
    assert asked.question.kind == question.kind
    facts = searcher.search(asked).facts
    if question.workshop == "-":
        assert facts == ()
        return
    assert (facts[0].kind, facts[0].document.workshop.slug) == (question.kind, question.workshop)
    assert question.value in facts[0].values


def test_there_are_enough_questions_of_each_kind_and_language() -> None:
    counts = Counter((question.language, question.kind) for question in QUESTIONS)
    assert all(counts[language, kind] for language in LANGUAGES for kind in ("funder", "organizer", "place", "date"))
