"""What is served today, for commands that compare with it."""

from __future__ import annotations

from collections.abc import Callable

from policysearch import publishing
from policysearch.engines.contract import Generation
from policysearch.engines.registry import open_searcher
from policysearch.publishing.plan import Plan, Progress
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary


def plan(
    settings: Settings,
    current: Generation | None,
    *,
    full: bool = False,
    drafts: bool = False,
    progress: Progress | None = None,
) -> Plan:
    """What a build would do. Files that did not change are known by the digests remembered beside the generations."""
    return publishing.plan(
        settings.materials,
        current,
        full=full,
        drafts=drafts,
        progress=progress,
        served=vocabulary_of(settings),
        memory=settings.index / "digests.json",
    )


def vocabulary_of(settings: Settings) -> Callable[[], Vocabulary]:
    """The vocabulary of the generation that is served, read when it is asked for. Raises EngineError."""

    def read() -> Vocabulary:
        searcher = open_searcher(settings)
        try:
            return searcher.vocabulary
        finally:
            searcher.close()

    return read
