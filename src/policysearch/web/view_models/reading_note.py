"""How a search was read, as sentences for what has no fold to open: files, feeds and paper."""

from __future__ import annotations

from collections.abc import Iterator

from policysearch.search.results import Results
from policysearch.web.catalogues import gettext as _
from policysearch.web.view_models.missing import missing_words
from policysearch.web.view_models.notices import notice_text


def reading_note(results: Results) -> str:
    """Return why other than the typed words may be listed: a correction, words left out, notices; else nothing."""
    return " ".join(_sentences(results))


def _sentences(results: Results) -> Iterator[str]:
    if results.shown_for:
        yield _(
            "Showing results for %(searched)s instead of %(typed)s.",
            searched=_("“%(form)s”", form=results.shown_for.searched),
            typed=_("“%(form)s”", form=results.shown_for.typed),
        )
    if results.relaxed and results.total and results.missing:
        yield f"{missing_words(results)} {_('The closest results follow.')}"
    elif results.relaxed and results.total:
        yield _("No result has all your words; the closest follow.")
    yield from filter(None, map(notice_text, results.notices))
