"""The conductor of a build: materials -> documents -> indexer.

``plan`` reads what has changed and says what would appear, change and vanish; ``carry_out`` does it. A material that
breaks is *held*: its last published version is carried over, and named in every summary until it is mended.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policysearch import materials, vocabulary
from policysearch.engines.contract import BuildReport, Generation, Indexer
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop
from policysearch.processes import relaxed_gc
from policysearch.vocabulary import Vocabulary

VOCABULARY = "vocabulary"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would do. ``workshops`` are those read anew; slugs in ``keep`` stay as the index has them."""

    vocabulary: Vocabulary
    workshops: tuple[Workshop, ...]
    keep: frozenset[str]
    sources: Mapping[str, str]
    held: Mapping[str, str]
    drafts: tuple[str, ...]
    problems: tuple[Problem, ...]
    published: Mapping[str, str] = field(repr=False)

    @property
    def appeared(self) -> tuple[str, ...]:
        """Slugs that are not served today."""
        return tuple(sorted(w.slug for w in self.workshops if w.slug not in self.published))

    @property
    def changed(self) -> tuple[str, ...]:
        """Slugs served today whose material differs."""
        return tuple(sorted(w.slug for w in self.workshops if self._differs(w.slug)))

    @property
    def vanished(self) -> tuple[str, ...]:
        """Slugs served today that would not be any more."""
        return tuple(sorted(set(self.published) - set(self.sources) - {VOCABULARY}))

    def is_of(self, generation: Generation) -> bool:
        """Whether ``generation`` says already what this would build."""
        return not self.workshops and self.sources == generation.sources and self.held == generation.held

    def _differs(self, slug: str) -> bool:
        return slug in self.published and self.published[slug] != self.sources[slug]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep files from being published."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@relaxed_gc()
def plan(  # noqa: PLR0913 - each is a thing of its own that a command may ask for
    folder: Path,
    current: Generation | None,
    *,
    full: bool = False,
    drafts: bool = False,
    progress: Progress | None = None,
    served: Callable[[], Vocabulary] | None = None,
    memory: Path | None = None,
) -> Plan:
    """What is to be done so that the index says what ``folder`` says. Reads only what differs from ``current``.

    ``full`` reads everything anew; ``drafts`` publishes drafts too. ``served`` gives the vocabulary of ``current``, for
    files of it that cannot be read today; ``memory`` is a file that remembers digests. Raises MaterialsError where
    there is no folder.
    """
    words, word_problems, held_words = _vocabulary(folder, served if current else None)
    found, problems = materials.sources(folder, None if full else memory)
    word_digest = vocabulary.digest(words)
    published = dict(current.sources) if current else {}
    afresh = full or published.get(VOCABULARY) != word_digest
    reading = _Reading(published, current.held if current else {}, drafts)
    todo = [slug for slug, source in found.items() if afresh or reading.differs(slug, source.digest)]
    read = materials.read_all([found[slug] for slug in todo], folder, words, progress)
    for slug, (workshop, troubles) in zip(todo, read, strict=True):
        reading.take(found[slug], workshop, troubles)
    changing = set(todo)
    untouched = {slug: source.digest for slug, source in found.items() if slug not in changing}
    return Plan(
        vocabulary=words,
        workshops=tuple(reading.workshops),
        keep=frozenset(untouched) | frozenset(reading.held),
        sources={**untouched, **reading.digests, VOCABULARY: word_digest},
        held={**held_words, **reading.held},
        drafts=tuple(reading.drafts),
        problems=(*word_problems, *problems, *reading.problems),
        published=published,
    )


def carry_out(
    plan: Plan, indexer: Indexer, current: Generation | None, progress: Progress | None = None
) -> BuildReport:
    """Bring the index to what ``plan`` says; nothing is written when it says so already. Raises EngineError."""
    if current and plan.is_of(current):
        return BuildReport(current.id, built=False, documents=current.documents, held=plan.held)
    return indexer.build(_documents(plan, progress), plan.sources, plan.vocabulary, keep=plan.keep, held=plan.held)


def current_generation(indexer: Indexer) -> Generation | None:
    """The one that is served, or None."""
    return next((generation for generation in indexer.generations() if generation.current), None)


def rolled_back_from(indexer: Indexer) -> Generation | None:
    """The newest one, where an earlier one was chosen to be served instead; that holds until the materials change."""
    newest = next(iter(indexer.generations()), None)
    return newest if newest and not newest.current else None


def _vocabulary(
    folder: Path, served: Callable[[], Vocabulary] | None
) -> tuple[Vocabulary, tuple[Problem, ...], Mapping[str, str]]:
    """(the vocabulary, its problems, which files are held and why): what cannot be read stays as it is served."""
    words, problems = vocabulary.read(folder / VOCABULARY)
    broken = {problem.path: problem for problem in problems if problem.code == vocabulary.UNREADABLE}
    if not broken or served is None:
        return words, problems, {}
    before = served()
    words = dataclasses.replace(words, **{path.stem: getattr(before, path.stem) for path in broken})
    return words, problems, {str(path): _reason(problem) for path, problem in broken.items()}


def _reason(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}: {problem.message}"


def _documents(plan: Plan, progress: Progress | None) -> Iterator[Document]:
    for number, workshop in enumerate(plan.workshops, 1):
        yield from documents_of(workshop, plan.vocabulary)
        if progress:
            progress(number, len(plan.workshops))


class _Reading:
    """Sorts what was read of sources: to publish, held, or left out."""

    def __init__(self, published: Mapping[str, str], held: Mapping[str, str], drafts: bool) -> None:
        self._published = published
        self._held_before = held
        self._drafts = drafts
        self.workshops: list[Workshop] = []
        self.held: dict[str, str] = {}
        self.drafts: list[str] = []
        self.digests: dict[str, str] = {}
        self.problems: list[Problem] = []

    def differs(self, slug: str, digest: str) -> bool:
        """Whether it must be read: it changed, or it was held and its problem must be named again."""
        return self._published.get(slug) != digest or slug in self._held_before

    def take(self, source: materials.Source, workshop: Workshop | None, problems: tuple[Problem, ...]) -> None:
        if workshop is not None and workshop.draft and not self._drafts:
            self.drafts.append(source.slug)
            return  # it may be unfinished; check says what it lacks
        self.problems += problems
        error = next((problem for problem in problems if problem.severity == "error"), None)
        if workshop is not None and error is None:
            self.workshops.append(workshop)
            self.digests[source.slug] = source.digest
        elif source.slug in self._published and error is not None:
            self.held[source.slug] = _reason(error)
            self.digests[source.slug] = source.digest
