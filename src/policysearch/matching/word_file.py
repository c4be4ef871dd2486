"""A matched draft as a Word document with its lessons as comments: the same file, or a new one of the paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from policysearch.exporters import Audience, entry
from policysearch.exporters.citation import quoted
from policysearch.exporters.labels import labels_in
from policysearch.matching.comments import Comment, commented_copy, new_document
from policysearch.matching.match_draft import MatchedDraft, MatchedParagraph
from policysearch.search.match.paragraph_matcher import LessonMatch


def word_file(draft: MatchedDraft, original: bytes | None, audience: Audience, author: str, not_read: str) -> bytes:
    """Return the document for ``audience``, its comments by ``author``; ``original`` is the draft's own Word file.

    ``not_read`` names what was not read of the draft; where it is not empty, it is a comment on the last paragraph that
    was. Raises ImportRefusedError where comments cannot be written into that.
    """
    comments = [*_comments(draft, audience, author, own_places=original is not None)]
    if not_read:
        last = draft.paragraphs[-1]
        comments.append(Comment(_place(last, own_places=original is not None), not_read, author))
    if original is not None:
        return commented_copy(original, comments)
    return new_document([matched.paragraph for matched in draft.paragraphs], comments)


def comment_text(match: LessonMatch, audience: Audience) -> str:
    """Return a lesson in full, its source and why it speaks to the paragraph, a line each."""
    lesson, labels = entry(match.document, audience), labels_in(audience.language)
    translation = f" ({labels[lesson.translation]})" if lesson.translation else ""
    source = f"{labels['source']}: {lesson.citation}{translation}"
    return "\n".join((quoted(lesson.text, lesson.language), source, f"{labels['why']}: {_why(match, audience)}"))


def _why(match: LessonMatch, audience: Audience) -> str:
    words = [quoted(word, audience.language) for word in match.words]
    countries = [audience.label("experience", code) for code in match.countries]
    meaning = [labels_in(audience.language)["close_in_meaning"]] if match.by_meaning or not words + countries else []
    return ", ".join(dict.fromkeys([*words, *countries, *meaning]))


def _comments(draft: MatchedDraft, audience: Audience, author: str, *, own_places: bool) -> Iterator[Comment]:
    for matched in draft.with_lessons:
        place = _place(matched, own_places=own_places)
        yield from (Comment(place, comment_text(lesson, audience), author) for lesson in matched.lessons)


def _place(matched: MatchedParagraph, *, own_places: bool) -> int:
    return matched.paragraph.place if own_places else matched.number - 1
