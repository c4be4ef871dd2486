"""The indexes of generations by name: which are complete, which was served, and which one the alias names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.errors import AbsentError
from policysearch.engines.opensearch.mapping import SCHEMA
from policysearch.model.errors import EngineError
from policysearch.model.message import message

_ID = re.compile(r"(?P<counter>[0-9]{8})-[0-9]{8}t[0-9]{6}z-[0-9a-f]{6}")


_DESCRIBED = {"created": str, "major": int, "documents": Mapping, "digest": str, "side_data": Mapping}


@dataclass(frozen=True, slots=True)
class GenerationIndex:
    """An index of a generation, complete or not. ``meta`` is its description, ``is_served`` if the alias names it."""

    id: str
    name: str
    meta: Mapping[str, Any] = field(repr=False)
    is_served: bool = False

    @property
    def is_complete(self) -> bool:
        """Return whether all was written; a copy of another generation says the other's id until then."""
        return self.meta.get("complete") == self.id and _is_described(self.meta)

    @property
    def is_readable(self) -> bool:
        """Return whether this version of the software wrote it."""
        return self.is_complete and self.meta.get("schema") == SCHEMA

    @property
    def is_listed(self) -> bool:
        """Return whether it is or was served. One that never was is of a build that ended before its switch."""
        return self.is_readable and (self.is_served or self.last_served is not None)

    @property
    def last_served(self) -> datetime | None:
        """Return when another one took its place; None where none did."""
        moment = self.meta.get("last_served")
        with suppress(TypeError, ValueError):
            return datetime.fromisoformat(moment)  # type: ignore[arg-type]
        return None

    @property
    def attachments(self) -> Mapping[str, Any]:
        """Return the descriptions of what was attached, by name."""
        attachments: Mapping[str, Any] = self.meta.get("attachments", {})
        return attachments

    @property
    def created(self) -> datetime:
        """Return when it was built."""
        return datetime.fromisoformat(self.meta["created"])

    @property
    def major(self) -> int:
        """Return the major version of OpenSearch that the index was made with."""
        return int(self.meta["major"])

    @property
    def counter(self) -> int:
        """Return the counter of its id."""
        return int(self.id[:8])


class GenerationIndexes:
    """The indexes below a prefix."""

    def __init__(self, connection: Connection, prefix: str) -> None:
        self.connection = connection
        self.prefix = prefix
        self.alias = f"{prefix}-served"
        self.attachments = f"{prefix}-attachments"
        self.lock = f"{prefix}-lock"

    def name(self, generation: str) -> str:
        """Return the name of a generation's index."""
        return f"{self.prefix}-{generation}"

    def all(self) -> list[GenerationIndex]:
        """Return every one, the newest first."""
        answer = self.connection.request(
            "GET", f"/{self.prefix}-*", params={"filter_path": "*.aliases,*.mappings._meta", "expand_wildcards": "all"}
        )
        indexes = [self._index(name, record) for name, record in answer.items() if self._id(name)]
        return sorted(indexes, key=lambda index: index.counter, reverse=True)

    def served(self, deadline: float = 0.0) -> GenerationIndex | None:
        """Return the one that the alias names; None where there is none. Costs a millisecond, without a manager.

        Of several, which the alias names by hand alone, it is the newest complete one: every process serves the same.
        ``deadline`` is that of all tries, in seconds, where it is not the usual one.
        """
        params = {"local": True, "filter_path": "*.mappings._meta"}
        try:
            answer = self.connection.request("GET", f"/{self.alias}/_mapping", params=params, deadline=deadline)
        except AbsentError:
            return None
        served: Mapping[str, Any] = {"aliases": {self.alias: {}}}
        indexes = [self._index(name, {**record, **served}) for name, record in answer.items() if self._id(name)]
        return max(indexes, key=lambda index: (index.is_readable, index.counter), default=None)

    def newest_listed(self) -> GenerationIndex | None:
        """Return the newest that is or was served; None where none was."""
        return next((index for index in self.all() if index.is_listed), None)

    def require_free_alias(self) -> None:
        """Raise EngineError where an index has the alias's name, so that nothing could be served by it."""
        names = self.connection.request("GET", f"/{self.prefix}-*", params={"filter_path": "*.settings.index.uuid"})
        if self.alias in names:
            raise EngineError(
                message("OpenSearch has an index {alias}, where an alias of that name is to be.", alias=self.alias),
                "Remove that index: it is none of policysearch's. Or choose another opensearch_prefix.",
            )

    def describe(self, index: GenerationIndex, **changes: object) -> None:
        """Change the description of an index."""
        self.connection.write("PUT", f"/{index.name}/_mapping", {"_meta": {**index.meta, **changes}})

    def serve(self, index: GenerationIndex) -> None:
        """Let the alias name ``index``: one atomic change. What was served says when that ended.

        A pattern stands for open indexes alone, so that one that somebody closed is named.
        """
        served = [former.name for former in self._end_of_service(index)]
        removals = [
            {"remove": {"index": name, "alias": self.alias, "must_exist": False}}
            for name in (f"{self.prefix}-*", *served)
        ]
        actions: list[object] = [*removals, {"add": {"index": index.name, "alias": self.alias}}]
        self.connection.write("POST", "/_aliases", {"actions": actions})

    def _end_of_service(self, successor: GenerationIndex) -> list[GenerationIndex]:
        """Let each index that the alias names, but ``successor``, say that it is served no more, and return them."""
        indexes = [index for index in self.all() if index.is_served and index.id != successor.id]
        for index in indexes:
            self.describe(index, last_served=datetime.now(UTC).isoformat())
        return indexes

    def remove(self, index: GenerationIndex) -> None:
        """Remove an index; one that is gone already is none the worse."""
        self.connection.write("DELETE", f"/{index.name}", ignore_unavailable=True)

    def remove_all(self) -> None:
        """Remove every index below the prefix: generations, attachments, the lock."""
        path = f"/{self.prefix}-*"
        for name in self.connection.request("GET", path, params={"filter_path": "*.settings.index.uuid"}):
            self.connection.write("DELETE", f"/{name}", ignore_unavailable=True)

    def _id(self, name: str) -> str:
        generation = name.removeprefix(f"{self.prefix}-")
        return generation if _ID.fullmatch(generation) else ""

    def _index(self, name: str, record: Mapping[str, Any]) -> GenerationIndex:
        meta = record.get("mappings", {}).get("_meta", {})
        return GenerationIndex(self._id(name), name, meta, self.alias in record.get("aliases", {}))


def _is_described(meta: Mapping[str, Any]) -> bool:
    """Return whether a description is as a build wrote it; anybody may change it by hand."""
    return all(isinstance(meta.get(name), kind) for name, kind in _DESCRIBED.items())
