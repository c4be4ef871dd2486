"""Readers that ask all the while, and what they must never get: an error, a short list, a wrong total."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from policysearch.engines import registry
from policysearch.engines.build_contract import BuildReport, Generations
from policysearch.engines.opensearch.connection import Connection
from policysearch.materials.documents import documents_of
from policysearch.query import Query, Word
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines import under_test
from tests.engines.factories import workshop

WORKSHOPS = 40
PAUSE = 0.02  # seconds between two questions of a client


def cluster_settings(folder: Path, **changes: Any) -> Settings:
    """Return the settings of an index in the cluster under test, with two copies beside the first."""
    return replace(under_test.of_cluster(Settings(index=folder)), **{"opensearch_replicas": 2, **changes})


def build_edition(generations: Generations, edition: int, workshops: int = WORKSHOPS) -> BuildReport:
    """Build ``workshops`` workshops whose every title says the edition, with the word "edition" in each."""
    words = f"edition {edition}"
    records = [workshop(f"w{number}", words, f"Lesson of {words}") for number in range(workshops)]
    documents = [document for record in records for document in documents_of(record, Vocabulary())]
    return generations.build(documents, {record.slug: str(edition) for record in records}, Vocabulary())


class Client(threading.Thread):
    """Asks without end; every answer must be whole and of one edition."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(daemon=True)
        self.answers = 0
        self.longest = 0.0  # seconds
        self.wrong: list[object] = []
        self._stopping = threading.Event()
        self._service = SearchService(registry.open_engine(settings))

    def run(self) -> None:
        while not self._stopping.wait(PAUSE):
            start = time.monotonic()
            try:
                results = self._service.search(Query(clause=Word("edition"), limit=100))
                titles = {hit.document.workshop.title for hit in results.hits}
                if (results.total, len(results.hits), len(titles)) != (WORKSHOPS, WORKSHOPS, 1):
                    self.wrong.append((results.total, titles))
            except Exception as error:
                self.wrong.append(error)
            self.answers += 1
            self.longest = max(self.longest, time.monotonic() - start)

    def stop(self) -> None:
        self._stopping.set()
        self.join()
        self._service.close()


@contextmanager
def asking(settings: Settings, clients: int = 3) -> Iterator[list[Client]]:
    """Yield clients that ask until the end."""
    running = [Client(settings) for _ in range(clients)]
    for client in running:
        client.start()
    try:
        yield running
    finally:
        for client in running:
            client.stop()


def assert_all_right(clients: list[Client]) -> None:
    """Every client got answers, and nothing wrong; the longest wait is printed, for the report of the run."""
    print(f"answers {[c.answers for c in clients]}, longest {max(c.longest for c in clients):.2f} s")
    assert [client.wrong for client in clients] == [[] for _ in clients]
    assert all(client.answers for client in clients)


def index_names(settings: Settings) -> dict[str, Any]:
    """Return the indexes of generations in the cluster by name, each with its description and aliases."""
    connection = Connection(settings)
    path = f"/{settings.opensearch_prefix}-0*"
    names: dict[str, Any] = connection.request("GET", path, params={"filter_path": "*.aliases,*.mappings._meta"})
    connection.close()
    return names
