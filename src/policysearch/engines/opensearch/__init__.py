"""The distributed engine: an OpenSearch cluster, one index for each generation behind an alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policysearch.model.errors import SettingsError
from policysearch.settings import Settings

if TYPE_CHECKING:
    from policysearch.engines.opensearch.connection import Connection
    from policysearch.engines.opensearch.engine import OpenSearchEngine
    from policysearch.engines.opensearch.writer import OpenSearchGenerations


def open_engine(settings: Settings) -> OpenSearchEngine:
    """Return an engine that follows the generation that the cluster serves."""
    connection = _connection(settings)
    from policysearch.engines.opensearch.engine import OpenSearchEngine

    return OpenSearchEngine(connection, settings.opensearch_prefix)


def open_generations(settings: Settings) -> OpenSearchGenerations:
    """Return the generations in the cluster, which need not exist yet."""
    connection = _connection(settings)
    from policysearch.engines.opensearch.writer import OpenSearchGenerations

    return OpenSearchGenerations(connection, settings)


def discard(settings: Settings) -> None:
    """Remove every index below the prefix."""
    connection = _connection(settings)
    from policysearch.engines.opensearch.generation_index import GenerationIndexes

    GenerationIndexes(connection, settings.opensearch_prefix).remove_all()
    connection.close()


def _connection(settings: Settings) -> Connection:
    try:
        from policysearch.engines.opensearch.connection import Connection
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] != "opensearchpy":
            raise
        raise SettingsError(
            'The engine "opensearch" needs the package opensearch-py.',
            'Install it with: pip install "policysearch[opensearch]"',
        ) from None
    return Connection(settings)
