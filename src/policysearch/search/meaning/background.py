"""Sentences of our own in four languages: neutral ones, which a question is near to by chance, and small talk.

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

SENTENCES, SMALL_TALK, VECTORS = "background.tsv", "small_talk.tsv", "background.vectors"


@cache
def background() -> dict[str, tuple[str, ...]]:
    """Return about 240 sentences in each language; the same ones, translated."""
    return _by_language(SENTENCES)


@cache
def small_talk() -> dict[str, tuple[str, ...]]:
    """Return about 60 things in each language that people ask a search box and no collection of lessons answers."""
    return _by_language(SMALL_TALK)


def all_sentences() -> list[str]:
    """Return the neutral sentences, then small talk, each in the order of LANGUAGES."""
    return [sentence for kind in (background(), small_talk()) for language in LANGUAGES for sentence in kind[language]]


def background_vectors(identity: str) -> dict[str, NDArray[np.float16]]:
    """Return the vectors of all sentences by the embedding of this identity; none where they are another's."""
    content = files(__package__).joinpath(VECTORS).read_bytes()
    arrays, details = array_blob.load(memoryview(content))
    if details != _details(identity):
        return {}
    vectors = (arrays["vectors"] * arrays["scales"][:, None]).astype(np.float16)
    return dict(zip(all_sentences(), vectors, strict=True))


def background_file(vectors: NDArray[np.float32], identity: str) -> bytes:
    """Return the content of the file of vectors, given in the order of ``all_sentences``."""
    rows, scales = quantised(vectors)
    return array_blob.dump({"vectors": rows, "scales": scales}, _details(identity))


def _by_language(name: str) -> dict[str, tuple[str, ...]]:
    columns = zip(*(line.split("\t") for line in _text(name).splitlines()), strict=True)
    return dict(zip(LANGUAGES, columns, strict=True))


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _details(identity: str) -> dict[str, str]:
    texts = _text(SENTENCES) + _text(SMALL_TALK)
    return {"identity": identity, "sentences": sha256(texts.encode("utf-8")).hexdigest()}
