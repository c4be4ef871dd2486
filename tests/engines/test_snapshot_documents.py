"""What every engine's snapshot must give of its documents, and that it never changes."""

from dataclasses import replace
from pathlib import Path

from policysearch.engines.contract import Request, Snapshot, Term
from policysearch.materials.documents import documents_of
from policysearch.model.document import FACETS, Text
from policysearch.query import Fuzzy, InFacet, Not, Prefix, Word
from policysearch.settings import Settings
from policysearch.vocabulary import Theme, Vocabulary
from tests.engines.factories import build, open_generations, snapshot_of, workshop
from tests.engines.snapshot_answers import DOCUMENTS, ids_of, keys_of


def test_documents_come_back_as_they_were_stored_in_the_order_of_their_ids(few_snapshot: Snapshot) -> None:
    names = [*reversed(DOCUMENTS), *DOCUMENTS]
    assert few_snapshot.documents(ids_of(few_snapshot, *names)) == [DOCUMENTS[name] for name in names]
    assert few_snapshot.documents([]) == []


def test_ids_are_found_by_keys_of_every_kind_and_by_former_slugs(few_snapshot: Snapshot) -> None:
    credit, former, *gone = few_snapshot.ids(["credit", "loans", "", "gone", "credit/h9", "credit/files/paper.pdf/1"])
    assert credit == former is not None
    assert gone == [None] * 4
    assert few_snapshot.ids([]) == []


def test_a_slug_in_use_is_not_taken_for_another_s_former_one(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, workshop("a", "Apples", aliases=("b",)), workshop("b", "Berries"))
    assert keys_of(snapshot, snapshot.execute(Request(Word("berries")))) == ["b"]
    assert snapshot.ids(["b"]) == ids_of(snapshot, "b") != snapshot.ids(["a"])


def test_the_vocabulary_is_what_was_stored_and_always_the_same_object(tmp_path: Path) -> None:
    vocabulary = Vocabulary(themes=(Theme("ict", {"en": "Computers"}, ("computer",)),), synonyms=(("a", "b"),))
    snapshot = snapshot_of(tmp_path, workshop("a", "Apples"), vocabulary=vocabulary)
    assert snapshot.vocabulary == vocabulary
    assert snapshot.vocabulary is snapshot.vocabulary


def test_languages_are_those_that_a_document_has_words_in(few_snapshot: Snapshot, tmp_path: Path) -> None:
    assert {*few_snapshot.languages} == {"en", "es"}
    generations = open_generations(Settings(index=tmp_path))
    (document,) = documents_of(workshop("a"), Vocabulary())
    texts = {"en": Text("", names="Lima"), "pt": Text("de la"), "fr": Text("")}
    report = generations.build([replace(document, texts=texts)], {"a": "1"}, Vocabulary())
    assert {*generations.snapshot(report.generation).languages} == {"en"}


def test_values_are_those_of_every_kind_of_document_sorted(few_snapshot: Snapshot) -> None:
    for facet in FACETS:
        values = {value for document in DOCUMENTS.values() for value in document.facets[facet]}
        assert [*few_snapshot.values(facet)] == sorted(values)


def test_highlight_values_are_by_the_highlights_own_ids_for_each_workshop_asked(few_snapshot: Snapshot) -> None:
    workshops = ids_of(few_snapshot, "customs", "credit", "training")
    assert few_snapshot.highlight_values(workshops, "experience") == [
        {"h1": ()},
        {"h1": ("CL",), "h2": ("BR",)},
        {"h1": ("MX",), "h2": ("CL",)},
    ]
    assert few_snapshot.highlight_values([], "experience") == []


def test_highlight_values_are_sorted(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, workshop("a", "Trade", "Mexico, Brazil and Chile trade."))
    assert snapshot.highlight_values(ids_of(snapshot, "a"), "experience") == [{"h1": ("BR", "CL", "MX")}]


def test_a_snapshot_stays_as_it_was_whatever_is_built(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, workshop("a", "Apples", "Apples feed many", passages=["Apples on page one"]))
    ids = ids_of(snapshot, "a", "a/h1", "a/files/paper.pdf/1")
    for number in range(3):
        build(tmp_path, [workshop("b", f"Berries {number}")])
    assert snapshot.execute(Request(Word("apples"))).total == 1
    assert snapshot.execute(Request(Word("berries"))).total == 0
    assert snapshot.ids(["a", "a/h1", "a/files/paper.pdf/1", "b"]) == [*ids, None]
    assert [document.id for document in snapshot.documents(ids)] == ["a", "a/h1", "a/files/paper.pdf/1"]
    assert [form.text for form in snapshot.expand(Prefix("appl"))] == ["apples"]


def test_an_index_of_nothing_answers_everything(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    matched = snapshot.execute(Request(Word("apples"), facets=FACETS, crosstab=("year", "theme"), candidates=50))
    assert (matched.total, [*matched.hits], dict(matched.crosstab), len(matched.candidates)) == (0, [], {}, 0)
    assert {(counts.buckets, counts.values) for counts in matched.facets.values()} == {((), 0)}
    assert snapshot.execute(Request()).total == snapshot.execute(Request(Not(Word("a")), "highlights")).total == 0
    assert [*snapshot.languages] == [*snapshot.values("year")] == []
    assert [*snapshot.expand(Fuzzy("apples"))] == []
    assert snapshot.ids(["a"]) == [None]
    assert [
        statistics.frequency for statistics in snapshot.term_statistics([Term("en", "appl"), Term(None, "apples")])
    ] == [0, 0]
    assert [[*forms] for forms in snapshot.forms_of([Term("en", "appl")])] == [[]]
    assert snapshot.word_frequencies(["apples"]) == [0]
    assert [len(array) for array in snapshot.positions([Term("en", "appl")], matched.candidates)] == [0, 0, 0]
    assert snapshot.execute(Request(InFacet("theme", ("x",)))).total == 0
