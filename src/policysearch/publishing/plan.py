"""The plan of a build: what has changed in the materials, and what would appear, change and vanish.

A material that breaks is *held back*: its last published version is carried over, and named in every summary until it
is mended.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policysearch import materials, vocabulary
from policysearch.engines.build_contract import Damage, Generation, Generations, GenerationState
from policysearch.model.message import joined
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop
from policysearch.processes import relaxed_gc
from policysearch.publishing.attachments import UNREADABLE, AttachmentStore, names_of, still_unreadable
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

VOCABULARY = "vocabulary"
DIGESTS = "digests.json"  # in the state folder
OLD_DIGESTS = "digests.json"  # in the index folder, where a former version wrote it; removed
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would do. ``workshops`` are those read anew; slugs in ``keep`` stay as the index has them.

    ``base`` is the generation that it was compared with, None for none; the plan holds while that is served.
    ``damages`` are those of generations that the build is to replace. ``folder`` is that of the materials; attachments
    are copied to ``store``. ``damaged_copies`` are those there that are not as they were, with the slugs that they
    belong to.
    """

    folder: Path
    store: AttachmentStore

    vocabulary: Vocabulary
    workshops: tuple[Workshop, ...]
    keep: frozenset[str]
    sources: Mapping[str, str]
    held_back: Mapping[str, str]
    drafts: tuple[str, ...]
    problems: tuple[Problem, ...]
    published: Mapping[str, str] = field(repr=False)
    base: str | None = None
    damages: Mapping[str, tuple[Damage, ...]] = field(default_factory=dict)
    damaged_copies: Mapping[Damage, frozenset[str]] = field(default_factory=dict)

    @property
    def appeared(self) -> tuple[str, ...]:
        """Return the slugs that are not served today."""
        return tuple(sorted(w.slug for w in self.workshops if w.slug not in self.published))

    @property
    def changed(self) -> tuple[str, ...]:
        """Return the slugs served today whose material differs."""
        return tuple(sorted(w.slug for w in self.workshops if self._differs(w.slug)))

    @property
    def vanished(self) -> tuple[str, ...]:
        """Return the slugs served today that would not be any more."""
        return tuple(sorted(set(self.published) - set(self.sources) - {VOCABULARY}))

    @property
    def copies_made_anew(self) -> tuple[Damage, ...]:
        """Return the damaged copies that the build makes anew."""
        slugs = {workshop.slug for workshop in self.workshops}
        return tuple(damage for damage, of_copy in self.damaged_copies.items() if slugs & of_copy)

    @property
    def copies_held_back(self) -> tuple[Damage, ...]:
        """Return the damaged copies that are made anew when a material that is held back is mended."""
        damages = (damage for damage, slugs in self.damaged_copies.items() if slugs & self.held_back.keys())
        return tuple(damage for damage in damages if damage not in self.copies_made_anew)

    def matches(self, state: GenerationState) -> bool:
        """Return whether a generation of that state says already what this would build."""
        return not self.workshops and self.sources == state.sources and self.held_back == state.held_back

    def _differs(self, slug: str) -> bool:
        return slug in self.published and self.published[slug] != self.sources[slug]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that keep files from being published."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@relaxed_gc()
