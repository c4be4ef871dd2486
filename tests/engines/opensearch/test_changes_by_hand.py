"""Indexes, aliases and templates that somebody changes in the cluster by hand: one plain line, or the right answer."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from opensearchpy.exceptions import NotFoundError, RequestError

from policysearch.engines.opensearch import mapping, side_data, verify
from policysearch.engines.opensearch.carry_over import CarryOver
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.engine import OpenSearchEngine
from policysearch.engines.opensearch.generation_index import GenerationIndex, GenerationIndexes
from policysearch.engines.opensearch.mapping import SCHEMA, index_body
from policysearch.engines.opensearch.snapshot import OpenSearchSnapshot
from policysearch.engines.opensearch.write_generation import Description, GenerationWriter
from policysearch.engines.opensearch.writer import OpenSearchGenerations
from policysearch.model.errors import EngineError, IndexDamagedError, IndexMissingError
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

OLD, NEW = "00000001-20261201t000000z-aaaaaa", "00000002-20261201t000000z-bbbbbb"
ALIAS = "policysearch-served"
VERSION = {"version": {"number": "3.9.0", "distribution": "opensearch"}}
CLOSED = {"type": "index_closed_exception", "reason": "closed"}


class CannedCluster:
    """Answers each path, up to its question mark, with what the test says; an exception is raised."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = {"/": VERSION, **answers}

    def perform_request(self, method: str, path: str, **options: object) -> Any:
        answer = self.answers.get(path, NotFoundError(404, "index_not_found_exception", {}))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """Close nothing."""


def connection_to(answers: Mapping[str, Any]) -> Connection:
    """Return a connection to a cluster that answers so."""
    connection = Connection(Settings(opensearch_hosts=("http://localhost:9200",), opensearch_deadline=0.1))
    vars(connection)["_transport"] = CannedCluster(answers)
    return connection


def indexes_of(answers: Mapping[str, Any]) -> GenerationIndexes:
    """Return the indexes of a cluster that answers so."""
    return GenerationIndexes(connection_to(answers), "policysearch")


def record(generation: str, *, served: bool = False, **changes: object) -> dict[str, Any]:
    """Return what a cluster says of the index of a generation that is complete and was served."""
    meta = {
        "schema": SCHEMA,
        "complete": generation,
        "created": "2026-12-01T00:00:00+00:00",
        "major": 3,
        "documents": {"workshop": 1},
        "digest": "0",
        "side_data": {},
        "last_served": "2026-12-01T00:00:00+00:00",
        **changes,
    }
    return {"mappings": {"_meta": meta}, "aliases": {ALIAS: {}} if served else {}}


def named(*records: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """Return what a cluster says of indexes by their generations."""
    return {f"policysearch-{generation}": of_index for generation, of_index in records}


@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)])
def test_of_two_indexes_that_the_alias_names_every_process_serves_the_newest(order: tuple[str, ...]) -> None:
    answer = named(*((generation, record(generation)) for generation in order))
    served = indexes_of({f"/{ALIAS}/_mapping": answer}).served()
    assert served is not None
    assert served.id == NEW


def test_of_two_indexes_that_the_alias_names_one_that_is_not_complete_is_not_served() -> None:
    answer = named((OLD, record(OLD)), (NEW, record(NEW, complete=None)))
    served = indexes_of({f"/{ALIAS}/_mapping": answer}).served()
    assert served is not None
    assert served.id == OLD


def test_an_engine_serves_what_was_served_before_where_the_alias_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        OpenSearchSnapshot, "__init__", lambda self, connection, index, _: setattr(self, "id", index.id)
    )
    connection = connection_to({"/policysearch-*": named((OLD, record(OLD)))})
    assert OpenSearchEngine(connection, "policysearch").snapshot().id == OLD


def test_an_engine_serves_nothing_where_no_generation_was_served() -> None:
    connection = connection_to({"/policysearch-*": named((OLD, record(OLD, last_served=None)))})
    with pytest.raises(IndexMissingError, match="There is no index policysearch-served"):
        OpenSearchEngine(connection, "policysearch")


@pytest.mark.parametrize(
    "changes",
    [{"created": None}, {"documents": 4}, {"side_data": None}, {"major": "x"}, {"digest": None}, {"complete": "other"}],
)
def test_a_generation_whose_description_was_changed_is_not_listed(changes: dict[str, object]) -> None:
    (index,) = indexes_of({"/policysearch-*": named((NEW, record(NEW, served=True, **changes)))}).all()
    assert not index.is_listed


def test_a_moment_that_is_none_is_no_moment() -> None:
    (index,) = indexes_of({"/policysearch-*": named((NEW, record(NEW, last_served="soon")))}).all()
    assert index.last_served is None


def test_a_closed_index_is_named_as_such() -> None:
    refusal = RequestError(400, "index_closed_exception", {"error": CLOSED})
    answers = {"/_msearch": {"responses": [{"error": CLOSED, "status": 400}]}, "/policysearch-1/_search": refusal}
    connection = connection_to(answers)
    expected = r"has closed an index that is searched\. Open that index, or write it"
    with pytest.raises(IndexDamagedError, match=expected):
        connection.search("policysearch-1", [{}])
    with pytest.raises(IndexDamagedError, match=expected):
        connection.request("POST", "/policysearch-1/_search")


