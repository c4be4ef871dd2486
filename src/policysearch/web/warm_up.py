"""What a process does before its first request, so that no reader waits for it."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import Flask

from policysearch import materials
from policysearch.exporters.citation import long_date
from policysearch.model.errors import PolicySearchError
from policysearch.query import parse
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import Vocabulary, label
from policysearch.vocabulary.known_words import is_known_word
from policysearch.web.catalogues import template_translations
from policysearch.web.site import Site

TEMPLATES = (".html", ".xml")
MARKDOWN = "a *b*"


def warm_up(app: Flask) -> None:
    """Compile every template, read all translations, open the index and answer a search, which imports what that needs.

    That takes most of a second of processor time once. No request is made, so nothing is counted. An index that cannot
    be read yet is left to the first request that finds it.
    """
    environment = app.jinja_env
    for name in environment.list_templates(filter_func=lambda name: name.endswith(TEMPLATES)):
        environment.get_template(name)
    for language in LANGUAGES:
        template_translations(language)
        label(Vocabulary(), "language", language, language)
        long_date(date.min, language)
        is_known_word(language, language)
    materials.render(MARKDOWN)
    searcher = cast(Site, app.extensions["policysearch"]).searcher
    try:
        everything = searcher.search(parse("", searcher.vocabulary))
        titles = [text.title for hit in everything.hits[:1] for text in hit.document.texts.values()]
        for hit in searcher.search(parse(" ".join(titles[:1]), searcher.vocabulary)).hits:
            len(hit.reasons)  # they are worked out when they are read
        searcher.suggest("a", LANGUAGES[0], 1)
    except PolicySearchError:
        return
