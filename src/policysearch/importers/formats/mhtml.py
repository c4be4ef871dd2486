"""A web page in a single file (.mhtml), as browsers save it -> Outline."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from policysearch.importers.formats import html
from policysearch.importers.outline import Outline
from policysearch.model.errors import ImportRefusedError


def read(path: Path) -> Outline:
    """Return the outline of the first web page within the file. Raises ImportRefusedError."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            charset = part.get_content_charset() or ""
            address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            return html.outline(content if isinstance(content, bytes) else b"", charset, address)
    raise ImportRefusedError("it has no web page.", "Save the page again from a browser, as a web page.")
