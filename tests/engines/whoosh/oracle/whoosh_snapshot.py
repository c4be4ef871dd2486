"""A Whoosh index as Whoosh's own readers tell it: the oracle asks nothing of the arrays."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import index

from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.model.document import FACETS, Document
from policysearch.query import View
from policysearch.vocabulary import Vocabulary
from tests.engines.whoosh.oracle.facet_counter import Facet
from tests.engines.whoosh.oracle.term_expander import Lexicon
from tests.engines.whoosh.oracle.weighting import Weighting


class Opened:
    """``documents`` are those that were indexed, by id. Numbers are those of Whoosh's reader."""

    def __init__(self, folder: Path, documents: dict[str, Document], vocabulary: Vocabulary) -> None:
        self.documents = documents
        self.vocabulary = vocabulary
        self._index = index.open_dir(str(folder), readonly=True)
        plain = self._index.searcher()
        self.reader: Any = plain.reader()
        self.texts = {name: self._with_words(name) for name in (*TEXTS.values(), FORM)}
        self.searcher: Any = self._index.searcher(weighting=Weighting(self.texts))

    def _with_words(self, name: str) -> int:
        return sum(self.reader.doc_field_length(n, name) > 0 for n in range(self.reader.doc_count_all()))

    @property
    def size(self) -> int:
        """How many documents of any kind there are, deleted ones included."""
        return int(self.reader.doc_count_all())

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that any document has words in."""
        return tuple(language for language, name in TEXTS.items() if self.texts[name])

    @cached_property
    def lexicon(self) -> Lexicon:
        """The forms of all words."""
        return Lexicon([(f.decode("utf-8"), self.reader.doc_frequency(FORM, f)) for f in self.reader.lexicon(FORM)])

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """Which documents have which values."""
        return {name: Facet(self.postings(name), self.size) for name in FACETS}

    @cached_property
    def kinds(self) -> dict[str, NDArray[np.bool_]]:
        """Per kind, which documents are of it."""
        found = self.postings("kind")
        return {kind: self._mask(found.get(kind, [])) for kind in ("workshop", "highlight", "passage")}

    @cached_property
    def parents(self) -> NDArray[np.int64]:
        """Per document, the number of its workshop."""
        parents = np.zeros(self.size, np.int64)
        for numbers in self.postings("slug").values():
            parents[numbers] = next(n for n in numbers if self.kinds["workshop"][n])
        return parents

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Per document, the day its workshop began, as an ordinal."""
        starts = np.zeros(self.size, np.int64)
        for name, number in self.numbers.items():
            starts[number] = self.documents[name].workshop.start.toordinal()
        return starts

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every document by its id."""
        return {name: numbers[0] for name, numbers in self.postings("id").items()}

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """Per document, the place of its id among all ids."""
        ranks = np.zeros(self.size, np.int64)
        for rank, name in enumerate(sorted(self.numbers)):
            ranks[self.numbers[name]] = rank
        return ranks

    def listed(self, view: View) -> NDArray[np.bool_]:
        """Which documents a view may list."""
        return self.kinds["highlight" if view == "highlights" else "workshop"]

    def number(self, document_id: str) -> int | None:
        """A document's number, by its id."""
        return self.numbers.get(document_id)

    def document(self, number: int) -> Document:
        """The document that was indexed."""
        return self.documents[self._ids[number]]

    @cached_property
    def _ids(self) -> dict[int, str]:
        return {number: name for name, number in self.numbers.items()}

    def postings(self, name: str) -> dict[str, list[int]]:
        """The documents of every term of a field; deleted ones are not among them."""
        found = {t.decode("utf-8"): list(self.reader.postings(name, t).all_ids()) for t in self.reader.lexicon(name)}
        return {value: numbers for value, numbers in found.items() if numbers}

    def _mask(self, numbers: list[int]) -> NDArray[np.bool_]:
        mask = np.zeros(self.size, bool)
        mask[numbers] = True
        return mask

    def close(self) -> None:
        """Let go of files."""
        self.searcher.close()
        self._index.close()
