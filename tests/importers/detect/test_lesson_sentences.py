"""Lessons in a paragraph: counted and then told one by one, or "among the lessons"."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import lesson_sentences, lessons
from policysearch.importers.outline import Block

CUES = cue_files.shipped()
TOLD = ("The weavers dye in one bath.", "They are paid by the piece.")


@pytest.mark.parametrize(
    "opening",
    [
        "Two lessons stand out.",
        "Dos lecciones quedaron claras.",
        "Duas lições ficaram.",
        "Deux enseignements ressortent des travaux.",
        "The two main lessons were these.",
    ],
)
def test_as_many_sentences_as_a_paragraph_announces_are_lessons(opening: str) -> None:
    paragraph = Block("paragraph", " ".join([opening, *TOLD]))
    result = lessons.find([paragraph], CUES)
    assert (result.texts, result.doubt, result.headings) == (TOLD, "", (paragraph,))


def test_after_a_colon_they_may_stand_between_semicolons() -> None:
    text = "Three lessons stand out: pay by the piece; dye in one bath; number every colour on sale."
    assert lesson_sentences.find(text, CUES) == (
        "pay by the piece",
        "dye in one bath",
        "number every colour on sale.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Three lessons stand out. " + " ".join(TOLD),
        "Two lessons are expected. " + " ".join(TOLD),
        "Two banks lend. " + " ".join(TOLD),
        "Two lessons stand out. Yes. No.",
        "Two lessons stand out.",
        "",
    ],
)
def test_where_their_number_is_another_or_they_are_only_intended_none_are_taken(text: str) -> None:
    assert lesson_sentences.find(text, CUES) == ()


@pytest.mark.parametrize("opening", ["Among the lessons,", "Entre las lecciones,", "Entre as lições,"])
def test_sentences_of_a_paragraph_that_begins_among_the_lessons_are_marked(opening: str) -> None:
    sentences = (f"{opening} seed must dry slowly.", "A name on the piece sells it.")
    result = lessons.find([Block("paragraph", " ".join(sentences))], CUES)
    assert (result.texts, result.doubt) == (sentences, "taken from the sentences of a paragraph")
