"""A related workshop or lesson, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related document: its ``name``, in ``text_language``, and the place and year of its workshop.

    ``shared`` are the themes, countries and significant words that both have. ``by_meaning`` says that meaning was
    compared too.
    """

    id: str
    name: str
    text_language: str
    place: str
    year: int
    shared: tuple[str, ...]
    by_meaning: bool = False
