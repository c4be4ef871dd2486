"""Neutral sentences of our own in four languages: what a question is near to by chance."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from policysearch.settings import LANGUAGES


@cache
def background() -> dict[str, tuple[str, ...]]:
    """Return about 240 sentences in each language; the same ones, translated."""
    text = files(__package__).joinpath("background.tsv").read_text("utf-8")
    columns = zip(*(line.split("\t") for line in text.splitlines()), strict=True)
    return dict(zip(LANGUAGES, columns, strict=True))
