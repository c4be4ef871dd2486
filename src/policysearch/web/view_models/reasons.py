"""Why a result is one, in plain words: a line for each thing asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from policysearch.model.document import FACETS
from policysearch.query import Expansion
from policysearch.search.results import Reason
from policysearch.text import fold
from policysearch.web.view_models.facets import titles
from policysearch.web.view_models.labels import Naming

MOST_FORMS = 4


def why(reasons: Iterable[Reason], label: Naming) -> Iterator[str]:
    """“pymes” was found as “SME”, “MSME” in the title, in the lessons; Year: 2009."""
    by_clause: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_clause.setdefault(reason.clause, []).append(reason)
    for clause, found in by_clause.items():
        if found[0].field in FACETS:
            yield from (f"{_('%(name)s:', name=titles()[one.field])} {label(one.field, one.form)}" for one in found)
        else:
            yield _found(clause.strip('"'), found)


def regional(reasons: Iterable[Reason], expansions: Iterable[Expansion]) -> Iterator[str]:
    """For each country asked for, and found through its region alone: which region that was."""
    told = [*reasons]
    for expansion in expansions:
        forms = [one.form for one in told if one.clause == expansion.term]
        around = [[form for form in forms if fold(form) in map(fold, names)] for names in expansion.regions]
        if forms and sum(map(len, around)) == len(forms):
            regions = ", ".join(dict.fromkeys(found[0] for found in around if found))
            yield _(
                "Found for a region that %(country)s belongs to: %(regions)s", country=expansion.term, regions=regions
            )


def _found(clause: str, reasons: list[Reason]) -> str:
    named = _places()
    places = ", ".join(dict.fromkeys(named[one.field] for one in reasons if one.field in named))
    forms = [*dict.fromkeys(one.form for one in reasons if one.form.casefold() != clause.casefold())]
    if not forms:
        return " ".join((_("“%(clause)s” was found", clause=clause), places))
    said = ", ".join(_("“%(form)s”", form=form) for form in forms[:MOST_FORMS])
    more = " …" if len(forms) > MOST_FORMS else ""
    return " ".join((_("“%(clause)s” was found as %(forms)s", clause=clause, forms=said + more), places))


def _places() -> dict[str, str]:
    return {
        "title": _("in the title"),
        "highlights": _("in the lessons"),
        "body": _("in the text"),
        "names": _("among the names and places"),
    }
