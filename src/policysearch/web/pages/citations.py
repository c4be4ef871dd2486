"""The pages that cite a workshop or one of its lessons in the styles that readers are asked for."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from policysearch.exporters import entry
from policysearch.model.document import Kind
from policysearch.web.downloads.provenance import audience
from policysearch.web.existing_documents import existing_document
from policysearch.web.layout import canonical_address
from policysearch.web.pages.workshops import citation_files
from policysearch.web.site import addresses, language, site

citations = Blueprint("citations", __name__)


@citations.get("/workshops/<slug>/cite")
def cite_workshop(slug: str) -> str | Response:
    """Show how to cite a workshop."""
    return _page(slug, "workshop")


@citations.get("/workshops/<slug>/<part>/cite")
def cite_lesson(slug: str, part: str) -> str | Response:
    """Show how to cite a lesson."""
    return _page(f"{slug}/{part}", "highlight")


def _page(document_id: str, kind: Kind) -> str | Response:
    from policysearch.exporters.citation_styles import styled_citations  # citeproc-py, where it is used

    document = existing_document(document_id, kind)
    if document.id != document_id:
        return redirect(addresses().path(f"/workshops/{document.id}/cite"), 301)
    settings, reader = site().settings, audience()
    cited = entry(document, reader)
    publisher = settings.institution or settings.name(language())
    return render_template(
        "cite.html",
        document=document,
        workshop=document.workshop,
        text=document.workshop.text(language()),
        cited=cited,
        canonical=canonical_address(),
        styled=[*styled_citations(cited, publisher, date.today(), language(), settings.citation_style)],
        files=citation_files(document),
    )
