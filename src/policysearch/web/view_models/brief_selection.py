"""The reader's selection of lessons for a brief, and its title: both are in the address, without an account."""

from __future__ import annotations

from collections.abc import Container, Iterable
from urllib.parse import urlencode

from flask import g
from werkzeug.datastructures import MultiDict

from policysearch.search.results import Hit
from policysearch.web import search_params
from policysearch.web.packed_lessons import is_whole, pack

Pairs = list[tuple[str, str]]
CHOICE = (search_params.LESSON, search_params.LESSONS, search_params.TITLE)  # parameters of a selection
KEEP = "keep"  # in links: the page that they stand on has a choice, which ``http/kept_choice`` adds
MAX_UNPACKED = 1_000  # characters of lessons in an address, one by one
MAX_CARRIED = 120  # characters of a choice that every link of a page repeats


def read_selection(args: MultiDict[str, str]) -> Pairs:
    """Keep the selection in a request's parameters for this request; return it for every address to carry."""
    g.brief_lessons = search_params.brief_lessons(args)
    g.brief_is_full = len(search_params.given_lessons(args)) > search_params.MAX_LESSONS
    g.brief_is_cut = search_params.LESSONS in args and not is_whole(args[search_params.LESSONS])
    g.brief_title = search_params.brief_title(args) if g.brief_lessons else ""
    return selection_params(g.brief_lessons, g.brief_title)


def carried(selection: Pairs) -> Pairs:
    """Return what the links of a page carry of a selection: all of it where it is short, else ``KEEP``."""
    return [(KEEP, "1")] if len(urlencode(selection)) > MAX_CARRIED else selection


def selection_params(lessons: Iterable[str], title: str) -> Pairs:
    """Return a selection as parameters."""
    title_params = [(search_params.TITLE, title)] if title else []
    one_by_one = [(search_params.LESSON, lesson) for lesson in lessons]
    if is_long(one_by_one):
        return [(search_params.LESSONS, pack(lesson for _, lesson in one_by_one)), *title_params]
    return one_by_one + title_params


def is_long(lesson_params: Pairs) -> bool:
    """Return whether lessons, each a parameter, are so many that they are packed into one."""
    return sum(len(name) + len(value) + 2 for name, value in lesson_params) > MAX_UNPACKED


def hidden_params(boxes: Container[str] = ()) -> Pairs:
    """Return this request's selection for hidden fields, without the lessons of ``boxes``, which the page offers."""
    return selection_params((lesson for lesson in g.brief_lessons if lesson not in boxes), g.brief_title)


def lesson_boxes(hits: Iterable[Hit]) -> set[str]:
    """Return the lessons that a page of hits has boxes for."""
    return {snippet.id for hit in hits for snippet in hit.snippets}
