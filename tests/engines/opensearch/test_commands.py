"""The commands on a cluster: a site moves from files to it and back, as the guide says."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from policysearch.cli import policysearch
from policysearch.engines import registry
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.mapping import KIND
from tests.engines.opensearch.clients import cluster_settings, index_names

pytestmark = pytest.mark.cluster
MATERIALS = Path(__file__).parents[3] / "materials"
ATTACHED = (
    "---\ntitle: Attached\nstart: 2012-01-02\nattachments:\n  - file: paper.txt\n    title: Paper\n---\n\nText.\n"
)
HOSTS_LINE = 'opensearch_hosts = {hosts}\nopensearch_prefix = "{prefix}"\nopensearch_replicas = 1\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site's folder: ``files.toml`` keeps the index in files, ``cluster.toml`` in the cluster."""
    shutil.copytree(MATERIALS, tmp_path / "materials")
    settings = cluster_settings(tmp_path / "index")
    (tmp_path / "files.toml").write_text("", "utf-8")
    lines = HOSTS_LINE.format(hosts=json.dumps(settings.opensearch_hosts), prefix=settings.opensearch_prefix)
    (tmp_path / "cluster.toml").write_text(f'engine = "opensearch"\nstate = "state-os"\n{lines}', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, code: int = 0) -> str:
    """Run a command and return what it printed, and its error."""
    result = CliRunner().invoke(policysearch, words)
    assert result.exit_code == code, result.output
    return f"{result.output}{result.exception or ''}"


def test_a_site_moves_to_a_cluster_and_back(folder: Path) -> None:
    run("build", "--settings", "files.toml")
    assert "no index" in run("search", "groups", "--settings", "cluster.toml", code=1)
    run("build", "--full", "--dry-run", "--settings", "cluster.toml")
    assert "no index" in run("search", "groups", "--settings", "cluster.toml", code=1)
    run("build", "--full", "--settings", "cluster.toml")
    answers = [
        json.loads(run("search", "vulnerable groups", "--json", "--settings", f))
        for f in ("files.toml", "cluster.toml")
    ]
    totals, firsts = [answer["total"] for answer in answers], [answer["hits"][0]["id"] for answer in answers]
    assert totals[0] == totals[1] > 0
    assert firsts[0] == firsts[1]
    assert "2 of 2 copies" in run("status", "--settings", "cluster.toml")
    assert "whole" in run("verify", "--settings", "cluster.toml")
    (material, *_) = sorted(folder.glob("materials/*.md"))
    material.write_text(material.read_text("utf-8").replace("title: ", "title: Zebras and ", 1), "utf-8")
    run("build", "--settings", "cluster.toml")
    assert json.loads(run("search", "zebras", "--json", "--settings", "cluster.toml"))["total"] == 1
    run("rollback", "--settings", "cluster.toml")
    assert json.loads(run("search", "zebras", "--json", "--settings", "cluster.toml"))["total"] == 0
    run("build", "--settings", "files.toml")
    assert json.loads(run("search", "zebras", "--json", "--settings", "files.toml"))["total"] == 1


def test_the_ranking_is_measured_on_the_cluster_and_nothing_of_it_stays(folder: Path) -> None:
    (folder / "docs.jsonl").write_text('{"id": "a", "title": "Credit", "text": "Small firms borrow."}\n', "utf-8")
    (folder / "queries.jsonl").write_text('{"id": "q1", "text": "credit for firms"}\n', "utf-8")
    (folder / "qrels.tsv").write_text("q1\ta\t1\n", "utf-8")
    measured = json.loads(run("evaluate", ".", "--json", "--settings", "cluster.toml"))
    assert measured["metrics"]["nDCG@10"] == 1.0
    connection = Connection(cluster_settings(folder / "index"))
    assert connection.request("GET", "/*-evaluate-*", params={"filter_path": "*.aliases"}) == {}
    connection.close()


def test_a_build_on_the_cluster_leaves_the_attachments_that_the_files_serve(folder: Path) -> None:
    workshop = folder / "materials" / "attached"
    workshop.mkdir()
    (workshop / "workshop.md").write_text(ATTACHED, "utf-8")
    for settings, content in (("files.toml", "first"), ("cluster.toml", "second"), ("files.toml", "third")):
        (workshop / "paper.txt").write_text(content, "utf-8")
        run("build", "--settings", settings)
    for settings in ("files.toml", "cluster.toml"):
        assert "damaged" not in run("verify", "--settings", settings)


def test_verify_says_what_mends_a_copy(folder: Path) -> None:
    run("build", "--settings", "cluster.toml")
    settings = cluster_settings(folder / "index")
    connection = Connection(settings)
    ((name, record),) = index_names(settings).items()
    connection.write("PUT", f"/{name}/_settings", {"index": {"number_of_replicas": 3}})
    output = run("verify", "--settings", "cluster.toml", code=1)
    assert "on no node: this copy is unassigned" in output
    assert "Start the nodes that are missing" in output
    connection.write("PUT", f"/{name}/_settings", {"index": {"number_of_replicas": 0, "blocks.write": False}})
    one_workshop = {"query": {"term": {KIND: "workshop"}}, "max_docs": 1}
    connection.write("POST", f"/{name}/_delete_by_query", one_workshop, refresh=True)
    connection.close()
    output = run("verify", "--settings", "cluster.toml", code=1)
    assert f"this copy has {documents(record) - 1} documents in place of {documents(record)}" in output
    assert "Restart the node of that copy" in output
    assert "Start the nodes" not in output
    run("build", "--full", "--settings", "cluster.toml")
    generations = registry.open_generations(settings)
    (current,) = [generation.id for generation in generations.list() if generation.current]
    assert generations.verify(current) == ()


def documents(record: dict[str, Any]) -> int:
    """Return how many documents an index was written with."""
    return sum(record["mappings"]["_meta"]["documents"].values())


def test_an_index_that_somebody_closed_is_made_anew_and_removed(folder: Path) -> None:
    run("build", "--settings", "cluster.toml")
    settings = cluster_settings(folder / "index")
    connection = Connection(settings)
    (name,) = index_names(settings)
    connection.write("POST", f"/{name}/_close")
    connection.close()
    assert f"{name} is closed" in run("status", "--settings", "cluster.toml", code=1)
    run("build", "--settings", "cluster.toml")
    assert [*index_names(settings)] != [name]
    assert len(index_names(settings)) == 1
    assert "closed" not in run("verify", "--settings", "cluster.toml")
