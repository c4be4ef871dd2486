"""Documents of one generation as they were stored: read together, decoded once, those read last kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from policysearch.engines.contract import Id
from policysearch.engines.opensearch.document_source import slug_of
from policysearch.engines.opensearch.mapping import ALIASES, FACET_FIELDS, ID, KIND, RECORD, SLUG
from policysearch.engines.opensearch.query_compiler import any_of
from policysearch.engines.opensearch.response import Answer
from policysearch.engines.opensearch.sealed_record import unseal
from policysearch.materials import document_codec
from policysearch.model.document import Document
from policysearch.model.errors import IndexDamagedError
from policysearch.model.message import message

CACHED_DOCUMENTS = 4_096
CACHED_KEYS = 8_192
AT_ONCE = 500  # documents of one answer
MOST_HIGHLIGHTS = 10_000  # of one answer
Search = Callable[[Sequence[Mapping[str, Any]]], list[Answer]]
Values = Mapping[str, Mapping[str, tuple[str, ...]]]  # of a workshop: part to facet to values


class StoredDocuments:
    """Reads documents by ``search``. Shared by threads: entries are only added, and the oldest taken away."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._documents: dict[str, Document] = {}
        self._ids: dict[str, str | None] = {}
        self._values: dict[str, Values] = {}

    def documents(self, ids: Sequence[str]) -> list[Document]:
        """Return the documents in the order of ``ids``. Raises IndexDamagedError where one is missing."""
        documents = {doc_id: self._documents.get(doc_id) for doc_id in ids}
        missing = [doc_id for doc_id, document in documents.items() if document is None]
        for start in range(0, len(missing), AT_ONCE):
            some_ids = missing[start : start + AT_ONCE]
            (answer,) = self._search([self._by_id(some_ids)])
            documents |= self.decoded(answer.hits, some_ids)
        return [self._required(doc_id, documents[doc_id]) for doc_id in ids]

    def ids(self, keys: Sequence[str]) -> list[str | None]:
        """Return the id of each document by its key or its workshop's former slug; their documents are read too."""
        unknown = [key for key in dict.fromkeys(keys) if key not in self._ids]
        ids: dict[str, str | None] = {}
        for start in range(0, len(unknown), AT_ONCE):
            some_keys = unknown[start : start + AT_ONCE]
            body = self._by_id(some_keys)
            body["query"] = {"bool": {"should": [body["query"], any_of(ALIASES, some_keys)]}}
            body["size"] = 4 * AT_ONCE
            (answer,) = self._search([body | {"_source": [ID, RECORD, ALIASES]}])
            former = {alias: hit["_source"][ID] for hit in answer.hits for alias in hit["_source"].get(ALIASES, ())}
            present = self.decoded(answer.hits, [hit["_source"][ID] for hit in answer.hits])
            ids |= {key: key if key in present else former.get(key) for key in some_keys}
        _add(self._ids, ids, CACHED_KEYS)
        return [ids[key] if key in ids else self._ids[key] for key in keys]

    def highlight_values(self, slugs: Sequence[str], facet: str) -> list[Mapping[str, tuple[str, ...]]]:
        """Return for each workshop the values of its highlights by part."""
        of_slugs = {slug: self._values[slug] for slug in slugs if slug in self._values}
        missing = [slug for slug in dict.fromkeys(slugs) if slug not in of_slugs]
        if missing:
            (answer,) = self._search([self._highlights(missing)])
            of_slugs |= self._read_values(missing, answer)
        return [{part: values.get(facet, ()) for part, values in of_slugs[slug].items()} for slug in slugs]

    def read_page(self, ids: Sequence[str], passages: Mapping[str, Any] | None) -> Answer | None:
        """Read documents, the values of their highlights and, by the search ``passages``, passages at once."""
        slugs = [doc_id for doc_id in ids if "/" not in doc_id and doc_id not in self._values]
        missing = [doc_id for doc_id in ids if doc_id not in self._documents]
        searches: dict[str, Mapping[str, Any]] = {}
        if missing:
            searches["documents"] = self._by_id(missing)
        if slugs:
            searches["highlights"] = self._highlights(slugs)
        if passages is not None:
            searches["passages"] = passages
        answers = dict(zip(searches, self._search([*searches.values()]), strict=True))
        if missing:
            self.decoded(answers["documents"].hits, missing)
        if slugs:
            self._read_values(slugs, answers["highlights"])
        return answers.get("passages")

    def best_passages(self, answer: Answer) -> dict[Id, Sequence[Id]]:
        """Return by workshop the ids of an answer's passages, the best first."""
        buckets = answer.counts["workshops"]["buckets"]
        hits = {bucket["key"]: bucket["best"]["hits"]["hits"] for bucket in buckets}
        self.decoded([hit for of_workshop in hits.values() for hit in of_workshop], [])
        return {slug: [hit["_source"][ID] for hit in of_workshop] for slug, of_workshop in hits.items()}

    def decoded(self, hits: Iterable[Mapping[str, Any]], ids: Collection[str]) -> dict[str, Document]:
        """Return the documents ``ids`` of an answer, or all of them; a part needs its workshop's document."""
        records = {hit["_source"][ID]: unseal(hit["_source"][RECORD]) for hit in hits}
        parents = {slug: self._documents.get(slug) for slug in {slug_of(doc_id) for doc_id in records if "/" in doc_id}}
        if absent := [slug for slug, parent in parents.items() if parent is None and slug not in records]:
            parents |= zip(absent, self.documents(absent), strict=True)
        decoded = {slug: document_codec.decode(record) for slug, record in records.items() if "/" not in slug}
        parents |= decoded
        for doc_id, record in records.items():
            if doc_id not in decoded:
                decoded[doc_id] = document_codec.decode(record, parents[slug_of(doc_id)])
        _add(self._documents, decoded, CACHED_DOCUMENTS)
        return {doc_id: decoded[doc_id] for doc_id in ids if doc_id in decoded} if ids else decoded

    def _by_id(self, ids: Sequence[str]) -> dict[str, Any]:
        """Return the search of documents, and of the workshops of those that are parts."""
        parents = {slug_of(doc_id) for doc_id in ids} - self._documents.keys()
        names = sorted({*ids, *parents})
        return {"query": {"bool": {"filter": [any_of(ID, names)]}}, "size": len(names), "_source": [ID, RECORD]}

    def _highlights(self, slugs: Sequence[str]) -> dict[str, Any]:
        filters = [{"term": {KIND: "highlight"}}, any_of(SLUG, slugs)]
        source = [ID, SLUG, *FACET_FIELDS.values()]
        return {"query": {"bool": {"filter": filters}}, "size": MOST_HIGHLIGHTS, "_source": source}

    def _read_values(self, slugs: Sequence[str], answer: Answer) -> dict[str, Values]:
        if answer.total > len(answer.hits):
            halves = slugs[: len(slugs) // 2], slugs[len(slugs) // 2 :]
            answers = self._search([self._highlights(half) for half in halves])
            return self._read_values(halves[0], answers[0]) | self._read_values(halves[1], answers[1])
        values: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {slug: {} for slug in slugs}
        for hit in answer.hits:
            source = hit["_source"]
            part = source[ID].removeprefix(f"{source[SLUG]}/")
            facets = {facet: tuple(sorted(source.get(field, ()))) for facet, field in FACET_FIELDS.items()}
            values[source[SLUG]][part] = facets
        _add(self._values, values, CACHED_DOCUMENTS)
        return {**values}

    def _required(self, doc_id: str, document: Document | None) -> Document:
        if document is None:
            raise IndexDamagedError(
                message("The index is damaged: it has no document {doc_id}.", doc_id=doc_id),
                "Write it anew with: policysearch build --full",
            )
        return document


def _add(cache: dict[str, Any], entries: Mapping[str, Any], most: int) -> None:
    """Add entries, and take those away that were added first where there are too many. Other threads may do so too."""
    cache.update(entries)
    for name in [*cache][: max(len(cache) - most, 0)]:
        cache.pop(name, None)
