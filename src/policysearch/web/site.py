"""The parts of the running app that every view needs: the searcher, the settings, the addresses."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import cast

from flask import current_app, g, request

from policysearch.model.errors import EngineError
from policysearch.query import Query
from policysearch.search.results import Fact, Hit, Results, Searcher
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from policysearch.web.addresses import Addresses
from policysearch.web.pages.static_files import Statics
from policysearch.web.view_models.fragments import Fragments
from policysearch.web.view_models.labels import Label, Labels
from policysearch.web.view_models.neighbour import Neighbour
from policysearch.web.view_models.version_cache import VersionCache

MAX_RELATED = 4_096  # documents whose neighbours are kept, some 600 bytes each


@dataclass(frozen=True, slots=True)
class Site:
    """The parts of one app. All requests share them; they are never replaced."""

    searcher: Searcher
    settings: Settings
    addresses: Addresses
    statics: Statics
    fragments: Fragments = field(default_factory=Fragments)
    labels: Labels = field(default_factory=Labels)
    related: VersionCache[tuple[Neighbour, ...]] = field(default_factory=lambda: VersionCache(MAX_RELATED))


def site() -> Site:
    """Return the parts of the running app."""
    return cast(Site, current_app.extensions["policysearch"])


def search(query: Query) -> Results:
    """Return the answer to ``query``. A page with one that is not final is not kept, here or anywhere."""
    results = cast(Searcher, g.get("searcher", site().searcher)).search(query)
    if not results.is_final:
        g.is_passing = True
    return _without_withdrawn(results) if is_of_former() else results


def stay_with(version: str) -> bool:
    """Answer searches of this request from the generation of ``version``; return whether it is still there."""
    current = request_generation()
    searcher = site().searcher.at(version)
    if searcher is None:
        return False
    g.searcher, g.generation, g.vocabulary = searcher, searcher.generation, searcher.vocabulary
    g.is_of_former = g.generation != current
    return True


def is_of_former() -> bool:
    """Return whether this request is answered from an older generation than the one in service."""
    return cast(bool, g.get("is_of_former", False))


def _without_withdrawn(results: Results) -> Results:
    """Return results of an older generation without the workshops that were withdrawn since."""
    entries: list[Hit | Fact] = [*results.hits, *results.close, *results.facts]
    slugs = [*{entry.document.workshop.slug for entry in entries}]
    present = {slug for slug, document in zip(slugs, site().searcher.get_many(slugs), strict=True) if document}

    def is_present(entry: Hit | Fact) -> bool:
        return entry.document.workshop.slug in present

    return replace(
        results,
        hits=tuple(filter(is_present, results.hits)),
        close=tuple(filter(is_present, results.close)),
        facts=tuple(filter(is_present, results.facts)),
    )


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
