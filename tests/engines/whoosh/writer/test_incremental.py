"""A build that carries over what did not change answers as a build of everything, and writes little."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from whoosh import index as whoosh_index
from whoosh.query import Term

from policysearch.engines.build_contract import BuildReport
from policysearch.engines.registry import open_generations
from policysearch.engines.whoosh.generations import manifest
from policysearch.materials.documents import documents_of
from policysearch.model.document import FACETS
from policysearch.model.workshop import Workshop
from policysearch.query import And, Everything, Not, Or, Phrase, Prefix, Query, Word
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import build, open_searcher, workshop

TOPICS = ["credit", "trade", "training", "customs", "guarantees"]
ASKED = (
    Everything(),
    Word("credit"),
    Word("edited"),
    Or((Word("trade"), Word("customs"))),
    And((Word("lesson"), Not(Word("credit")))),
    Phrase("of small firms"),
    Prefix("tra"),
)


def held(number: int, edition: str = "") -> Workshop:
    topic = TOPICS[number % 5]
    return workshop(
        f"w{number:02}",
        f"{topic} {edition}",
        f"A lesson on {topic} of small firms.",
        f"Lesson {number}.",
        start=f"20{10 + number % 4}-01-01",
        themes=(topic,),
        aliases=(f"old{number}",),
        passages=(f"A page on {topic} {edition}",) if number % 3 == 0 else (),
    )


def update(index: Path, changed: Iterable[Workshop], keep: Iterable[str]) -> BuildReport:
    changed, keep = [*changed], {*keep}
    told = (document for one in changed for document in documents_of(one, Vocabulary()))
    sources = dict.fromkeys([*keep, *(one.slug for one in changed)], "x")
    return open_generations(Settings(index=index)).build(told, sources, Vocabulary(), keep=keep)


def answers(searcher: Searcher) -> list[object]:
    found: list[object] = []
    for clause in ASKED:
        for view in ("workshops", "highlights"):
            results = searcher.search(Query(clause=clause, view=view, limit=100))
            facets = {facet: [(b.value, b.count) for b in results.facets[facet]] for facet in FACETS}
            found.append((results.total, sorted(hit.document.id for hit in results.hits), facets))
    return found


def segments(index: Path, generation: str) -> tuple[str, ...]:
    return manifest.read(index / "generations" / generation).segments


def test_updates_answer_as_a_build_of_everything_does(tmp_path: Path) -> None:
    index, fresh = tmp_path / "index", tmp_path / "fresh"
    build(index, [held(n) for n in range(20)])
    update(index, [held(3, "edited")], {f"w{n:02}" for n in range(20) if n != 3})
    update(index, [held(20), held(7, "edited")], {f"w{n:02}" for n in range(20) if n not in (5, 7)})
    build(fresh, [held(n, "edited" if n in (3, 7) else "") for n in range(21) if n != 5])
    updated, anew = open_searcher(Settings(index=index)), open_searcher(Settings(index=fresh))
    assert answers(updated) == answers(anew)
    for name in ("w03", "w03/h1", "w05", "w05/h1", "old7", "old5", "w03/files/paper.pdf/1"):
        assert updated.get(name) == anew.get(name)
    assert [d.id for d in updated.scan(Query())] == [d.id for d in anew.scan(Query())]


def test_an_update_shares_the_file_it_does_not_change(tmp_path: Path) -> None:
    first = build(tmp_path, [held(n) for n in range(20)]).generation
    report = update(tmp_path, [held(3, "edited")], {f"w{n:02}" for n in range(20) if n != 3})
    old, new = segments(tmp_path, first), segments(tmp_path, report.generation)
    assert new[: len(old)] == old
    assert len(new) == 2
    files = [tmp_path / "generations" / name / f"{old[0]}.arrays" for name in (first, report.generation)]
    assert files[0].samefile(files[1])
    assert dict(report.documents) == {"workshop": 20, "highlight": 40, "passage": 7}
    assert open_generations(Settings(index=tmp_path)).verify(report.generation) == ()


def test_where_files_cannot_be_shared_they_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("no links here")

    build(tmp_path, [held(n) for n in range(20)])
    before = answers(open_searcher(Settings(index=tmp_path)))
    monkeypatch.setattr("os.link", refused)
    report = update(tmp_path, [], {f"w{n:02}" for n in range(20)})
    assert open_generations(Settings(index=tmp_path)).verify(report.generation) == ()
    assert answers(open_searcher(Settings(index=tmp_path))) == before


@pytest.mark.slow
def test_many_updates_leave_few_segments(tmp_path: Path) -> None:
    build(tmp_path, [held(n) for n in range(40)])
    everyone = {f"w{n:02}" for n in range(40)}
    for number in range(30):
        report = update(tmp_path, [held(number, "edited")], everyone - {f"w{number:02}"})
        assert len(segments(tmp_path, report.generation)) <= 3
    searcher = open_searcher(Settings(index=tmp_path))
    assert searcher.search(Query(clause=Word("edited"), limit=50)).total == 30


def test_what_is_mostly_deleted_is_written_anew(tmp_path: Path) -> None:
    first = build(tmp_path, [held(n) for n in range(20)]).generation
    report = update(tmp_path, [], {f"w{n:02}" for n in range(9)})
    assert not {*segments(tmp_path, first)} & {*segments(tmp_path, report.generation)}
    assert open_searcher(Settings(index=tmp_path)).search(Query()).total == 9


def test_an_index_can_become_empty_and_fill_again(tmp_path: Path) -> None:
    build(tmp_path, [held(1)])
    update(tmp_path, [], {"unknown"})
    assert open_searcher(Settings(index=tmp_path)).search(Query()).total == 0
    update(tmp_path, [held(2)], {"unknown"})
    assert open_searcher(Settings(index=tmp_path)).search(Query()).total == 1


def test_whooshs_own_searcher_answers_from_several_segments_with_deletions(tmp_path: Path) -> None:
    build(tmp_path, [held(n) for n in range(20)])
    name = update(tmp_path, [held(3, "edited")], {f"w{n:02}" for n in range(20) if n not in (3, 4)}).generation
    with whoosh_index.open_dir(str(tmp_path / "generations" / name)).searcher() as searcher:
        assert searcher.doc_count() == searcher.doc_count_all() - 7
        assert searcher.document_number(slug="w04") is None
        edited = searcher.document_number(id="w03")
        assert edited is not None
        assert searcher.reader().doc_frequency("text_en", "edit") == 2
        assert {*searcher.docs_for_query(Term("text_en", "edit"))} == {edited, edited + 1}
