"""The draft of a request: pasted, or in a file. It is read from memory and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import BoundedSemaphore
from typing import IO, NamedTuple

from flask import Request, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.test import Client, TestResponse, encode_multipart

from policysearch.matching.draft import BESIDE_FILE, MAX_FILE, WORD, Draft, NotRead, pasted, read_file, suffix_of
from policysearch.matching.match_draft import MatchedDraft, match_draft
from policysearch.setting_values import MEANING_BUNDLED
from policysearch.web.rsgi import IN_MEMORY, MAX_DRAFT_BODY
from policysearch.web.site import language, site

MAX_PARTS = 20  # of a form
AT_ONCE = 2  # drafts that one process reads
MOST_WAITING = 1  # that wait for their turn: of the threads that make answers, one is left for other pages
WAIT = 5.0  # seconds for one's turn
RETRY_AFTER = 10  # seconds
TEXT, FILE = "text", "file"
_turns = BoundedSemaphore(AT_ONCE)
_places = BoundedSemaphore(MOST_WAITING)


class InMemoryRequest(Request):
    """A request whose uploaded files stay in memory, however large; Werkzeug would write them to temporary files."""

    def _get_file_stream(self, *_about: object, **_also: object) -> IO[bytes]:
        return BytesIO()


class PostedDraft(NamedTuple):
    """A draft, with the bytes of its file where that is a Word document, and the file's name."""

    draft: Draft
    original: bytes | None
    name: str


def allow_draft() -> None:
    """Read the form of this request, which may be as large as a draft needs; its answer stays in memory.

    Raises RequestEntityTooLarge.
    """
    request.environ[IN_MEMORY] = True
    request.max_content_length = request.max_form_memory_size = MAX_DRAFT_BODY
    request.max_form_parts = MAX_PARTS
    len(request.form)


def form_draft() -> PostedDraft:
    """Return the draft of a form: of its file where it has one, else its text. Raises ImportRefusedError."""
    upload, text = request.files.get(FILE), request.form.get(TEXT, "")
    if upload is None or not upload.filename:
        return text_draft(text)
    content = upload.stream.read(MAX_FILE + 1)
    draft = read_file(upload.filename, content)
    if text.strip():
        draft = draft._replace(not_read=(NotRead(BESIDE_FILE, text), *draft.not_read))
    return PostedDraft(draft, content if suffix_of(upload.filename) == WORD else None, upload.filename)


def text_draft(text: str) -> PostedDraft:
    """Return the draft of a pasted text. Raises ImportRefusedError where it has no words."""
    return PostedDraft(pasted(text), None, "")


def matched(posted: PostedDraft, meaning: bool) -> MatchedDraft:
    """Return the draft with the lessons that speak to its paragraphs."""
    return match_draft(posted.draft, site().searcher, language(), meaning)


def compares_meaning_by_default() -> bool:
    """Return whether meaning is compared where the reader says nothing: not where texts would be sent elsewhere."""
    return site().settings.meaning == MEANING_BUNDLED


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn to read a draft. Raises ServiceUnavailable where it does not come soon, or others wait."""
    if not (_turns.acquire(blocking=False) or _comes_soon()):
        raise ServiceUnavailable(retry_after=RETRY_AFTER)
    try:
        yield
    finally:
        _turns.release()


def _comes_soon() -> bool:
    """Return whether a turn came while one waited for it; False at once where there is no place to wait."""
    if not _places.acquire(blocking=False):
        return False
    try:
        return _turns.acquire(timeout=WAIT)
    finally:
        _places.release()


def post_file(client: Client, address: str, name: str, content: bytes) -> TestResponse:
    """Return an app's answer to a file, for whoever has the app in the same process.

    The form is made in memory; a client of Werkzeug would make a large one in a temporary file.
    """
    boundary, body = encode_multipart({FILE: FileStorage(BytesIO(content), name)})
    return client.post(address, data=body, content_type=f'multipart/form-data; boundary="{boundary}"')
