"""The hits of a page as HTML, from parts that are rendered once for a generation: a page has sixty of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from policysearch.search.results import Hit, Results, Snippet
from policysearch.web.catalogues import gettext as _
from policysearch.web.formats import day, headline, lesson_of, with_headline, with_marks
from policysearch.web.site import addresses, label
from policysearch.web.view_models.fragments import FragmentRenderer
from policysearch.web.view_models.placeholders import ADDRESS_END, LINES, NAME, SNIPPETS, WORDS
from policysearch.web.view_models.reasons import region_lines
from policysearch.web.view_models.template_macros import TemplateMacro
from policysearch.web.view_models.trail import hit_name

RESULT, LESSON, PASSAGE, THEMES, LINE, WHY = (
    TemplateMacro("_hit.html", name) for name in ("result", "lesson", "passage", "theme_names", "line", "why")
)


def hit_rows(  # noqa: PLR0913, PLR0917 - the parts of a list
    hits: Iterable[Hit],
    fragment: FragmentRenderer,
    results: Results | None = None,
    address_ends: str = "",
    form: str = "search",
    level: int = 2,
) -> Markup:
    """Return ``hits`` as list items, with the search in their addresses where these have ``address_ends``.

    ``results`` are what they are a page of. ``form`` is the one that the boxes of lessons belong to, ``level`` that of
    headings.
    """
    separator = "&amp;" if addresses().carried else "?"
    ends = f"{separator}{escape(address_ends)}" if address_ends else ""
    first = results.query.offset + 1 if results else 1
    rows = _HitRows(fragment, results, form, level)
    return Markup("".join(rows.row(hit, ends, place) for place, hit in enumerate(hits, first)))


class _HitRows:
    """Renders the hits of one page."""

    def __init__(self, fragment: FragmentRenderer, results: Results | None, form: str, level: int) -> None:
        self._fragment = fragment
        self._expansions = results.expansions if results else ()
        self._shows_day = results is not None and bool(results.query.since or results.query.sort == "added")
        self._form = form
        self._level = level

    def row(self, hit: Hit, ends: str, place: int) -> str:
        """Return a hit as HTML; without ``ends``, its addresses as they are."""
        end, name = f"{ends}{place}" if ends else "", hit_name(hit.document.id)
        key = (hit.document.id, hit.language, hit.title_marks, hit.picked, self._level)
        html = str(self._fragment.keyed(RESULT, key, hit, name, self._level)).replace(ADDRESS_END, end)
        snippets = "".join(self._snippet(hit, snippet, end) for snippet in hit.snippets)
        return html.replace(SNIPPETS, snippets).replace(LINES, "".join(self._lines(hit, name)))

    def _snippet(self, hit: Hit, snippet: Snippet, end: str) -> str:
        if snippet.kind != "highlight":
            passage_key = (snippet.id, snippet.kind, snippet.language, snippet.locator)
            html = str(self._fragment.keyed(PASSAGE, passage_key, snippet))
            return html.replace(ADDRESS_END, end).replace(WORDS, with_marks(snippet.text, snippet.marks))
        heading = headline(lesson_of(hit.document.workshop, snippet.id, snippet.language))
        key = (snippet.id, snippet.language, self._form)
        html = str(self._fragment.keyed(LESSON, key, snippet, self._form, heading))
        return html.replace(ADDRESS_END, end).replace(WORDS, with_headline(snippet.text, heading, snippet.marks))

    def _lines(self, hit: Hit, name: str) -> Iterator[str]:
        """Yield what stands below the lessons of the hit of a ``name``, line by line."""
        themes, workshop = hit.document.facets.get("theme", ()), hit.document.workshop
        if hit.through:
            yield self._fragment(LINE, _("Through %(region)s", region=label("experience", hit.through)))
        if self._expansions:
            yield from (self._fragment(LINE, line) for line in region_lines(hit.reasons, self._expansions))
        if themes or workshop.funders:
            yield self._fragment(THEMES, themes, workshop.funders)
        if workshop.added and self._shows_day:
            yield self._fragment(LINE, _("Added %(day)s", day=day(workshop.added)))
        if hit.reasons:
            why = self._fragment.keyed(WHY, hit.reasons[:], hit.reasons)
            yield str(why).replace(NAME, escape(name))
