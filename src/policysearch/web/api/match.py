"""``POST /api/v1/match``: the lessons that speak to the paragraphs of a text, as JSON or as comments in a Word file."""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable
from werkzeug.wrappers import Response as AnyResponse

from policysearch.matching.draft import MAX_FILE
from policysearch.matching.match_draft import MatchedDraft, MatchedParagraph
from policysearch.model.errors import ImportRefusedError, QueryError
from policysearch.search.match.paragraph_matcher import LessonMatch
from policysearch.web import search_params
from policysearch.web.api.json_results import JSON, ResultsSerializer
from policysearch.web.http.error_responses import problem
from policysearch.web.pages.for_my_text import word_response
from policysearch.web.posted_draft import (
    FILE,
    TEXT,
    PostedDraft,
    allow_draft,
    compares_meaning_by_default,
    form_draft,
    matched,
    text_draft,
    turn,
)
from policysearch.web.site import addresses, labels, language
from policysearch.web.view_models.draft_lessons import left_out

match_api = Blueprint("match_api", __name__, url_prefix="/api/v1")
NAMES = ("lang", "meaning", "format")
FORMATS = ("json", "docx")
REFUSED = "This could not be read: "  # before the reason, which is the rest of a sentence


@match_api.post("/match")
def match() -> AnyResponse:
    """Send the lessons for a text."""
    try:
        allow_draft()
        params = _params()
        with turn():
            posted = _posted()
            draft = matched(posted, params["meaning"] == "true")
            if params["format"] == "docx":
                return word_response(posted, draft)
        return Response(
            orjson.dumps(_record(draft)), mimetype="application/json", headers={"Cache-Control": "no-store"}
        )
    except RequestEntityTooLarge:
        return problem(413, f"A file may have at most {MAX_FILE // 1_000_000} MB.", "Split it.")
    except ImportRefusedError as error:
        return problem(422, f"{REFUSED}{error.message}", error.hint)
    except ServiceUnavailable as error:
        response = problem(503, "Many texts are being read at the moment.", "Try again in a moment.")
        response.headers["Retry-After"] = str(error.retry_after)
        return response


def _params() -> dict[str, str]:
    """Return the parameters of the address with their defaults. Raises QueryError."""
    search_params.reject_unknown(request.args, NAMES)
    rest = request.args.copy()
    formats = rest.poplist("format")
    if len(formats) > 1:
        raise QueryError("The parameter format is given more than once.", "Give it once.", "format")
    if formats and formats[0] not in FORMATS:
        raise QueryError(f"The parameter format cannot be {formats[0]!r}.", f"It takes {', '.join(FORMATS)}.", "format")
    meaning = search_params.parse_strict(rest).single.get("meaning")
    default = "true" if compares_meaning_by_default() else "false"
    return {"format": formats[0] if formats else FORMATS[0], "meaning": meaning or default}


def _posted() -> PostedDraft:
    """Return the draft of a body: JSON with ``text``, or a form with ``text`` or ``file``. Raises QueryError."""
    if not request.is_json:
        names = {*request.form, *request.files}
        if names - {TEXT, FILE} or len(names) != 1:
            raise QueryError(
                "The body must have a text or a file.",
                f'Send JSON {{"{TEXT}": …}} as Content-Type: application/json, or a form with {TEXT} or {FILE}.',
                "body",
            )
        return form_draft()
    try:
        body = orjson.loads(request.get_data())
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict) or body.keys() != {TEXT} or not isinstance(body[TEXT], str):
        raise QueryError("The body is not as described.", f'It takes {{"{TEXT}": "…"}} and nothing else.', "body")
    return text_draft(body[TEXT])


def _record(draft: MatchedDraft) -> JSON:
    serializer = ResultsSerializer(addresses(), labels(), language())
    return {
        "paragraphs": [_paragraph(matched, serializer) for matched in draft.paragraphs],
        "compared": draft.compared,
        "by_meaning": draft.by_meaning,
        "not_read": [
            {"reason": part.reason, "count": part.number, "text": part.excerpt or None} for part in left_out(draft)
        ],
        "language": draft.versions.language,
        "lessons_in_language": draft.versions.lessons,
        "lessons": draft.versions.of,
        "generation": draft.generation,
    }


def _paragraph(matched: MatchedParagraph, serializer: ResultsSerializer) -> JSON:
    return {
        "number": matched.number,
        "text": matched.paragraph.text,
        "heading": matched.paragraph.is_heading,
        "lessons": [_lesson(match, serializer) for match in matched.lessons],
    }


def _lesson(match: LessonMatch, serializer: ResultsSerializer) -> JSON:
    countries = [serializer.value("experience", code) for code in match.countries]
    return {
        **serializer.lesson(match.document),
        "score": round(match.score, 4),
        "why": {"words": [*match.words], "countries": countries, "meaning": match.by_meaning},
    }
