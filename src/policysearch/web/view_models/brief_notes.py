"""The headings and notes of a brief, from a form that was posted: they are in no address that a server sees."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request

from policysearch.exporters.brief_note import BriefNote, BriefNotes
from policysearch.exporters.xml_safe import xml_safe

HEADING, NOTE = "heading", "note"  # fields of a form, followed by a dot and the id of a lesson
MAX_HEADING, MAX_NOTE = 200, 2_000  # characters
MAX_FORM = 1_000_000  # bytes


def posted_notes(lessons: Iterable[str]) -> BriefNotes:
    """Return the notes before ``lessons`` that this request posts; none for a request that posts nothing.

    Raises RequestEntityTooLarge beyond ``MAX_FORM``, before anything is parsed.
    """
    if request.method != "POST":
        return {}
    request.max_content_length = request.max_form_memory_size = MAX_FORM
    request.max_form_parts = None
    notes = {lesson: _note(lesson) for lesson in lessons}
    return {lesson: note for lesson, note in notes.items() if any(note)}


def _note(lesson: str) -> BriefNote:
    heading, text = (request.form.get(f"{name}.{lesson}", "") for name in (HEADING, NOTE))
    return BriefNote(
        xml_safe(" ".join(heading.split()))[:MAX_HEADING], xml_safe(text.replace("\r\n", "\n")).strip()[:MAX_NOTE]
    )
