"""What a file calls itself in its properties, where that is a title and not a program's or a file's name."""

from __future__ import annotations

import re

from policysearch.importers.outline import clean

_NO_TITLE = re.compile(
    r"(?:untitled|sin t[ií]tulo|sem t[ií]tulo|sans titre|title|t[ií]tulo|titre|blank|doc(?:ument[oa]?)?|pdf"
    r"|(?:power\s?point )?presentation|presentaci[oó]n(?: de powerpoint)?|apresenta[cç][aã]o(?: do powerpoint)?"
    r"|pr[eé]sentation(?: powerpoint)?|slide|print|scan\w*)[\s_-]*\d*"
    r"|microsoft \w+ - .*|.*\.(?:docx?|pptx?|xlsx?|pdf|odt|indd|html?|txt|qxd|rtf)|[\w-]*\d{4,}[\w-]*"
    r"|about:.*|(?:https?|file):.*",
    re.I,
)
_MAX_CHARACTERS = 500


def title(words: str | None) -> str:
    """Return the title, or an empty text where the property holds none."""
    text = clean(words or "")[:_MAX_CHARACTERS]
    return "" if _NO_TITLE.fullmatch(text) else text
