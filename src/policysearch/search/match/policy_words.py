"""Policy words: those that texts of policy have whatever their subject, per language, from ``policy_words/``.

Lists of a language's frequent words have them late or not at all, and a small collection cannot know: "stakeholders" is
in two of twelve lessons, as "dairy" may be.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from policysearch.text import term


@cache
def policy_words(language: str) -> frozenset[str]:
    """Return the terms of the policy words of ``language``; none for a language without a list."""
    file = files("policysearch") / "search" / "match" / "policy_words" / f"{language}.txt"
    if not file.is_file():
        return frozenset()
    lines = (line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    return frozenset(term(word, language) for line in lines for word in line.split())
