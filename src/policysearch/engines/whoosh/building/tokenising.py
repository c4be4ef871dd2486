"""Texts -> the numbers of their words' forms, as ``language.forms`` has them, many texts at once.

Almost every word of most texts is a run of ASCII letters and digits whose form is itself in lower case: those are
found and looked up in NumPy, their bytes as two whole numbers. Everything else (accents, apostrophes, dots and signs
between letters, acronyms' plurals, very long words) goes through ``language`` a stretch between spaces at a time, once
for each distinct one. No word crosses white space.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.building.known import Known
from policysearch.engines.whoosh.store.ranges import occurring, spread, starts_of
from policysearch.language import chunk_forms

_WIDTH = 16  # bytes of a word that two numbers hold
_LOWER = np.frombuffer(bytes(range(256)).lower(), np.uint8)
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)


def _flags(characters: str) -> NDArray[np.bool_]:
    flags = np.zeros(256, np.bool_)
    flags[list(characters.encode("ascii"))] = True
    return flags


_WORD = _flags(string.ascii_letters + string.digits)
_JOINER = _flags("'.&+")
_SPACE = _flags(string.whitespace)
_FOREIGN = np.arange(256) >= 0x80
_SMALL_LETTER = _flags(string.ascii_lowercase)


class Words(NamedTuple):
    """Where words begin and end, in bytes."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class Tokeniser:
    """Numbers forms in the order of their appearance: ``forms`` has them in UTF-8."""

    def __init__(self) -> None:
        self.forms: list[bytes] = []
        self._numbers: dict[bytes, int] = {}
        self._stretches: dict[bytes, list[int]] = {}
        self._known = Known()

    def __len__(self) -> int:
        """How much it has met, for whoever wants to bound its memory."""
        return len(self.forms) + len(self._stretches)

    def tokenise(self, texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The forms of all words of ``texts``, in order, and how many words each text has."""
        encoded = [text.encode("utf-8") for text in texts]
        content = b"".join((b"\n", b"\n".join(encoded), b"\n", bytes(_WIDTH)))
        raw = np.frombuffer(content, np.uint8)
        words, odd = _found(raw)
        lower = _LOWER[raw]
        forms, places = self._plain(content, lower, words), words.starts
        if len(odd.starts):
            forms, places = self._with_odd(content, odd, forms, places)
        begins = starts_of(np.fromiter(map(len, encoded), np.int64, len(encoded)) + 1) + 1
        return forms, np.diff(np.searchsorted(places, begins))

    def _plain(self, content: bytes, lower: NDArray[np.uint8], words: Words) -> NDArray[np.int32]:
        """The forms of plain words."""
        sizes = words.ends - words.starts
        eights = np.ndarray(len(lower) - 7, "<u8", lower, strides=(1,))
        low = eights[words.starts] & _MASKS[np.minimum(sizes, 8)]
        high = eights[words.starts + 8] & _MASKS[np.maximum(sizes - 8, 0)]
        forms = self._known.find(low, high)
        missing = np.flatnonzero(forms < 0)
        if len(missing):
            text = content.lower()
            bounds = zip(words.starts[missing].tolist(), words.ends[missing].tolist(), strict=True)
            forms[missing] = [self._form(text[start:end]) for start, end in bounds]
            self._known.add(low[missing], high[missing], forms[missing])
        return forms

    def _with_odd(
        self, content: bytes, odd: Words, forms: NDArray[np.int32], places: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The same with those of odd stretches, in the order of their places."""
        held = [
            self._stretch(content[start:end]) for start, end in zip(odd.starts.tolist(), odd.ends.tolist(), strict=True)
        ]
        sizes = np.fromiter(map(len, held), np.int64, len(held))
        added = np.array([form for some in held for form in some], np.int32)
        joined = np.concatenate((places, np.repeat(odd.starts, sizes)))
        order = np.argsort(joined, kind="stable")
        return np.concatenate((forms, added))[order], joined[order]

    def _stretch(self, raw: bytes) -> list[int]:
        held = self._stretches.get(raw)
        if held is None:
            found = chunk_forms(raw.decode("utf-8"))
            held = self._stretches[raw] = [self._form(form.encode("utf-8")) for form in found]
        return held

    def _form(self, form: bytes) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        return number


def _found(raw: NDArray[np.uint8]) -> tuple[Words, Words]:
    """Plain words, and stretches between spaces that have to be looked at one by one."""
    inside = _WORD[raw]
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    words = Words(edges[::2], edges[1::2])
    odd = np.flatnonzero(_FOREIGN[raw] | (_JOINER[raw] & np.roll(inside, 1) & np.roll(inside, -1)))
    last = raw[words.ends - 1] == ord("s")
    plural = last & (words.ends - words.starts > 2)
    plural[plural] = ~_SMALL_LETTER[raw[words.ends[plural] - 2]]
    odd = np.concatenate((odd, words.starts[plural], words.starts[words.ends - words.starts > _WIDTH]))
    if not len(odd):
        return words, Words(odd, odd)
    spaces = np.flatnonzero(_SPACE[raw])
    after = occurring(np.searchsorted(spaces, odd), len(spaces))
    stretches = Words(spaces[after - 1] + 1, spaces[after])
    covered = np.zeros(len(raw), np.bool_)
    covered[spread(stretches.starts, stretches.ends - stretches.starts)] = True
    plain = ~covered[words.starts]
    return Words(words.starts[plain], words.ends[plain]), stretches
