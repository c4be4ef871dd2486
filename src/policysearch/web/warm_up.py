"""What a process does before its first request, so that no reader waits for it."""

from __future__ import annotations

from typing import cast

from flask import Flask

from policysearch.model.errors import PolicySearchError
from policysearch.query import parse
from policysearch.web.site import Site

TEMPLATES = (".html", ".xml")


def warm_up(app: Flask) -> None:
    """Compile every template, open the index and answer a search, which imports what answers need.

    That takes most of a second of processor time once. No request is made, so nothing is counted. An index that cannot
    be read yet is left to the first request that finds it.
    """
    environment = app.jinja_env
    for name in environment.list_templates(filter_func=lambda name: name.endswith(TEMPLATES)):
        environment.get_template(name)
    searcher = cast(Site, app.extensions["policysearch"]).searcher
    try:
        everything = searcher.search(parse("", searcher.vocabulary))
        titles = [text.title for hit in everything.hits[:1] for text in hit.document.texts.values()]
        for hit in searcher.search(parse(" ".join(titles[:1]), searcher.vocabulary)).hits:
            len(hit.reasons)  # they are worked out when they are read
    except PolicySearchError:
        return
