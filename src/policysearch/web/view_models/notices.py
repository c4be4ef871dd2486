"""The notices of a search in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from flask_babel import gettext as _

from policysearch.query.expansion import TOO_MANY
from policysearch.web.languages import number

Values = Mapping[str, Any] | Iterable[tuple[str, Any]]


class Notice(Protocol):
    """A notice as the query and the engine give it: a code, and the values that its text names."""

    @property
    def code(self) -> str: ...

    @property
    def values(self) -> Values: ...


def notice_text(notice: Notice | str) -> str:
    """Return the text of a notice in the reader's language; a code without a text is its own text.

    ``too_many_expansions`` has the values ``limit`` (a number of words) and ``text`` (the prefix or word to expand);
    ``too_many_synonyms`` and ``only_stop_words`` have none.
    """
    if isinstance(notice, str):
        return _text("too_many_synonyms", {}) if notice == TOO_MANY else notice
    return _text(notice.code, dict(notice.values))


def _text(code: str, values: Mapping[str, Any]) -> str:
    text: str
    match code:
        case "too_many_expansions":
            text = _(
                "Only the %(limit)s most frequent words like “%(text)s” were searched.",
                limit=number(values["limit"]),
                text=values["text"],
            )
        case "too_many_synonyms":
            text = _("Some words have more other names than can be searched at once; not all of them were.")
        case "only_stop_words":
            text = _("Every word of this search is too common to look for, so everything is listed.")
        case _:
            text = code
    return text
