"""A generation opened for reading."""

from __future__ import annotations

import weakref
from functools import cached_property, lru_cache
from pathlib import Path
from threading import RLock

import numpy as np
from numpy.typing import NDArray
from whoosh import index

from policysearch.documents import FACETS, Document
from policysearch.engines.whoosh import manifest, records
from policysearch.engines.whoosh.facets import Facet
from policysearch.engines.whoosh.lexicon import Lexicon
from policysearch.engines.whoosh.schema import FORM, TEXTS, schema
from policysearch.engines.whoosh.store.files import open_segment
from policysearch.engines.whoosh.store.segment import Segment
from policysearch.engines.whoosh.weighting import Weighting
from policysearch.materials.workshop import Workshop
from policysearch.query import View
from policysearch.vocabulary import from_json

VOCABULARY = "vocabulary.json"


class Opened:
    """Everything a search reads. The documents of a workshop follow each other, the workshop itself first.

    Raises IndexOutdatedError or IndexDamagedError before Whoosh sees a single file: its table of contents is a
    pickle, so only files that the manifest lists with their sizes are ever opened.
    """

    def __init__(self, folder: Path) -> None:
        self.manifest = manifest.read(folder)
        self.name = folder.name
        self.segments = tuple(open_segment(folder, name) for name in self.manifest.segments)
        self.vocabulary = from_json((folder / VOCABULARY).read_text("utf-8"))
        self.searcher = index.open_dir(str(folder), schema=schema(), readonly=True).searcher(
            weighting=Weighting(self.manifest.texts)
        )
        self.lock = RLock()  # Whoosh's matchers share the position in a file
        self._workshop = lru_cache(maxsize=256)(self._read_workshop)
        self.close = weakref.finalize(self, self.searcher.close)  # with the last reader, or when told; once

    @property
    def size(self) -> int:
        """How many documents of any kind there are."""
        return int(self.searcher.reader().doc_count_all())

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that any document has words in."""
        return tuple(language for language, name in TEXTS.items() if self.manifest.texts.get(name))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The forms of all words."""
        reader = self.searcher.reader()
        return Lexicon([(form.decode("utf-8"), reader.doc_frequency(FORM, form)) for form in reader.lexicon(FORM)])

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """Which documents have which values."""
        return {name: Facet(self._postings(name), self.size) for name in FACETS}

    @cached_property
    def kinds(self) -> dict[str, NDArray[np.bool_]]:
        """Per kind, which documents are of it."""
        found = self._postings("kind")
        return {kind: _mask(found.get(kind, []), self.size) for kind in ("workshop", "highlight", "passage")}

    @cached_property
    def parents(self) -> NDArray[np.int64]:
        """Per document, the number of its workshop."""
        return np.concatenate([one.parents.astype(np.int64) + self._base(n) for n, one in enumerate(self.segments)])

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Per document, the day its workshop began, as an ordinal."""
        return np.concatenate([one.starts.astype(np.int64) for one in self.segments])

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every document by its id."""
        return {name: docs[0] for name, docs in self._postings("id").items()}

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """Per document, the place of its id among all ids."""
        ranks = np.empty(self.size, np.int64)
        for rank, name in enumerate(sorted(self.numbers)):
            ranks[self.numbers[name]] = rank
        return ranks

    @cached_property
    def aliases(self) -> dict[str, int]:
        """The number of every workshop by its former slugs."""
        return {name: docs[0] for name, docs in self._postings("alias").items()}

    def listed(self, view: View) -> NDArray[np.bool_]:
        """Which documents a view may list."""
        return self.kinds["highlight" if view == "highlights" else "workshop"]

    def number(self, document_id: str) -> int | None:
        """A document's number, by its id or a workshop's former slug."""
        return self.numbers.get(document_id, self.aliases.get(document_id))

    def document(self, number: int) -> Document:
        """A document as it was stored."""
        workshop = self._workshop(int(self.parents[number]))
        return records.unpack(self._record(number), None if self.kinds["workshop"][number] else workshop)

    def parts(self, workshop: int) -> list[int]:
        """The numbers of a workshop's highlights and passages."""
        base, segment, local = self._place(workshop)
        return [base + part for part in segment.parts(local)]

    def _read_workshop(self, number: int) -> Workshop:
        return records.unpack(self._record(number)).workshop

    def _record(self, number: int) -> bytes:
        _, segment, local = self._place(number)
        return bytes(segment.record(local))

    def _base(self, place: int) -> int:
        return sum(segment.size for segment in self.segments[:place])

    def _place(self, number: int) -> tuple[int, Segment, int]:
        """A document's segment: its first number, itself, and the document's number in it."""
        base = 0
        for segment in self.segments:
            if number < base + segment.size:
                return base, segment, number - base
            base += segment.size
        raise IndexError(number)

    def _postings(self, name: str) -> dict[str, list[int]]:
        reader = self.searcher.reader()
        with self.lock:
            return {t.decode("utf-8"): list(reader.postings(name, t).all_ids()) for t in reader.lexicon(name)}


def _mask(numbers: list[int], size: int) -> NDArray[np.bool_]:
    mask = np.zeros(size, bool)
    mask[numbers] = True
    return mask
