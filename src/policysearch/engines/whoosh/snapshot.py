"""A generation opened for reading."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

from policysearch.engines.whoosh.compile import QueryCompiler
from policysearch.engines.whoosh.generations import manifest
from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.engines.whoosh.segment.files import open_segment
from policysearch.engines.whoosh.stored import document_codec
from policysearch.model.document import Document
from policysearch.search.highlight.display_text import DisplayTexts
from policysearch.vocabulary import from_json

VOCABULARY = "vocabulary.json"
DECODED_DOCUMENTS = 2_048  # documents that were read last stay decoded


class Snapshot:
    """Everything a search reads. Raises IndexOutdatedError or IndexDamagedError."""

    def __init__(self, folder: Path) -> None:
        self.manifest = manifest.read(folder)
        self.id = folder.name
        self.vocabulary = from_json((folder / VOCABULARY).read_text("utf-8"))
        self.segments = tuple(open_segment(folder, name) for name in self.manifest.segments)
        self.document = lru_cache(maxsize=DECODED_DOCUMENTS)(self._document)

    @cached_property
    def reader(self) -> IndexReader:
        """The documents as arrays."""
        return IndexReader(self.segments)

    @cached_property
    def compiler(self) -> QueryCompiler:
        """What finds clauses in them."""
        return QueryCompiler(self.reader)

    @cached_property
    def display_texts(self) -> DisplayTexts:
        """Documents as they are shown."""
        return DisplayTexts(self.reader, self.document)

    def _document(self, number: int) -> Document:
        """A document as it was stored."""
        parent = int(self.reader.parents[number])
        return document_codec.decode(self._record(number), None if parent == number else self.document(parent))

    def _record(self, number: int) -> str:
        segment, local = self.reader.locate(number)
        return str(segment.record(local), "utf-8")