def test_side_data_in_an_index_that_was_closed_or_removed_is_damaged() -> None:
    removed = {"error": {"type": "index_not_found_exception"}, "status": 404}
    for error in ({"error": CLOSED, "status": 400}, removed):
        indexes = indexes_of({"/_msearch": {"responses": [error]}})
        index = GenerationIndex(NEW, f"policysearch-{NEW}", {"side_data": {"state": [1, "0"]}})
        (damage,) = verify.side_damages(indexes, index)
        assert damage.part == f"policysearch-{NEW}"
        assert damage.message == ("is closed" if error["status"] == 400 else "is not there")


def test_attachments_whose_index_was_removed_are_damaged() -> None:
    snapshot = object.__new__(OpenSearchSnapshot)
    index = GenerationIndex(NEW, f"policysearch-{NEW}", {"attachments": {"vectors": [1, "0"]}})
    removed = {"error": {"type": "index_not_found_exception"}, "status": 404}
    connection = connection_to({"/_msearch": {"responses": [removed]}})
    state = {"id": NEW, "index": index, "_reading": Lock(), "_attachments": {}, "_attachments_index": "gone"}
    vars(snapshot).update(state, _connection=connection)
    with pytest.raises(IndexDamagedError, match=side_data.REBUILD):
        snapshot.attachment("vectors")


def test_an_index_with_the_name_of_the_alias_is_named_before_anything_is_built() -> None:
    indexes = indexes_of({"/policysearch-*": {ALIAS: {}}})
    with pytest.raises(EngineError, match=r"has an index policysearch-served, where an alias .* Remove that index"):
        indexes.require_free_alias()
    indexes_of({"/policysearch-*": named((OLD, {}))}).require_free_alias()


def test_a_template_that_changes_fields_is_named() -> None:
    properties = index_body({}, {})["mappings"]["properties"]
    assert mapping.foreign_fields(properties) == []
    changed = {**properties, "id": {**properties["id"], "ignore_above": 5}, "note": {"type": "text"}}
    assert mapping.foreign_fields(changed) == ["id", "note"]
    name = f"policysearch-{NEW}"
    connection = connection_to({f"/{name}": {}, f"/{name}/_mapping": {name: {"mappings": {"properties": changed}}}})
    writer = GenerationWriter(connection, GenerationIndex(NEW, name, {}), Description({}, {}, Vocabulary()), 0)
    with pytest.raises(EngineError, match=rf"template .* changes fields of {name}: id, note\. Let no template"):
        writer.write([], None, frozenset(), None)


def test_an_index_says_what_a_template_might_say_otherwise() -> None:
    settings = index_body({}, {})["settings"]["index"]
    assert {settings[f"{kind}_pipeline"] for kind in ("default", "final", "search.default")} == {"_none"}
    assert settings["auto_expand_replicas"] == "false"
    assert index_body({}, {})["mappings"]["_source"]["enabled"]


def test_status_and_verify_tell_an_alias_on_two_indexes_and_the_older_one_stays_listed(tmp_path: Path) -> None:
    both = named((NEW, record(NEW, served=True)), (OLD, record(OLD, served=True)))
    generations = OpenSearchGenerations(
        connection_to({"/policysearch-*": both, f"/{ALIAS}/_mapping": both}), Settings(index=tmp_path)
    )
    damages = generations.verify_all()
    assert damages[NEW] == ()
    assert [(damage.part, damage.message) for damage in damages[OLD]] == [
        (ALIAS, "names this generation besides the one that is served")
    ]


def test_a_build_removes_a_damaged_generation_that_is_served_no_more(tmp_path: Path) -> None:
    connection = connection_to({"/policysearch-*": named((NEW, record(NEW, served=True)), (OLD, record(OLD)))})
    generations = OpenSearchGenerations(connection, Settings(index=tmp_path))
    removed: list[str] = []
    vars(generations)["_indexes"].remove = lambda index: removed.append(index.id)
    generations._sweep()
    assert removed == []
    generations._sweep({OLD, NEW})
    assert removed == [OLD]


def test_a_copy_of_an_index_that_was_blocked_is_not_blocked() -> None:
    sent: list[Any] = []
    connection = connection_to({})
    vars(connection)["write"] = lambda _method, _path, body, **_options: sent.append(body)
    carried = object.__new__(CarryOver)
    vars(carried).update(_connection=connection, _previous=GenerationIndex(OLD, f"policysearch-{OLD}", {}))
    carried.clone(GenerationIndex(NEW, f"policysearch-{NEW}", {}), {})
    settings = sent[0]["settings"]["index"]
    assert (settings["blocks.write"], settings["blocks.read_only"]) == (False, False)


def test_the_alias_is_taken_from_each_index_by_name_since_a_pattern_leaves_out_closed_ones() -> None:
    indexes = indexes_of({"/policysearch-*": named((OLD, record(OLD, served=True)), (NEW, record(NEW)))})
    sent: list[tuple[str, Any]] = []
    vars(indexes.connection)["write"] = lambda _method, path, body: sent.append((path, body))
    new = next(index for index in indexes.all() if index.id == NEW)
    indexes.serve(new)
    (described, _), (_, switch) = sent
    assert described == f"/policysearch-{OLD}/_mapping"
    removed = [action["remove"]["index"] for action in switch["actions"] if "remove" in action]
    assert removed == ["policysearch-*", f"policysearch-{OLD}"]
    assert switch["actions"][-1] == {"add": {"index": f"policysearch-{NEW}", "alias": ALIAS}}