def plan_build(  # noqa: PLR0913 - each is a thing of its own that a command may ask for
    settings: Settings,
    generations: Generations,
    against: Generation | None,
    *,
    full: bool = False,
    drafts: bool = False,
    damages: Mapping[str, tuple[Damage, ...]] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Return what is to be done so that the index says what the materials say. Reads only what differs.

    ``against`` is the generation to compare with; ``full`` reads everything anew; ``drafts`` publishes drafts too;
    ``damages`` by generation (as of ``Generations.verify_all``) are to be mended. The digests of unchanged files are
    remembered in the state folder. Raises MaterialsError where there is no folder.
    """
    folder = settings.materials
    state = generations.state(against.id) if against else GenerationState()
    words, word_problems, held_words = _vocabulary(folder, generations, against)
    digests = None if full else settings.state_folder / DIGESTS
    with contextlib.suppress(OSError):  # a read-only disk says that it is, even where there is none
        (settings.index / OLD_DIGESTS).unlink()
    sources, problems = materials.sources(folder, digests)
    word_digest = vocabulary.digest(words)
    published = dict(state.sources)
    anew = full or published.get(VOCABULARY) != word_digest
    sorting = _Sorting(published, drafts)
    store = AttachmentStore(settings.attachments_folder)
    harmed, damaged_copies, unreadable = _harmed(generations, against, store, folder)
    # A material that was held back is read again, so that its problem is named again.
    todo = [
        slug
        for slug, source in sources.items()
        if anew or published.get(slug) != source.digest or slug in state.held_back or slug in harmed
    ]
    workshops = materials.read_all([sources[slug] for slug in todo], folder, words, progress)
    for slug, (workshop, of_file) in zip(todo, workshops, strict=True):
        sorting.add(sources[slug], workshop, of_file)
    changing = set(todo)
    untouched = {slug: source.digest for slug, source in sources.items() if slug not in changing}
    return Plan(
        folder=folder,
        store=store,
        vocabulary=words,
        workshops=tuple(sorting.workshops),
        keep=frozenset(untouched) | frozenset(sorting.held_back),
        sources={**untouched, **sorting.digests, VOCABULARY: word_digest},
        held_back={**held_words, **sorting.held_back},
        drafts=tuple(sorting.drafts),
        problems=(*word_problems, *problems, *sorting.problems, *unreadable),
        published=published,
        base=against.id if against else None,
        damaged_copies=damaged_copies,
        damages={name: of_generation for name, of_generation in (damages or {}).items() if of_generation},
    )


def _harmed(
    generations: Generations, against: Generation | None, store: AttachmentStore, folder: Path
) -> tuple[frozenset[str], Mapping[Damage, frozenset[str]], list[Problem]]:
    """Return the slugs whose attachments are to be copied anew, and what is wrong with which copies, with their slugs.

    Besides, the problems of attachments that have no copy because they still cannot be read. Raises OSError where this
    process or machine lacks something.
    """
    names = names_of(generations, against) or {}
    damaged = {
        damage: frozenset(slug for slug, digests in names.items() if digest in digests)
        for digest, damage in store.damages(names)
    }
    slugs = {slug for of_copy in damaged.values() for slug in of_copy}
    problems: list[Problem] = []
    unread = [slug for slug, digests in names.items() if UNREADABLE[0] in digests]
    if against and unread:
        snapshot = generations.snapshot(against.id)
        ids = [doc_id for doc_id in snapshot.ids(unread) if doc_id is not None]
        for workshop in (document.workshop for document in snapshot.documents(ids)):
            of_workshop = still_unreadable(workshop, folder / workshop.slug)
            problems += of_workshop
            slugs |= set() if of_workshop else {workshop.slug}
    return frozenset(slugs), damaged, problems


def rolled_back_from(generations: Generations, current: Generation | None) -> Generation | None:
    """Return the newest one, where an earlier one was chosen to be served; that holds until the materials change."""
    newest = next(iter(generations.list()), None)
    return newest if newest and current and newest.id != current.id else None


def _vocabulary(
    folder: Path, generations: Generations, against: Generation | None
) -> tuple[Vocabulary, tuple[Problem, ...], Mapping[str, str]]:
    """Return the vocabulary, its problems, and which files are held back and why: an unreadable one stays as it is."""
    words, problems = vocabulary.read(folder / VOCABULARY)
    broken = {problem.path: problem for problem in problems if problem.code == vocabulary.UNREADABLE}
    if not broken or against is None:
        return words, problems, {}
    served = generations.snapshot(against.id).vocabulary
    fields = {field for path in broken for field in vocabulary.fields_of_file(path.stem)}
    words = dataclasses.replace(words, **{field: getattr(served, field) for field in fields})
    return words, problems, {str(path): _reason(problem) for path, problem in broken.items()}


def _reason(problem: Problem) -> str:
    return joined(": ", (f"{problem.path}:{problem.line}:{problem.column}", problem.message))


@dataclass(slots=True)
class _Sorting:
    """Sorts the workshops that were read: to publish, held back, or left out."""

    published: Mapping[str, str]
    publishes_drafts: bool
    workshops: list[Workshop] = field(default_factory=list)
    held_back: dict[str, str] = field(default_factory=dict)
    drafts: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, source: materials.Source, workshop: Workshop | None, problems: tuple[Problem, ...]) -> None:
        """Take what reading a source gave."""
        if workshop is not None and workshop.draft and not self.publishes_drafts:
            self.drafts.append(source.slug)
            return  # it may be unfinished; check says what it lacks
        self.problems += problems
        error = next((problem for problem in problems if problem.severity == "error"), None)
        if workshop is not None and error is None:
            self.workshops.append(workshop)
            self.digests[source.slug] = source.digest
        elif source.slug in self.published and error is not None:
            self.held_back[source.slug] = _reason(error)
            self.digests[source.slug] = source.digest
