"""The start page, results, and a workshop's and a lesson's page."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from policysearch.web import parameters
from policysearch.web.site import addresses, language, site

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> str:
    """Results where something is asked, else the start page."""
    searcher = site().searcher
    asked = parameters.leniently(request.args)
    results = searcher.search(asked.query(searcher.vocabulary, language()))
    return render_template("results.html", results=results, query=results.query)


@pages.get("/workshops/<slug>")
def workshop(slug: str) -> str | Response:
    """One workshop; a former slug leads to the present one."""
    document = site().searcher.get(slug)
    if document is None or document.kind != "workshop":
        abort(404)
    if document.id != slug:
        return redirect(addresses().document(document.id), 301)
    return render_template("workshop.html", document=document, text=document.workshop.text(language()))
