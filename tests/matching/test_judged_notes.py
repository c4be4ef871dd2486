"""At least eight of ten paragraphs that a lesson speaks to get it, and nine of ten about other things get none."""

import pytest

from policysearch.search.results import Searcher
from policysearch.settings import LANGUAGES
from tests.matching.judged_notes import figures, paragraphs

JUDGED = [*paragraphs()]


def test_there_are_notes_in_each_language_some_of_them_unseen() -> None:
    notes = {(paragraph.note, paragraph.language, paragraph.unseen) for paragraph in JUDGED}
    assert len(notes) >= 10
    assert {language for _, language, _ in notes} == {*LANGUAGES}
    assert {language for _, language, unseen in notes if unseen} == {*LANGUAGES}


def test_judgements_name_lessons_that_there_are(searcher: Searcher) -> None:
    lessons = sorted({lesson for paragraph in JUDGED for lesson in paragraph.lessons})
    assert all(searcher.get_many(lessons))


@pytest.mark.parametrize("unseen", [False, True], ids=["tuned on", "unseen"])
def test_lessons_reach_the_paragraphs_that_they_speak_to_and_no_others(searcher: Searcher, unseen: bool) -> None:
    result = figures(searcher, [paragraph for paragraph in JUDGED if paragraph.unseen == unseen])
    assert result.right >= 0.8 * result.with_lessons
    assert result.none >= 0.9 * result.others


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_they_do_in_each_language(searcher: Searcher, language: str) -> None:
    result = figures(searcher, [paragraph for paragraph in JUDGED if paragraph.language == language])
    assert result.right >= 0.8 * result.with_lessons
    assert result.none >= 0.9 * result.others
