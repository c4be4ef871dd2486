"""The parts of the running app that every view needs: the searcher, the settings, the addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from flask import current_app, g, request

from policysearch.model.errors import EngineError
from policysearch.query import Query
from policysearch.search.results import Results, Searcher
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from policysearch.web.addresses import Addresses
from policysearch.web.pages.static_files import Statics
from policysearch.web.view_models.fragments import Fragments
from policysearch.web.view_models.labels import Label, Labels


@dataclass(frozen=True, slots=True)
class Site:
    """The parts of one app. All requests share them; they are never replaced."""

    searcher: Searcher
    settings: Settings
    addresses: Addresses
    statics: Statics
    fragments: Fragments = field(default_factory=Fragments)
    labels: Labels = field(default_factory=Labels)


def site() -> Site:
    """Return the parts of the running app."""
    return cast(Site, current_app.extensions["policysearch"])


def search(query: Query) -> Results:
    """Return the answer to ``query``. A page with one that is not final is not kept, here or anywhere."""
    results = site().searcher.search(query)
    if not results.is_final:
        g.is_passing = True
    return results


def language() -> str:
    """Return the language that this request is answered in."""
    return cast(str, g.language)


def addresses() -> Addresses:
    """Return addresses that keep the language and the lessons which the address of this request chose."""
    return cast(Addresses, g.addresses)


def request_generation() -> str:
    """Return the generation that this request began with."""
    if "generation" not in g:
        try:
            g.generation = site().searcher.generation
        except EngineError:  # the page that says so shows nothing of any generation
            g.generation = ""
    return cast(str, g.generation)


def request_vocabulary() -> Vocabulary:
    """Return the vocabulary that this request began with, so that a new generation changes no half of a page."""
    if "vocabulary" not in g:
        try:
            g.vocabulary = site().searcher.vocabulary
        except EngineError:  # the page that says so needs none
            g.vocabulary = Vocabulary()
    return cast(Vocabulary, g.vocabulary)


def labels() -> Label:
    """Return the function that names facets' values in the reader's language."""
    return site().labels.of(request_vocabulary(), language())


def label(facet: str, value: str) -> str:
    """Return a facet's value in the reader's language."""
    return labels()(facet, value)


def language_params() -> list[tuple[str, str]]:
    """Return ``lang`` as a parameter where the address of this request has one, for canonical addresses."""
    return [("lang", language())] if "lang" in request.args else []
