"""Workshops whose file got another name: gone and new, with the same title and days."""

from __future__ import annotations

from collections.abc import Iterator

from policysearch.engines.build_contract import Generations
from policysearch.model.workshop import Workshop
from policysearch.publishing.plan import Plan

MAX_COMPARED = 200  # workshops that vanish; of more of them nobody reads the names


def renamed(plan: Plan, generations: Generations) -> Iterator[tuple[str, str]]:
    """Yield (former slug, new slug) of each workshop that vanishes and appears, and has not the former as an alias."""
    appeared = {_key(workshop): workshop for workshop in plan.workshops if workshop.slug in set(plan.appeared)}
    if plan.base is None or not appeared or not plan.vanished:
        return
    snapshot = generations.snapshot(plan.base)
    slugs = plan.vanished[:MAX_COMPARED]
    ids = [document_id for document_id in snapshot.ids(slugs) if document_id is not None]
    for document in snapshot.documents(ids):
        workshop = appeared.get(_key(document.workshop))
        if workshop and document.workshop.slug not in workshop.aliases:
            yield document.workshop.slug, workshop.slug


def _key(workshop: Workshop) -> tuple[object, ...]:
    return workshop.title, workshop.start, workshop.end
