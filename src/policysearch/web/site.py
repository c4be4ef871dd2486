"""What every view needs, passed by hand into the app and fetched from it: the searcher, the settings, the addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from flask import current_app, g

from policysearch.search.results import Searcher
from policysearch.settings import Settings
from policysearch.web.addresses import Addresses
from policysearch.web.pages.static_files import Statics
from policysearch.web.view_models.fragments import Fragments
from policysearch.web.view_models.labels import Label, Labels


@dataclass(frozen=True, slots=True)
class Site:
    """One app's parts. Shared by all requests, never changed."""

    searcher: Searcher
    settings: Settings
    addresses: Addresses
    statics: Statics
    labels: Labels = field(default_factory=Labels)
    fragments: Fragments = field(default_factory=Fragments)


def site() -> Site:
    """The running app's parts."""
    return cast(Site, current_app.extensions["policysearch"])


def language() -> str:
    """The language this request is answered in."""
    return cast(str, g.language)


def addresses() -> Addresses:
    """Addresses that keep the reader's choice of language, where one was made in this request's address."""
    return cast(Addresses, g.addresses)


def labels() -> Label:
    """What names facets' values in the reader's language, out of the vocabulary that this request began with."""
    if "labels" not in g:
        g.labels = site().labels.speaking(site().searcher.vocabulary, language())
    return cast(Label, g.labels)


def label(facet: str, value: str) -> str:
    """A facet's value in the reader's language."""
    return labels()(facet, value)
