"""Whoosh's own searcher over arrays, against the same searcher over Whoosh's own codec: same matches, scores, order."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index, query, scoring, sorting
from whoosh.codec import whoosh3

from policysearch.engines.whoosh.arrays.array_file import write_arrays
from policysearch.engines.whoosh.codec import ArraySegment, write_contents
from policysearch.engines.whoosh.codec.fields import schema
from policysearch.engines.whoosh.segment.files import arrays_path, write_live
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.materials import document_codec
from policysearch.model.document import COLUMNS, Document
from policysearch.model.workshop import Workshop
from tests.engines.whoosh.plain_inverter import postings
from tests.engines.whoosh.writer.test_runs import documents, workshops

CREDIT, TRADE, POLITICS = (
    query.Term("text_en", "credit"),
    query.Term("text_en", "trade"),
    query.Term("text_es", "polit"),
)
QUERIES = [
    CREDIT,
    query.Term("form", "credit"),
    query.Term("id", "w1"),
    query.Term("slug", "w2"),
    query.Term("kind", "highlight"),
    query.Term("alias", "old1"),
    query.Term("theme", "a"),
    query.Term("year", "2011"),
    query.Term("text_en", "nowhere"),
    query.Or([CREDIT, TRADE, POLITICS]),
    query.And([CREDIT, TRADE]),
    query.And([CREDIT, query.Not(TRADE)]),
    query.AndMaybe(CREDIT, query.Term("form", "credit", boost=0.2)),
    query.Phrase("text_en", ["credit", "sme"]),
    query.SpanNear(CREDIT, TRADE, slop=3, ordered=False),
    query.Prefix("form", "p"),
    query.Prefix("text_en", "c"),
    query.Wildcard("form", "*s"),
    query.TermRange("year", "2011", "2013"),
    query.TermRange("form", "d", "t"),
    query.FuzzyTerm("form", "trad", maxdist=1),
    query.Every(),
    query.Every("text_es"),
    query.Not(CREDIT),
    query.DisjunctionMax([CREDIT, TRADE]),
]
MODELS = [scoring.BM25F(), scoring.TF_IDF(), scoring.Frequency()]


@contextmanager
def exact_lengths() -> Iterator[None]:
    """Whoosh's codec keeps a length as a byte on a logarithmic scale; here, as it is."""
    with (
        patch.object(whoosh3, "length_to_byte", lambda length: 0 if length is None else min(length, 255)),
        patch.object(whoosh3, "byte_to_length", lambda byte: byte),
    ):
        yield


def ordered(records: Sequence[Workshop]) -> list[Document]:
    """The documents in the order of their numbers in a segment."""
    return sorted(documents(records), key=lambda document: document.kind == "highlight")


def with_stock_codec(folder: Path, batches: Sequence[Sequence[Workshop]], gone: set[str]) -> None:
    created = index.create_in(str(folder), schema())
    for batch in batches:
        writer = created.writer()
        numbered = ordered(batch)
        parents = {document.id: document for document in numbered if document.kind == "workshop"}
        for document in numbered:
            parent = parents[document.workshop.slug]
            writer.add_document(
                **postings(document.texts),
                id=(document.id,),
                slug=(document.workshop.slug,),
                kind=(document.kind,),
                alias=document.workshop.aliases if document.kind == "workshop" else (),
                start=document.workshop.start.toordinal(),
                **{facet: document.facets.get(facet, ()) for facet in COLUMNS},
                record=document_codec.encode(document, None if document is parent else parent).encode("utf-8"),
            )
        writer.commit(merge=False)
    if gone:
        writer = created.writer()
        for slug in gone:
            writer.delete_by_term("slug", slug)
        writer.commit(merge=False)
    created.close()


def with_arrays(folder: Path, batches: Sequence[Sequence[Workshop]], gone: set[str]) -> None:
    segments = []
    for number, batch in enumerate(batches):
        segment, name = segment_in_memory(documents(batch)), f"MAIN_{number:016}"
        write_arrays(arrays_path(folder, name), segment.arrays)
        dead = [segment.number(slug) for slug in gone if segment.number(slug) >= 0]
        live = ~np.isin(segment.parents, dead)
        if dead:
            write_live(folder, name, live)
        segments.append(ArraySegment(name, segment.size, int((~live).sum())))
    write_contents(folder, segments)


def answers(folder: Path) -> Iterator[Any]:
    opened = index.open_dir(str(folder))
    for model in MODELS:
        with opened.searcher(weighting=model) as searcher:
            for clause in QUERIES:
                for limit in (2, None):
                    results = searcher.search(clause, limit=limit)
                    yield (
                        clause,
                        limit,
                        [(hit.docnum, pytest.approx(hit.score)) for hit in results],
                        results.scored_length(),
                    )
                by_day = searcher.search(clause, sortedby=sorting.FieldFacet("start", reverse=True), limit=None)
                yield clause, [hit.docnum for hit in by_day], [hit["record"] for hit in by_day]
    with opened.reader() as reader:
        names = [*("id", "slug", "kind", "alias"), *COLUMNS, "form", "text_en", "text_es"]
        yield reader.doc_count(), reader.doc_count_all(), [reader.is_deleted(n) for n in range(reader.doc_count_all())]
        for name in names:
            for term in reader.lexicon(name):
                info = reader.term_info(name, term)
                yield name, term, info.doc_frequency(), info.weight(), info.min_id(), info.max_id(), info.max_weight()
                matcher = reader.postings(name, term)
                yield [*matcher.all_ids()]
            yield name, reader.field_length(name) if reader.schema[name].scorable else None
        yield [*reader.terms_from("form", b"s")]
        yield [*reader.all_terms()]


@pytest.mark.slow
@settings(max_examples=25)
@given(workshops(), st.integers(0, 6), st.sets(st.sampled_from([f"w{n}" for n in range(6)]), max_size=3))
def test_both_codecs_answer_alike(records: list[Workshop], cut: int, gone: set[str]) -> None:
    batches = [batch for batch in (records[:cut], records[cut:]) if batch]
    gone &= {workshop.slug for workshop in records}
    with TemporaryDirectory() as stock, TemporaryDirectory() as arrays, exact_lengths():
        with_stock_codec(Path(stock), batches, gone)
        with_arrays(Path(arrays), batches, gone)
        for expected, answer in zip(answers(Path(stock)), answers(Path(arrays)), strict=True):
            assert answer == expected
