"""The workshops that were published once and are no more, a resource: their addresses say so, with the title."""

from __future__ import annotations

from collections.abc import Mapping

from policysearch.engines.build_contract import Generations
from policysearch.model.document import Document
from policysearch.publishing.plan import VOCABULARY, Plan
from policysearch.search.outline import WITHDRAWN, Titles, read_withdrawn, write_withdrawn

MAX_WITHDRAWN = 10_000  # workshops that are remembered, the latest of them


class WithdrawnBuilder:
    """Makes the resource of ``titles``, without the slugs and former slugs of what is published."""

    def __init__(self, titles: Titles) -> None:
        self._titles = dict(titles)

    def add(self, document: Document) -> None:
        """Take a document."""
        if document.kind == "workshop":
            for slug in (document.workshop.slug, *document.workshop.aliases):
                self._titles.pop(slug, None)

    def resources(self) -> Mapping[str, bytes]:
        """Return the resource."""
        return {WITHDRAWN: write_withdrawn(dict([*self._titles.items()][-MAX_WITHDRAWN:]))}


def withdrawn_titles(plan: Plan, generations: Generations) -> Titles:
    """Return the titles of what was withdrawn before and is by ``plan``, by present and former slugs.

    What the plan keeps or writes is not among them. Where no generation can be opened, since the index format changed
    or all are damaged, what was withdrawn before is taken from one of them all the same.
    """
    if plan.base is None:
        former = _rescued(generations)
        return {slug: former[slug] for slug in former if slug not in plan.sources}
    snapshot = generations.snapshot(plan.base)
    former = read_withdrawn(snapshot.resource(WITHDRAWN))
    gone = [slug for slug in plan.published if slug not in plan.sources and slug != VOCABULARY]
    ids = [document_id for document_id in snapshot.ids(gone) if document_id is not None]
    titles = {slug: former[slug] for slug in former if slug not in plan.sources}
    for document in snapshot.documents(ids):
        workshop = document.workshop
        for slug in {workshop.slug, *workshop.aliases} - plan.sources.keys():
            titles[slug] = {language: text.title for language, text in workshop.texts.items()}
    return titles


def _rescued(generations: Generations) -> Titles:
    """Return the titles that a generation has which cannot be opened; none where it has them in another form."""
    try:
        former = read_withdrawn(generations.rescue(WITHDRAWN))
        return {str(slug): {str(code): str(title) for code, title in titles.items()} for slug, titles in former.items()}
    except (ValueError, AttributeError, RecursionError):
        return {}
