"""The lessons a reader has chosen for a brief, and what it is to be called: kept in the address, no account."""

from __future__ import annotations

from collections.abc import Container, Iterable

from flask import g
from werkzeug.datastructures import MultiDict

from policysearch.search.results import Hit
from policysearch.web import search_params

Pairs = list[tuple[str, str]]


def made(args: MultiDict[str, str]) -> Pairs:
    """Read the choice from a request's parameters and remember it; as parameters, for every address to keep."""
    g.chosen = search_params.chosen_lessons(args)
    g.title = search_params.title(args) if g.chosen else ""
    return pairs(g.chosen, g.title)


def pairs(lessons: Iterable[str], title: str) -> Pairs:
    """A choice as parameters."""
    named = [(search_params.TITLE, title)] if title else []
    return [(search_params.LESSON, lesson) for lesson in lessons] + named


def unseen(seen: Container[str] = ()) -> Pairs:
    """This request's choice as hidden fields of a page that has boxes for the lessons ``seen``."""
    return pairs((lesson for lesson in g.chosen if lesson not in seen), g.title)


def shown(hits: Iterable[Hit]) -> set[str]:
    """The lessons that a page of hits has boxes for."""
    return {snippet.id for hit in hits for snippet in hit.snippets}
