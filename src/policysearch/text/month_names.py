"""The full names of the months, in the four languages, from the words that dates are read by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_CAPITAL = {"en"}  # languages that write a month with a capital


@cache
def date_words(language: str) -> Mapping[str, Sequence[str]]:
    """Return the words and phrases of dates of a language; ``date_words/en.yml`` explains the keys."""
    import yaml  # many texts have no date to read

    text = (Path(__file__).with_name("date_words") / f"{language}.yml").read_text("utf-8")
    words: Mapping[str, Sequence[str]] = yaml.load(text, Loader=yaml.CBaseLoader)
    return words


@cache
def month_name(number: int, language: str) -> str:
    """Return the full name of a month (1 to 12), as it is written within a sentence."""
    name = date_words(language)["months"][number - 1][0]
    return name.capitalize() if language in _CAPITAL else name
