"""Words that were divided at a line's end -> whole words, by the words that the document has elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

DIVIDED = "\ufffe"  # PDFium's sign for a hyphen at a line's end, in a line that it has joined
_DIVISION = re.compile(rf"(?<!\w)(?P<first>\w++){DIVIDED}(?P<second>\w++)")
_WORD = re.compile(r"\w+(?:-\w+)*")
_DIVIDED_WORD = re.compile(rf"(?<!\w)\w*+(?:{DIVIDED}\w*+|-$)")
_STRESS = re.compile(r"[áíóú][^\W\d_]*", re.I)
_VOWELS = re.compile(r"[aeiouáéíóúâêôãõ]+", re.I)
_MAX_SYLLABLES_AFTER_STRESS = 3  # in Spanish and Portuguese, where these vowels are written
_MIN_WORD = 4  # letters of either half of a compound such as "decision-making"


class LineEndHyphens:
    """Decides whether the hyphen of a divided word belongs to the word."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {word.casefold() for text in texts for word in _words(text)}

    def undone(self, text: str) -> str:
        """Return ``text`` with its divided words whole."""
        undivided = _DIVISION.sub(lambda match: self.joined(match["first"], match["second"]), text)
        return undivided.replace(DIVIDED, "-")

    def joined(self, first: str, second: str) -> str:
        """Return the word that was divided into ``first`` and ``second``: with its hyphen where that is part of it."""
        word, compound = first + second, f"{first}-{second}"
        if word.casefold() in self._words:
            return word
        is_compound = compound.casefold() in self._words or not (first.isalpha() and second[0].islower())
        return compound if is_compound or self._are_two_words(first, second) else word

    def _are_two_words(self, first: str, second: str) -> bool:
        """Return whether both halves are words of the document, or no word could be stressed where theirs would be."""
        halves = (first.casefold(), second.casefold())
        if all(len(half) >= _MIN_WORD and half in self._words for half in halves):
            return True
        stressed = _STRESS.search(first)
        vowels = _VOWELS.findall(f"{stressed[0][1:]}{second}") if stressed else []
        return len(vowels) > _MAX_SYLLABLES_AFTER_STRESS


def _words(text: str) -> list[str]:
    """Return the words of a line, but those that were divided."""
    return _WORD.findall(_DIVIDED_WORD.sub(" ", text.rstrip()))
