"""Carrying out a plan: documents of the materials that changed -> a new generation, with its suggestions."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from policysearch.engines.build_contract import BuildReport, Generations
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.model.errors import PlanOutdatedError
from policysearch.publishing.attachments import AttachmentNames, names_of, sweep
from policysearch.publishing.carried import workshops_with_passages
from policysearch.publishing.outline import OutlineBuilder
from policysearch.publishing.plan import Plan, Progress
from policysearch.publishing.resource_builders import ResourceBuilders
from policysearch.publishing.withdrawn import WithdrawnBuilder, withdrawn_titles
from policysearch.search.outline import OUTLINE
from policysearch.search.suggest.frequent_phrases import ALL
from policysearch.search.suggest.suggestion_builder import OUTDATED, PHRASES, RECENT, TITLES, SuggestionBuilder


def execute(plan: Plan, generations: Generations, progress: Progress | None = None) -> BuildReport:
    """Bring the index to what ``plan`` says; nothing is written when it says so already.

    A plan holds for the generation that was served when it was made. Raises PlanOutdatedError where that is another
    one now, and EngineError.
    """
    with generations.writing():
        if plan.damages:
            generations.verify_all()
        current = generations.current()
        if plan.base != (current.id if current else None):
            raise PlanOutdatedError(
                "Another build, or a rollback, changed the index in the meantime: nothing was written.", "Build again."
            )
        if current and not plan.damages and plan.matches(generations.state(current.id)):
            return BuildReport(current.id, built=False, documents=current.documents, held_back=plan.held_back)
        carried = {slug: names for slug, names in (names_of(generations, current) or {}).items() if slug in plan.keep}
        suggestions = suggestion_builder(generations, plan.keep, len(plan.sources), plan.base)
        former = generations.snapshot(plan.base).resource(OUTLINE) if plan.base else None
        outline = OutlineBuilder(former, plan.keep)
        withdrawn = WithdrawnBuilder(withdrawn_titles(plan, generations))
        report = generations.build(
            _documents(plan, progress),
            plan.sources,
            plan.vocabulary,
            keep=plan.keep,
            base=plan.base,
            held_back=plan.held_back,
            resources=ResourceBuilders((suggestions, AttachmentNames(carried), outline, withdrawn)),
        )
        sweep(generations, plan.store)
        return report


def _documents(plan: Plan, progress: Progress | None) -> Iterator[Document]:
    for number, workshop in enumerate(plan.workshops, 1):
        yield from documents_of(plan.store.with_copies(workshop, plan.folder / workshop.slug), plan.vocabulary)
        if progress:
            progress(number, len(plan.workshops))


def suggestion_builder(
    generations: Generations, keep: Collection[str], workshops: int, base: str | None
) -> SuggestionBuilder:
    """Return the builder of a new generation's suggestions; where it keeps slugs, it goes on from those of ``base``."""
    if not keep or base is None:
        return SuggestionBuilder()
    snapshot = generations.snapshot(base)
    previous = {name: snapshot.resource(name) for name in (TITLES, RECENT, PHRASES, OUTDATED)}
    outdated = frozenset(generations.state(base).sources) - {*keep}
    carried = [*workshops_with_passages(snapshot, outdated)] if workshops <= ALL else []
    return SuggestionBuilder({name: content or b"" for name, content in previous.items()}, outdated, carried)
