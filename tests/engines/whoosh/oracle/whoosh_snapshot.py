"""A generation opened with Whoosh's own readers: the oracle reads none of the engine's arrays."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import index

from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.model.document import COLUMNS, Document
from policysearch.query import View
from policysearch.vocabulary import Vocabulary
from tests.engines.whoosh.oracle.facet_counter import FacetCounter
from tests.engines.whoosh.oracle.term_expander import TermExpander
from tests.engines.whoosh.oracle.weighting import BM25F


class WhooshSnapshot:
    """``documents`` are the indexed documents by id. Doc ids are those of Whoosh's reader."""

    def __init__(self, folder: Path, documents: dict[str, Document], vocabulary: Vocabulary) -> None:
        self.documents = documents
        self.vocabulary = vocabulary
        whoosh_index = index.open_dir(str(folder), readonly=True)
        self.reader: Any = whoosh_index.searcher().reader()
        self.document_counts = {name: self._document_count(name) for name in (*TEXTS.values(), FORM)}
        self.searcher: Any = whoosh_index.searcher(weighting=BM25F(self.document_counts))

    def _document_count(self, field: str) -> int:
        return sum(self.reader.doc_field_length(n, field) > 0 for n in range(self.reader.doc_count_all()))

    @property
    def size(self) -> int:
        """Return the number of documents of any kind, deleted ones included."""
        return int(self.reader.doc_count_all())

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that any document has words in."""
        return tuple(language for language, field in TEXTS.items() if self.document_counts[field])

    @cached_property
    def term_expander(self) -> TermExpander:
        """Return the expander over the forms of all words."""
        forms = self.reader.lexicon(FORM)
        return TermExpander([(form.decode("utf-8"), self.reader.doc_frequency(FORM, form)) for form in forms])

    @cached_property
    def facets(self) -> dict[str, FacetCounter]:
        """Return the facets by name."""
        return {name: FacetCounter(self.postings(name), self.size) for name in COLUMNS}

    @cached_property
    def kinds(self) -> dict[str, NDArray[np.bool_]]:
        """Return per kind a mask of the documents that are of it."""
        postings = self.postings("kind")
        return {kind: self._mask(postings.get(kind, [])) for kind in ("workshop", "highlight", "passage")}

    @cached_property
    def parents(self) -> NDArray[np.int64]:
        """Return per document the doc id of its workshop."""
        parents = np.zeros(self.size, np.int64)
        for doc_ids in self.postings("slug").values():
            parents[doc_ids] = next(doc_id for doc_id in doc_ids if self.kinds["workshop"][doc_id])
        return parents

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Return per document the first day of its workshop, as an ordinal."""
        starts = np.zeros(self.size, np.int64)
        for document_id, doc_id in self.doc_ids.items():
            starts[doc_id] = self.documents[document_id].workshop.start.toordinal()
        return starts

    @cached_property
    def added(self) -> NDArray[np.int64]:
        """Return per document the day its workshop was added, as an ordinal; 0 where it does not say."""
        added = np.zeros(self.size, np.int64)
        for document_id, doc_id in self.doc_ids.items():
            day = self.documents[document_id].workshop.added
            added[doc_id] = day.toordinal() if day else 0
        return added

    @cached_property
    def doc_ids(self) -> dict[str, int]:
        """Return the doc id of every document by its id."""
        return {document_id: doc_ids[0] for document_id, doc_ids in self.postings("id").items()}

    @cached_property
    def ranks(self) -> NDArray[np.int64]:
        """Return per document the rank of its id among all ids."""
        ranks = np.zeros(self.size, np.int64)
        for rank, document_id in enumerate(sorted(self.doc_ids)):
            ranks[self.doc_ids[document_id]] = rank
        return ranks

    def is_listed(self, view: View) -> NDArray[np.bool_]:
        """Return a mask of the documents that a view may list."""
        return self.kinds["highlight" if view == "highlights" else "workshop"]

    def doc_id(self, document_id: str) -> int | None:
        """Return a document's doc id by its id."""
        return self.doc_ids.get(document_id)

    def document(self, doc_id: int) -> Document:
        """Return the document that was indexed."""
        return self.documents[self._document_ids[doc_id]]

    @cached_property
    def _document_ids(self) -> dict[int, str]:
        return {doc_id: document_id for document_id, doc_id in self.doc_ids.items()}

    def postings(self, field: str) -> dict[str, list[int]]:
        """Return the doc ids of every term of a field; deleted documents, and terms of these alone, are left out."""
        terms = self.reader.lexicon(field)
        postings = {term.decode("utf-8"): list(self.reader.postings(field, term).all_ids()) for term in terms}
        return {term: doc_ids for term, doc_ids in postings.items() if doc_ids}

    def _mask(self, doc_ids: list[int]) -> NDArray[np.bool_]:
        mask = np.zeros(self.size, bool)
        mask[doc_ids] = True
        return mask
