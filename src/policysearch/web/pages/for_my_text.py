"""Lessons for my text: a draft is pasted or chosen, and the lessons that speak to its paragraphs are beside them."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable
from werkzeug.wrappers import Response

from policysearch.matching.comments import MIMETYPE
from policysearch.matching.draft import MAX_FILE, MAX_PARAGRAPHS, MAX_TEXT, SUFFIXES
from policysearch.matching.match_draft import MatchedDraft
from policysearch.matching.word_file import word_file
from policysearch.model.errors import ImportRefusedError
from policysearch.web.catalogues import gettext as _
from policysearch.web.downloads.exports import file_name
from policysearch.web.downloads.provenance import audience
from policysearch.web.posted_draft import (
    TEXT,
    PostedDraft,
    allow_draft,
    compares_meaning_by_default,
    form_draft,
    matched,
    turn,
)
from policysearch.web.site import language, site
from policysearch.web.view_models.draft_lessons import draft_lessons, excerpt, left_out
from policysearch.web.view_models.importer_messages import importer_message
from policysearch.web.view_models.meaning_note import meaning_note

for_my_text = Blueprint("for_my_text", __name__)
PATH = "/for-my-text"
AS_WORD = "word"  # the name of the button that asks for a file


@for_my_text.get(PATH)
def form() -> str:
    """Show the form."""
    return _page(wants_meaning=compares_meaning_by_default())


@for_my_text.post(PATH)
def lessons() -> Response:
    """Show the lessons for a draft, or send the draft as a Word document with the lessons as comments."""
    try:
        allow_draft()
        fields = request.form
    except RequestEntityTooLarge:
        reason = _("A file may have at most %(count)s MB.", count=MAX_FILE // 1_000_000)
        return _response(_page(refused=reason, wants_meaning=compares_meaning_by_default()), 413)
    text, wants_meaning = fields.get(TEXT, ""), "meaning" in fields
    try:
        with turn():
            posted = form_draft()
            draft = matched(posted, wants_meaning)
            if AS_WORD in fields:
                return word_response(posted, draft)
        return _response(_page(draft, posted.name, text=text, wants_meaning=wants_meaning), 200)
    except ImportRefusedError as error:
        sentences = f"{importer_message(error.message)} {importer_message(error.hint)}".strip()
        reason = _("This could not be read: %(reason)s", reason=sentences)
        return _response(_page(refused=reason, text=text, wants_meaning=wants_meaning), 422)
    except ServiceUnavailable as error:
        reason = _("Many texts are being read at the moment. Please try again in a moment.")
        response = _response(_page(refused=reason, text=text, wants_meaning=wants_meaning), 503)
        response.headers["Retry-After"] = str(error.retry_after)
        return response


def word_response(posted: PostedDraft, draft: MatchedDraft) -> Response:
    """Send a draft as a Word document with its lessons as comments. Raises ImportRefusedError."""
    author = site().settings.name(language())
    content = word_file(draft, posted.original, audience(), author, _not_read(draft))
    name = file_name(posted.name.rpartition(".")[0] or _("Lessons for my text"))
    response = _response(content, 200, MIMETYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def _not_read(draft: MatchedDraft) -> str:
    """Return in lines what was not read; "" where all was."""
    parts = left_out(draft)
    lines = [f"{part.reason} ({part.number})" if part.number > 1 else part.reason for part in parts]
    quoted = [_("“%(form)s”", form=part.excerpt) if part.excerpt else "" for part in parts]
    title = [_("%(name)s:", name=_("What was not read"))] if parts else []
    return "\n".join([*title, *(" ".join(filter(None, pair)) for pair in zip(lines, quoted, strict=True))])


def _response(content: str | bytes, status: int, mimetype: str = "text/html") -> Response:
    """Return an answer that no cache keeps."""
    response = Response(content, status, mimetype=mimetype)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(
    draft: MatchedDraft | None = None, name: str = "", *, refused: str = "", text: str = "", wants_meaning: bool
) -> str:
    return render_template(
        "for_my_text.html",
        draft=draft,
        refused=refused,
        text=text,
        file_name=name,
        draft_lessons=draft_lessons,
        excerpt=excerpt,
        left_out=left_out(draft) if draft else [],
        suffixes=SUFFIXES,
        limits={"megabytes": MAX_FILE // 1_000_000, "kilobytes": MAX_TEXT // 1_000, "paragraphs": MAX_PARAGRAPHS},
        max_file=MAX_FILE,
        meaning=meaning_note(site().settings),
        wants_meaning=wants_meaning,
    )
