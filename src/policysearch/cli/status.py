"""``policysearch status``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import click

from policysearch import publishing
from policysearch.cli.index_rights import warn_of_index_rights
from policysearch.cli.language import gettext as _
from policysearch.cli.language import translate
from policysearch.cli.options import common, json_option
from policysearch.cli.output import (
    ATTACHMENTS,
    abbreviate,
    count,
    damage_records,
    kinds_in_words,
    print_damages,
    print_json,
    print_problems,
    problem_record,
    size,
)
from policysearch.engines.build_contract import Generation
from policysearch.engines.registry import open_generations
from policysearch.model.errors import IndexMissingError
from policysearch.publishing import Plan
from policysearch.settings import Settings


@click.command("status")
@json_option
@common
def command(as_json: bool, settings: Settings) -> None:
    """What is served, what changed since, and which files are served from an earlier version.

    \b
    policysearch status
    """
    index = open_generations(settings)
    warn_of_index_rights(settings)
    damages = index.verify_all()
    print_damages(damages, _("It is made anew by: policysearch build"))
    generations = index.list()
    current = next((generation for generation in generations if generation.current), None)
    if current is None:
        place = index.place
        reason = (
            _("None can be served in {place}.", place=place)
            if damages
            else _("There is no index in {place}.", place=place)
        )
        raise IndexMissingError(reason, _("Make one with: policysearch build"))
    newest = generations[0]
    plan = None
    if settings.materials.is_dir():
        plan = publishing.plan_build(settings, index, newest)
        damages = {**damages, ATTACHMENTS: tuple(plan.damaged_copies)}
        print_damages({ATTACHMENTS: plan.copies_made_anew}, _("It is copied anew by: policysearch build"))
        print_damages({ATTACHMENTS: plan.copies_held_back}, _("It is copied when its material is mended."))
    if as_json:
        record = _record(generations, current, plan, index.state(current.id).held_back)
        missing = [] if settings.public_url else ["public_url"]
        print_json(record | {"damaged": damage_records(damages), "missing_settings": missing})
    else:
        _print(generations, plan)
        if not settings.public_url:
            click.secho(
                _("The setting public_url is missing: files, feeds and citations have no addresses."), fg="yellow"
            )
    if any(damages.values()):
        raise SystemExit(1)


def _print(generations: Sequence[Generation], plan: Plan | None) -> None:
    for generation in generations:
        _print_generation(generation)
    if not generations[0].current:
        click.secho(
            _("Rolled back from {id}; that holds until the materials change.", id=generations[0].id), fg="yellow"
        )
    if plan:
        _print_plan(plan)


def _print_generation(generation: Generation) -> None:
    kinds = kinds_in_words(generation.documents)
    mark = _("served") if generation.current else _("kept for rollback")
    click.secho(f"{generation.id}  {mark}", bold=generation.current)
    copies = f"; {translate(generation.health)}" if generation.health else ""
    click.echo(
        _(
            "  {kinds}; {size}{copies}; built {age} ago",
            kinds=kinds,
            size=size(generation.size),
            copies=copies,
            age=_age(generation),
        )
    )


def _age(generation: Generation) -> str:
    seconds = max(0, int((datetime.now(UTC) - generation.created).total_seconds()))
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            return count(seconds // length, unit)
    return count(seconds, "second")


def _print_plan(plan: Plan) -> None:
    changes = (
        (_("New since"), plan.appeared),
        (_("Changed since"), plan.changed),
        (_("Gone since"), plan.vanished),
    )
    for label, slugs in changes:
        for slug in slugs:
            click.echo(f"{label}: {slug}")
    for slug, reason in plan.held_back.items():
        click.secho(
            _("Served from its earlier version: {slug} ({reason})", slug=slug, reason=translate(reason)), fg="yellow"
        )
    if plan.drafts:
        click.echo(_("Not published yet: {drafts}", drafts=abbreviate(plan.drafts)))
    if any(slugs for _, slugs in changes):
        click.echo(_("Publish with: policysearch build"))
    elif not plan.errors:
        click.echo(_("The materials are as they were built."))
    print_problems(plan.errors)


def _record(
    generations: Sequence[Generation], current: Generation, plan: Plan | None, held_back: Mapping[str, str]
) -> dict[str, object]:
    return {
        "generation": current.id,
        "generations": [
            {
                "id": generation.id,
                "created": generation.created.isoformat(),
                "documents": dict(generation.documents),
                "size": generation.size,
                "current": generation.current,
                "health": generation.health,
            }
            for generation in generations
        ],
        "rolled_back": not generations[0].current,
        "appeared": plan.appeared if plan else (),
        "changed": plan.changed if plan else (),
        "vanished": plan.vanished if plan else (),
        "drafts": plan.drafts if plan else (),
        "held": dict(plan.held_back if plan else held_back),
        "problems": [problem_record(problem) for problem in plan.problems] if plan else [],
    }
