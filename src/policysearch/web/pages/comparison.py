"""Countries side by side: the lessons of two to four countries by themes, as a page, on paper and as a Word file."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from policysearch.exporters import DOCX, Provenance, comparison_docx
from policysearch.exporters.comparison import compared_themes
from policysearch.search.compare import MAX_PLACES, MIN_PLACES
from policysearch.search.results import Comparison
from policysearch.web.catalogues import gettext as _
from policysearch.web.compare_params import ComparisonParams, parse_lenient
from policysearch.web.downloads.exports import file_name
from policysearch.web.downloads.provenance import audience, provenance, summary
from policysearch.web.languages import number
from policysearch.web.site import addresses, label, language, request_vocabulary, site
from policysearch.web.view_models.brief_selection import hidden_params
from policysearch.web.view_models.comparison import PATH, place_boxes, shown_themes, theme_links
from policysearch.web.view_models.notices import notice_text

comparison = Blueprint("comparison", __name__)


@comparison.get(PATH)
def page() -> str:
    """Show the comparison or, of fewer than two countries, what can be compared."""
    params = parse_lenient(request.args, request_vocabulary(), language())
    compared = _compared(params) if params.is_complete else None
    rows = shown_themes(compared, params) if compared else []
    selected_themes = params.query.selected("theme")
    return render_template(
        "compare.html",
        params=params,
        comparison=compared,
        title=_title(params),
        narrowed=summary(params.query),
        rows=rows,
        other_themes=theme_links(compared.other_themes, params) if compared else (),
        empty_themes=_empty_themes(compared),
        notes=_notes(params, compared),
        lines=[*_provenance(params).lines(1)] if compared else [],
        boxes=place_boxes(params.places),
        themes=[*dict.fromkeys((*(theme.id for theme in request_vocabulary().themes), *selected_themes))],
        selected_themes=selected_themes,
        hidden_fields=[*_narrowing(params), *hidden_params()],
        all_themes_address=addresses().path(PATH, [pair for pair in params.to_params() if pair[0] != "theme"]),
        word_address=addresses().bare(f"{PATH}.docx", [*params.to_params(), ("lang", language())]),
    )


@comparison.get(f"{PATH}.docx")
def word_document() -> Response:
    """Send the comparison as a Word document; 404 where there is nothing to compare."""
    params = parse_lenient(request.args, request_vocabulary(), language())
    if not params.is_complete:
        abort(404)
    compared = _compared(params)
    places = [label("experience", place) for place in compared.places]
    themes = compared_themes(compared, audience())
    file = comparison_docx.write(places, themes, _notes(params, compared), _provenance(params))
    response = Response(file, mimetype=DOCX)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(_title(params))}.docx"'
    return response


def _compared(params: ComparisonParams) -> Comparison:
    return site().searcher.compare(params.query, params.places, params.in_cell)


def _title(params: ComparisonParams) -> str:
    names = ", ".join(label("experience", place) for place in params.places)
    return _("%(name)s:", name=_("Side by side")) + f" {names}" if params.is_complete else _("Countries side by side")


def _provenance(params: ComparisonParams) -> Provenance:
    return provenance(_title(params), summary(params.query), PATH, params.to_params(), 0)


def _notes(params: ComparisonParams, compared: Comparison | None) -> list[str]:
    """Return what a reader has to know: what was not compared and why, and how the words were read."""
    notes = []
    if params.unknown:
        names = ", ".join(_("“%(form)s”", form=name) for name in params.unknown)
        notes.append(_("There is no country or region %(names)s.", names=names))
    if params.too_many:
        names = ", ".join(label("experience", place) for place in params.too_many)
        notes.append(
            _("At most %(count)s can be compared at once; left out: %(names)s.", count=MAX_PLACES, names=names)
        )
    if params.is_cut:
        count = number(params.in_cell)
        notes.append(_("A cell shows at most %(count)s lessons; the link below it leads to all of them.", count=count))
    notes += map(notice_text, compared.notices if compared else params.query.notices)
    if compared is None:
        if params.places:
            notes.append(_("Choose %(least)s to %(most)s to compare.", least=MIN_PLACES, most=MAX_PLACES))
        return notes
    if compared.shown_for:
        searched, typed = compared.shown_for.searched, compared.shown_for.typed
        notes.append(_("Showing results for %(searched)s instead of %(typed)s.", searched=searched, typed=typed))
    if compared.relaxed:
        notes.append(_("No result has all your words; the closest follow."))
    return notes


def _empty_themes(compared: Comparison | None) -> list[tuple[str, str]]:
    """Return the names and pages of the themes that no country has a lesson about."""
    to = addresses()
    ids = compared.empty_themes if compared else ()
    return [(label("theme", theme), to.path(f"/themes/{theme}")) for theme in ids]


def _narrowing(params: ComparisonParams) -> list[tuple[str, str]]:
    """Return what the form keeps besides the countries and the theme."""
    return [pair for pair in params.to_params() if pair[0] not in ("experience", "theme")]
