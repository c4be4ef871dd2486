"""``python -m tests.vocabulary.renewing_word_lists FOLDER``: writes the word lists from pyspellchecker's resources."""

import gzip
import json
import sys
from pathlib import Path

import numpy as np

from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.vocabulary.known_words import FOLDER, HASHES, word_hash

SHORTEST = 3  # letters; shorter words are never corrected


def renew(resources: Path) -> None:
    """Write the list of each language."""
    for language in LANGUAGES:
        with gzip.open(resources / f"{language}.json.gz", "rt", encoding="utf-8") as file:
            words = {fold(word) for word in json.load(file) if word.isalpha() and len(word) >= SHORTEST}
        hashes = np.unique(np.array([word_hash(word) for word in words], HASHES))
        (FOLDER / f"{language}.u32").write_bytes(hashes.tobytes())


if __name__ == "__main__":
    renew(Path(sys.argv[1]))
