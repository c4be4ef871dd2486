"""Review marks are listed, and publishing takes them off with the draft mark and nothing else."""

import pytest

from policysearch.importers import review_marks
from policysearch.importers.review_marks import Mark
from tests.importers.test_draft_markdown import WRITTEN


def test_marks_are_listed_with_their_lines() -> None:
    assert review_marks.marks(WRITTEN) == (
        Mark(5, "city", "which city?"),
        Mark(26, "text", "taken from paragraphs"),
    )


def test_publishing_takes_the_draft_mark_and_the_review_marks_off_and_nothing_else() -> None:
    published = review_marks.published(WRITTEN)
    assert review_marks.is_draft(WRITTEN)
    assert not review_marks.is_draft(published)
    assert review_marks.marks(published) == ()
    removed = set(WRITTEN.splitlines()) - set(published.splitlines())
    assert removed == {
        "draft: true",
        "city: Panama City  # review: which city?",
        "<!-- review: taken from paragraphs -->",
    }
    assert "city: Panama City\n" in published


@pytest.mark.parametrize(
    "body",
    [
        "draft: true",
        "A line. # review: of the year",
        "# review: a heading",
        "Peru: good # review: not a field",
        "<!-- another comment -->",
    ],
)
def test_words_that_look_like_marks_are_left_alone(body: str) -> None:
    text = f"---\ntitle: x\n---\n\n{body}\n"
    assert review_marks.published(text) == text
    assert review_marks.marks(text) == ()


@pytest.mark.parametrize("value", ["true", "yes  # not ready", "ON", "1"])
def test_a_draft_says_so_in_its_front_matter(value: str) -> None:
    assert review_marks.is_draft(f"---\ndraft: {value}\n---\n")
    assert not review_marks.is_draft(f"draft: {value}\n")
    assert not review_marks.is_draft("---\ndraft: false\n---\n")
