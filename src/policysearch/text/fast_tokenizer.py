"""Texts -> the numbers of their words' forms, as ``tokens.forms`` has them, many texts at once.

Almost every word of most texts is a run of ASCII letters and digits whose form is that run in lower case: those are
found and looked up in NumPy, their bytes as two 64-bit numbers. Everything else (accents, apostrophes, dots and signs
between letters, acronyms and their plurals, compounds, very long words) is *irregular*: the stretch between white space
that it stands in goes through ``tokens.chunk_forms``, each distinct stretch once. No word crosses white space.
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.text.ragged import ragged_indices, starts_of, unique_below
from policysearch.text.tokens import APOSTROPHES, HYPHENS, JOINERS, PLAIN, chunk_compounds, chunk_forms
from policysearch.text.word_table import WordTable

_WIDTH = 16  # bytes of a word that two numbers hold
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
_WORD, _SPACE, _JOINER, _LOWER, _UPPER = 1, 2, 4, 8, 16  # what a byte may be, as bits


def _byte_kinds() -> bytes:
    kinds = np.zeros(256, np.uint8)
    for characters, kind in (
        (PLAIN, _WORD),
        (string.whitespace, _SPACE),
        (JOINERS + HYPHENS + APOSTROPHES, _JOINER),
        (string.ascii_lowercase, _LOWER),
        (string.ascii_uppercase, _UPPER),
    ):
        kinds[[ord(character) for character in characters if character.isascii()]] |= kind
    kinds[0x80:] = _JOINER  # any other letter, accent or sign
    return kinds.tobytes()


_KINDS = _byte_kinds()


class Spans(NamedTuple):
    """The first and the end offsets of stretches of bytes."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class FastTokenizer:
    """Numbers forms in the order of their first appearance: ``forms`` has them in UTF-8."""

    def __init__(self) -> None:
        self.forms: list[bytes] = []
        self._numbers: defaultdict[bytes, int] = defaultdict(count().__next__)
        self._stretches: dict[bytes, list[int]] = {}
        self._table = WordTable()

    def __len__(self) -> int:
        """Return the number of forms and irregular stretches in memory, for callers that bound it."""
        return len(self.forms) + len(self._stretches)

    def tokenise(self, texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the form numbers of all words of ``texts``, in order, and how many numbers each text has.

        Behind the second word of a compound stands the number of the compound as one word, negative (``~number``).
        """
        joined = "\n".join(texts)
        encoded = texts if joined.isascii() else [text.encode("utf-8") for text in texts]
        content = b"".join((b"\n", joined.encode("utf-8"), b"\n", bytes(_WIDTH)))
        words, irregular = _find_words(content)
        forms, places = self._plain_forms(content.lower(), words), words.starts
        if len(irregular.starts):
            forms, places = self._with_irregular(content, irregular, forms, places)
        text_starts = starts_of(np.fromiter(map(len, encoded), np.int64, len(encoded)) + 1) + 1
        return forms, np.diff(np.searchsorted(places, text_starts))

    def _plain_forms(self, lower: bytes, words: Spans) -> NDArray[np.int32]:
        """Return the form number of each plain word: its form is what ``lower`` has at its place."""
        sizes = words.ends - words.starts
        eights = np.ndarray(len(lower) - 7, "<u8", lower, strides=(1,))
        low = eights[words.starts] & _MASKS[np.minimum(sizes, 8)]
        high = np.zeros(len(low), np.uint64)
        long = np.flatnonzero(sizes > 8)
        high[long] = eights[words.starts[long] + 8] & _MASKS[sizes[long] - 8]
        forms = self._table.find(low, high)
        missing = np.flatnonzero(forms < 0)
        if len(missing):
            bounds = zip(words.starts[missing].tolist(), words.ends[missing].tolist(), strict=True)
            forms[missing] = self._number([lower[start:end] for start, end in bounds])
            self._table.add(low[missing], high[missing], forms[missing])
        return forms

    def _with_irregular(
        self, content: bytes, irregular: Spans, forms: NDArray[np.int32], places: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return ``forms`` and their ``places`` with those of irregular stretches, in the order of the places."""
        bounds = zip(irregular.starts.tolist(), irregular.ends.tolist(), strict=True)
        stretches = [self._stretch_forms(content[start:end]) for start, end in bounds]
        sizes = np.fromiter(map(len, stretches), np.int64, len(stretches))
        added = np.array([*chain.from_iterable(stretches)], np.int32)
        joined = np.concatenate((places, np.repeat(irregular.starts, sizes)))
        order = np.argsort(joined, kind="stable")
        return np.concatenate((forms, added))[order], joined[order]

    def _stretch_forms(self, stretch: bytes) -> list[int]:
        numbers = self._stretches.get(stretch)
        if numbers is None:
            chunk = stretch.decode("utf-8")
            numbers = self._number([form.encode("utf-8") for form in chunk_forms(chunk)])
            for position, compound in sorted(chunk_compounds(chunk).items(), reverse=True):
                (number,) = self._number([compound.encode("utf-8")])
                numbers.insert(position + 1, ~number)
            self._stretches[stretch] = numbers
        return numbers

    def _number(self, forms: list[bytes]) -> list[int]:
        """Return the number of each form; new forms get the next ones."""
        size = len(self._numbers)
        numbers = [*map(self._numbers.__getitem__, forms)]
        new = [*islice(reversed(self._numbers), len(self._numbers) - size)]
        self.forms += reversed(new)
        return numbers


def _find_words(content: bytes) -> tuple[Spans, Spans]:
    """Return the plain words, and the irregular stretches between white space."""
    raw, kinds = np.frombuffer(content, np.uint8), np.frombuffer(content.translate(_KINDS), np.uint8)
    inside = kinds & _WORD
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    words = Spans(edges[::2], edges[1::2])
    joiners = np.flatnonzero((kinds & _JOINER) != 0)
    is_between = (inside[joiners - 1] & inside[joiners + 1]) != 0
    is_doubled = (raw[joiners] == ord("+")) & (inside[joiners - 1] != 0) & (raw[joiners + 1] == ord("+"))
    joiners = joiners[(raw[joiners] >= 0x80) | is_between | is_doubled]
    sizes = words.ends - words.starts
    plurals = np.flatnonzero((raw[words.ends - 1] == ord("s")) & (sizes > 2))
    plurals = plurals[(kinds[words.ends[plurals] - 2] & _LOWER) == 0]
    capitals = np.flatnonzero((kinds[words.starts] & kinds[words.ends - 1] & _UPPER != 0) & (sizes > 1))
    irregular = np.concatenate((joiners, words.starts[plurals], words.starts[capitals], words.starts[sizes > _WIDTH]))
    if not len(irregular):
        return words, Spans(irregular, irregular)
    spaces = np.flatnonzero((kinds & _SPACE) != 0)
    ends = unique_below(np.searchsorted(spaces, irregular), len(spaces))
    stretches = Spans(spaces[ends - 1] + 1, spaces[ends])
    covered = np.zeros(len(raw), np.bool_)
    covered[ragged_indices(stretches.starts, stretches.ends - stretches.starts)] = True
    plain = ~covered[words.starts]
    return Spans(words.starts[plain], words.ends[plain]), stretches
