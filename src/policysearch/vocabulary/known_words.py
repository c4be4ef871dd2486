"""Words that are spelled well in one of the four languages, whether or not the index has them.

``word_lists/`` says where the lists come from and how they are stored; they are mapped into memory, shared by all
processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policysearch.settings import LANGUAGES
from policysearch.text import fold

FOLDER = Path(__file__).with_name("word_lists")
HASH_BYTES = 4
HASHES = np.dtype("<u4")


@lru_cache(maxsize=1 << 14)
def is_known_word(word: str, language: str | None = None) -> bool:
    """Return whether ``word``, case and accents apart, is a word of ``language`` (None: of any of the four)."""
    languages = LANGUAGES if language is None else (language,)
    folded = fold(word)
    return any(_has(name, folded) for name in languages if name in LANGUAGES) or (
        "es" in languages and any(_has("es", singular) for singular in _spanish_singulars(folded))
    )


def word_hash(folded: str) -> int:
    """Return the number that stands for a folded word in a list."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=HASH_BYTES).digest(), "little")


def _has(language: str, folded: str) -> bool:
    hashes, number = _hashes(language), np.uint32(word_hash(folded))
    place = int(np.searchsorted(hashes, number))
    return bool(place < len(hashes) and hashes[place] == number)


def _spanish_singulars(folded: str) -> Iterator[str]:
    """Yield what a plural may be of: the Spanish list has few plurals."""
    for ending, singular in (("ces", "z"), ("es", ""), ("s", "")):
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            yield folded.removesuffix(ending) + singular


@cache
def _hashes(language: str) -> NDArray[np.uint32]:
    return np.memmap(FOLDER / f"{language}.u32", HASHES, "r")
