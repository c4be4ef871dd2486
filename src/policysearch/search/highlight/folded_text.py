"""A text without case and accents, byte for letter, so that words are found in it by plain substring search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from policysearch.method_cache import cached_for_short_texts
from policysearch.text import fold, forms
from policysearch.text.tokens import COMPOUND_SIGNS, INNER, JOINERS, MAX_FORM, compounds

_INNER = frozenset(INNER)
_PLAIN = bytes(
    ord(" ") if chr(code).isspace() else ord(plain) if len(plain := fold(chr(code))) == 1 and plain.isascii() else code
    for code in range(256)
)
BLANK = ord(" ")
_SIGNS = JOINERS + "".join(sign for sign in COMPOUND_SIGNS if sign.isascii())
_UNFOLDED = "".join(c for c in map(chr, range(128, 256)) if c in _INNER or (c.isalnum() and _PLAIN[ord(c)] > 127))
_IRREGULAR = re.compile(f"[{JOINERS}{re.escape(COMPOUND_SIGNS)}{_UNFOLDED}\u0100-\U0010ffff]")


class FoldedText:
    """``letters`` has one byte for each character of ``text``: folded, a blank for any space.

    A form of the text begins where ``letters`` has its folded letters, but for words of the ``irregular`` stretches
    (between blanks): acronyms with dots, other scripts, ligatures.
    """

    __slots__ = ("_irregular_words", "ends", "irregular", "letters", "text")

    def __init__(self, zones: Sequence[str]) -> None:
        self.text = text = "\n".join(zones)
        self.ends = [end - 1 for end in accumulate(len(zone) + 1 for zone in zones)]
        self.letters = text.encode("latin-1", "replace").translate(_PLAIN)
        self.irregular = tuple({self.stretch(place) for place in _signs(text) if _is_irregular(text, place)})
        self._irregular_words: tuple[tuple[str, int, int], ...] | None = None

    @property
    def irregular_words(self) -> tuple[tuple[str, int, int], ...]:
        """Return (form, start, end) of each word and compound of the irregular stretches; worked out once."""
        if self._irregular_words is None:
            self._irregular_words = tuple(chain.from_iterable(map(self._words_of, self.irregular)))
        return self._irregular_words

    def _words_of(self, stretch: tuple[int, int]) -> Iterator[tuple[str, int, int]]:
        start, end = stretch
        text = self.text[start:end]
        for form, first, last in (*words(text), *compounds_of(text)):
            yield form, start + first, start + last

    def stretch(self, place: int) -> tuple[int, int]:
        """Return the start and the end of the stretch between blanks that has ``place``."""
        end = self.letters.find(b" ", place)
        return self.letters.rfind(b" ", 0, place) + 1, end if end >= 0 else len(self.letters)


@cached_for_short_texts(1 << 12, MAX_FORM)
def words(stretch: str) -> tuple[tuple[str, int, int], ...]:
    """Return (form, start, end) of each word in a stretch without blanks."""
    return tuple(forms(stretch))


@cached_for_short_texts(1 << 12, MAX_FORM)
def compounds_of(stretch: str) -> tuple[tuple[str, int, int], ...]:
    """Return (form, start, end) of each compound of two words in a stretch without blanks."""
    return tuple([entry[:3] for entry in compounds(stretch)])


def _signs(text: str) -> Iterator[int]:
    """Yield the place of each letter that may make a stretch irregular."""
    if not text.isascii():
        yield from (match.start() for match in _IRREGULAR.finditer(text))
        return
    for sign in _SIGNS:  # far sooner found than by a pattern
        place = text.find(sign)
        while place >= 0:
            yield place
            place = text.find(sign, place + 1)


def _is_irregular(text: str, place: int) -> bool:
    letter = text[place]
    if letter in JOINERS or letter in COMPOUND_SIGNS:
        if not 0 < place < len(text) - 1 or not text[place - 1].isalnum():
            return False
        return text[place + 1].isalnum() or letter == text[place + 1] == "+"
    return letter.isalnum() or letter in _INNER
