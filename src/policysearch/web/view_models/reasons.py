"""The reasons for a result in plain words: a line for each part of the query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from policysearch.model.document import FACETS
from policysearch.query import Expansion
from policysearch.search.results import Reason
from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.web.catalogues import gettext as _
from policysearch.web.catalogues import request_language
from policysearch.web.view_models.facets import titles
from policysearch.web.view_models.labels import Label

MAX_FORMS = 4


def reason_lines(reasons: Iterable[Reason], label: Label) -> Iterator[str]:
    """Yield lines such as: “pymes” was found as “SME”, “MSME” in the title, in the lessons. Or: Year: 2009."""
    by_clause: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_clause.setdefault(reason.clause, []).append(reason)
    for clause, group in by_clause.items():
        if group[0].field in FACETS:
            for reason in group:
                yield f"{_('%(name)s:', name=titles()[reason.field])} {label(reason.field, reason.form)}"
        else:
            yield _match_line(clause.strip('"'), group)


def region_lines(reasons: Iterable[Reason], expansions: Iterable[Expansion]) -> Iterator[str]:
    """Yield a line with the region for each country of the query that was found through its region alone."""
    all_reasons = [*reasons]
    for expansion in expansions:
        forms = [reason.form for reason in all_reasons if reason.clause == expansion.term]
        by_region = [[form for form in forms if fold(form) in map(fold, names)] for names in expansion.regions]
        if forms and sum(map(len, by_region)) == len(forms):
            regions = ", ".join(dict.fromkeys(region_forms[0] for region_forms in by_region if region_forms))
            yield _(
                "Found for a region that %(country)s belongs to: %(regions)s", country=expansion.term, regions=regions
            )


def _match_line(clause: str, reasons: list[Reason]) -> str:
    field_places = _field_places(request_language())
    places = ", ".join(dict.fromkeys(field_places[reason.field] for reason in reasons if reason.field in field_places))
    forms = [*dict.fromkeys(reason.form for reason in reasons if reason.form.casefold() != clause.casefold())]
    if not forms:
        return " ".join((_("“%(clause)s” was found", clause=clause), places))
    quoted = ", ".join(_("“%(form)s”", form=form) for form in forms[:MAX_FORMS])
    more = " …" if len(forms) > MAX_FORMS else ""
    return " ".join((_("“%(clause)s” was found as %(forms)s", clause=clause, forms=quoted + more), places))


@lru_cache(maxsize=len(LANGUAGES))
def _field_places(_language: str) -> dict[str, str]:
    """Return where a word stands, in the request's language, which is ``_language``."""
    return {
        "title": _("in the title"),
        "highlights": _("in the lessons"),
        "body": _("in the text"),
        "names": _("among the names and places"),
    }
