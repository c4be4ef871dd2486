"""Texts -> the numbers of their words' forms, as ``language.forms`` has them, many texts at once.

Almost every word of most texts is a run of ASCII letters and digits whose form is itself in lower case: those are
found and looked up in NumPy, their bytes as two whole numbers. Everything else (accents, apostrophes, dots and signs
between letters, acronyms' plurals, very long words) goes through ``language`` a stretch between spaces at a time, once
for each distinct one. No word crosses white space.
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Sequence
from itertools import count, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.text.analysis import chunk_forms
from policysearch.text.ragged import ragged_indices, starts_of, unique_below
from policysearch.text.word_table import WordTable

_WIDTH = 16  # bytes of a word that two numbers hold
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
_WORD, _SPACE, _ODD, _SMALL = 1, 2, 4, 8  # what a byte may be, as bits


def _kinds() -> bytes:
    kinds = np.zeros(256, np.uint8)
    for characters, kind in (
        (string.ascii_letters + string.digits, _WORD),
        (string.whitespace, _SPACE),
        ("'.&+", _ODD),  # where they join words
        (string.ascii_lowercase, _SMALL),
    ):
        kinds[list(characters.encode("ascii"))] |= kind
    kinds[0x80:] = _ODD
    return kinds.tobytes()


_KINDS = _kinds()


class Words(NamedTuple):
    """Where words begin and end, in bytes."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class FastTokenizer:
    """Numbers forms in the order of their appearance: ``forms`` has them in UTF-8."""

    def __init__(self) -> None:
        self.forms: list[bytes] = []
        self._numbers: defaultdict[bytes, int] = defaultdict(count().__next__)
        self._stretches: dict[bytes, list[int]] = {}
        self._known = WordTable()

    def __len__(self) -> int:
        """How much it has met, for whoever wants to bound its memory."""
        return len(self.forms) + len(self._stretches)

    def tokenise(self, texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The forms of all words of ``texts``, in order, and how many words each text has."""
        joined = "\n".join(texts)
        encoded = texts if joined.isascii() else [text.encode("utf-8") for text in texts]
        content = b"".join((b"\n", joined.encode("utf-8"), b"\n", bytes(_WIDTH)))
        words, odd = _found(content)
        forms, places = self._plain(content.lower(), words), words.starts
        if len(odd.starts):
            forms, places = self._with_odd(content, odd, forms, places)
        begins = starts_of(np.fromiter(map(len, encoded), np.int64, len(encoded)) + 1) + 1
        return forms, np.diff(np.searchsorted(places, begins))

    def _plain(self, lower: bytes, words: Words) -> NDArray[np.int32]:
        """The forms of plain words, which are those of ``lower`` at their places."""
        sizes = words.ends - words.starts
        eights = np.ndarray(len(lower) - 7, "<u8", lower, strides=(1,))
        low = eights[words.starts] & _MASKS[np.minimum(sizes, 8)]
        high = np.zeros(len(low), np.uint64)
        long = np.flatnonzero(sizes > 8)
        high[long] = eights[words.starts[long] + 8] & _MASKS[sizes[long] - 8]
        forms = self._known.find(low, high)
        missing = np.flatnonzero(forms < 0)
        if len(missing):
            bounds = zip(words.starts[missing].tolist(), words.ends[missing].tolist(), strict=True)
            forms[missing] = self._numbered([lower[start:end] for start, end in bounds])
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
            held = self._stretches[raw] = self._numbered([form.encode("utf-8") for form in found])
        return held

    def _numbered(self, forms: list[bytes]) -> list[int]:
        before = len(self._numbers)
        found = [*map(self._numbers.__getitem__, forms)]
        new = [*islice(reversed(self._numbers), len(self._numbers) - before)]
        self.forms += reversed(new)
        return found


def _found(content: bytes) -> tuple[Words, Words]:
    """Plain words, and stretches between spaces that have to be looked at one by one."""
    raw, kinds = np.frombuffer(content, np.uint8), np.frombuffer(content.translate(_KINDS), np.uint8)
    inside = kinds & _WORD
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    words = Words(edges[::2], edges[1::2])
    odd = np.flatnonzero((kinds & _ODD) != 0)
    odd = odd[(raw[odd] >= 0x80) | ((inside[odd - 1] & inside[odd + 1]) != 0)]
    sizes = words.ends - words.starts
    plural = np.flatnonzero((raw[words.ends - 1] == ord("s")) & (sizes > 2))
    plural = plural[(kinds[words.ends[plural] - 2] & _SMALL) == 0]
    odd = np.concatenate((odd, words.starts[plural], words.starts[sizes > _WIDTH]))
    if not len(odd):
        return words, Words(odd, odd)
    spaces = np.flatnonzero((kinds & _SPACE) != 0)
    after = unique_below(np.searchsorted(spaces, odd), len(spaces))
    stretches = Words(spaces[after - 1] + 1, spaces[after])
    covered = np.zeros(len(raw), np.bool_)
    covered[ragged_indices(stretches.starts, stretches.ends - stretches.starts)] = True
    plain = ~covered[words.starts]
    return Words(words.starts[plain], words.ends[plain]), stretches
