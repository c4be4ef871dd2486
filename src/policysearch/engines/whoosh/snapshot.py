"""A generation opened for reading."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

from policysearch.engines.whoosh.compile import Evaluator
from policysearch.engines.whoosh.generations import manifest
from policysearch.engines.whoosh.reader.index_reader import Collection
from policysearch.engines.whoosh.segment.files import open_segment
from policysearch.engines.whoosh.stored import document_codec
from policysearch.model.document import Document
from policysearch.search.highlight.display_text import Pages
from policysearch.vocabulary import from_json

VOCABULARY = "vocabulary.json"
KEPT = 2_048  # documents that were read last stay decoded


class Opened:
    """Everything a search reads. Raises IndexOutdatedError or IndexDamagedError."""

    def __init__(self, folder: Path) -> None:
        self.manifest = manifest.read(folder)
        self.name = folder.name
        self.vocabulary = from_json((folder / VOCABULARY).read_text("utf-8"))
        self.segments = tuple(open_segment(folder, name) for name in self.manifest.segments)
        self.document = lru_cache(maxsize=KEPT)(self._document)

    @cached_property
    def collection(self) -> Collection:
        """The documents as arrays."""
        return Collection(self.segments)

    @cached_property
    def evaluator(self) -> Evaluator:
        """What finds clauses in them."""
        return Evaluator(self.collection)

    @cached_property
    def pages(self) -> Pages:
        """Documents as they are shown."""
        return Pages(self.collection, self.document)

    def _document(self, number: int) -> Document:
        """A document as it was stored."""
        parent = int(self.collection.parents[number])
        return document_codec.hear(self._record(number), None if parent == number else self.document(parent))

    def _record(self, number: int) -> str:
        segment, local = self.collection.place(number)
        return str(segment.record(local), "utf-8")
