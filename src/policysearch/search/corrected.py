"""The answer to a query: as typed; or, where nothing has the words and one correction is sure, as corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from policysearch.engines.contract import Snapshot
from policysearch.query import Query
from policysearch.search.capitals import MAX_DOCUMENTS, with_capitals
from policysearch.search.did_you_mean import did_you_mean
from policysearch.search.long_text import significant_words
from policysearch.search.resolve_fields import resolve_fields
from policysearch.search.results import Correction, ShownFor
from policysearch.search.retrieve import Retrieval, prepare_any_word, reparsed, retrieve
from policysearch.search.words_apart import keep_apart


class Answer(NamedTuple):
    """What is listed, another wording that has more, and the wording that is listed in place of the typed one."""

    retrieval: Retrieval
    suggestion: Correction | None
    shown_for: ShownFor | None


def answer(snapshot: Snapshot, query: Query, first: int = 0) -> Answer:
    """Match ``query``. Pages, feeds and exports list the same: a correction does not depend on the page.

    ``first`` is how many of the documents found can be ordered anew.
    """
    is_long = any(notice.code == "long_text" for notice in query.notices)
    read = significant_words(snapshot, query) if is_long else resolve_fields(snapshot, query)
    retrieval = retrieve(snapshot, keep_apart(snapshot, read), first)
    needs_correction = retrieval.relaxed or not retrieval.total
    reworded = did_you_mean(retrieval) if not is_long and (needs_correction or query.offset == 0) else None
    if reworded is None:
        return Answer(retrieval, None, None)
    is_listed = reworded.sure and query.offset == 0
    reread = reparsed(snapshot, query, reworded.text)
    looked_at = reread if is_listed else replace(reread, offset=0, limit=MAX_DOCUMENTS, facets=())
    if reworded.any_word:
        prepare_any_word(snapshot, looked_at, first)
    corrected = retrieve(snapshot, looked_at, first, best_only=not is_listed)
    best = [doc_id for doc_id, _ in corrected.hits()[: query.limit]]
    if is_listed:  # the documents that say how its words are written are the page's own
        corrected.prefetch(best)
    elif not reworded.sure:  # or they are read with the page
        retrieval.prefetch([*(doc_id for doc_id, _ in retrieval.page()), *best[:MAX_DOCUMENTS]])
    new_words = [word for word in reworded.text.split() if word.isalpha() and word not in query.text.split()]
    text = with_capitals(corrected, reworded.text, new_words)
    suggestion = Correction(text, reworded.total)
    if not reworded.sure:
        return Answer(retrieval, suggestion, None)
    shown_for = ShownFor(query.text, text, reworded.verbatim)
    if text != reworded.text:
        reread = reparsed(snapshot, query, text)
    is_same = is_listed and reread.clause == corrected.query.clause
    final = corrected._replace(query=reread) if is_same else retrieve(snapshot, reread, first)
    return Answer(final, suggestion, shown_for)
