"""Neutral sentences of our own in four languages: what a question is near to by chance.

Their vectors by the bundled model lie beside them, so that a first build need not make a thousand. They count for that
model and these sentences alone.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from policysearch.search.meaning import array_blob
from policysearch.search.meaning.codes import quantised
from policysearch.settings import LANGUAGES

SENTENCES, VECTORS = "background.tsv", "background.vectors"


@cache
def background() -> dict[str, tuple[str, ...]]:
    """Return about 240 sentences in each language; the same ones, translated."""
    columns = zip(*(line.split("\t") for line in _text().splitlines()), strict=True)
    return dict(zip(LANGUAGES, columns, strict=True))


def background_vectors(identity: str) -> dict[str, NDArray[np.float16]]:
    """Return the vectors of all sentences by the embedding of this identity; none where they are another's."""
    content = files(__package__).joinpath(VECTORS).read_bytes()
    arrays, details = array_blob.load(memoryview(content))
    if details != _details(identity):
        return {}
    vectors = (arrays["vectors"] * arrays["scales"][:, None]).astype(np.float16)
    return dict(zip(_sentences(), vectors, strict=True))


def background_file(vectors: NDArray[np.float32], identity: str) -> bytes:
    """Return the content of the file of vectors, given in the order of the languages and of their sentences."""
    rows, scales = quantised(vectors)
    return array_blob.dump({"vectors": rows, "scales": scales}, _details(identity))


def _sentences() -> list[str]:
    return [sentence for language in LANGUAGES for sentence in background()[language]]


def _text() -> str:
    return files(__package__).joinpath(SENTENCES).read_text("utf-8")


def _details(identity: str) -> dict[str, str]:
    return {"identity": identity, "sentences": sha256(_text().encode("utf-8")).hexdigest()}
