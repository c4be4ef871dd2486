"""``policysearch build``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

import click

from policysearch import publishing
from policysearch.cli.index_rights import warn_of_index_rights
from policysearch.cli.language import confirm, translate
from policysearch.cli.language import gettext as _
from policysearch.cli.options import common, json_option
from policysearch.cli.output import (
    ATTACHMENTS,
    abbreviate,
    count,
    damage_records,
    duration,
    kinds_in_words,
    print_damages,
    print_json,
    print_problems,
    problem_record,
    progress,
)
from policysearch.engines.build_contract import BuildReport, Generation, Generations
from policysearch.engines.registry import open_generations
from policysearch.publishing.plan import Plan
from policysearch.publishing.renamed import renamed
from policysearch.settings import Settings

MAX_SLUGS = 20
LARGE_LOSS = 0.1


@click.command("build")
@click.option("--full", is_flag=True, help="Read and index everything anew.")
@click.option("--dry-run", is_flag=True, help="Say what would appear, change and vanish; write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before much of the collection vanishes (for schedules).")
@json_option
@common
def command(full: bool, dry_run: bool, yes: bool, as_json: bool, settings: Settings) -> None:
    """Bring the index up to date with the materials.

    Only what changed is read. A file with an error keeps its last published version online. What is served stays as
    it was until the new index is complete.

    \b
    policysearch build
    policysearch build --dry-run
    """
    generations = open_generations(settings)
    warn_of_index_rights(settings)
    report, work = None, None
    with generations.writing() if settings.materials.is_dir() and not dry_run else nullcontext():
        plan = _plan(settings, generations, full, as_json)
        if plan is None:
            return
        pairs = [] if as_json else list(renamed(plan, generations))
        is_agreed = yes or not _is_large_loss(plan)
        if is_agreed and not dry_run:
            report = _execute(plan, generations, as_json)
    if not is_agreed and not dry_run:  # others may build while the question is open
        _ask_before_a_large_loss(plan)
        report = _execute(plan, generations, as_json)
    if not dry_run:
        if not as_json:
            _print(plan, report)
        work = _attach_vectors(settings, generations, full, as_json)
    if as_json:
        print_json({**_record(plan, report), "vectors": _vector_record(work)})
    elif dry_run:
        _print(plan, report)
    for former, slug in pairs:
        click.echo(
            _(
                "{former} is {slug} now? To keep its address, write into {slug}.md: aliases: [{former}]",
                former=former,
                slug=slug,
            )
        )
    if plan.errors or plan.store.problems:
        raise SystemExit(1)


def _plan(settings: Settings, generations: Generations, full: bool, as_json: bool) -> Plan | None:
    """Return what is to be done; None, and say so, where a rollback holds. Damages are said on standard error."""
    damages = generations.verify_all()
    print_damages(damages, _("It is made anew."))
    current = generations.current()
    newest = None if full or any(damages.values()) else publishing.rolled_back_from(generations, current)
    if current and newest and _is_unchanged(settings, generations, newest):
        _say_rolled_back(current, as_json)
        return None
    with progress(_("Reading"), not as_json) as show:
        plan = publishing.plan_build(settings, generations, current, full=full, damages=damages, progress=show)
    print_damages({ATTACHMENTS: plan.copies_made_anew}, _("It is copied anew."))
    print_damages({ATTACHMENTS: plan.copies_held_back}, _("It is copied when its material is mended."))
    return plan


def _execute(plan: Plan, generations: Generations, as_json: bool) -> BuildReport:
    with progress(_("Indexing"), not as_json) as show:
        return publishing.execute(plan, generations, show)


def _attach_vectors(
    settings: Settings, generations: Generations, full: bool, as_json: bool
) -> publishing.VectorWork | None:
    """Make the vectors of what is published by words already. An interruption loses a moment's work."""

    def announce(work: publishing.VectorWork) -> None:
        if not as_json and work.missing:
            missing = count(work.missing, "text")
            click.echo(
                _(
                    "Meaning: {missing} of {texts:,} to embed, about {duration}.",
                    missing=missing,
                    texts=work.texts,
                    duration=duration(work.seconds),
                )
            )

    with progress(_("Embedding"), not as_json) as show:
        work = publishing.attach_vectors(settings, generations, full=full, announce=announce, progress=show)
    if work and not as_json:
        click.secho(_("Searching by meaning: {texts} attached.", texts=count(work.texts, "text")), fg="green")
    return work


def _vector_record(work: publishing.VectorWork | None) -> dict[str, int] | None:
    return {"texts": work.texts, "embedded": work.missing} if work else None


def _is_unchanged(settings: Settings, generations: Generations, newest: Generation) -> bool:
    return publishing.plan_build(settings, generations, newest).matches(generations.state(newest.id))


def _say_rolled_back(current: Generation, as_json: bool) -> None:
    """Say that nothing is done: a rollback holds while the materials are as they were."""
    if as_json:
        print_json({"dry_run": False, "built": False, "generation": current.id, "rolled_back": True})
    else:
        click.echo(
            _("Rolled back to generation {id}, and the materials have not changed since: nothing to do.", id=current.id)
        )
        click.echo(_("Build them all the same with: policysearch build --full"))


def _is_large_loss(plan: Plan) -> bool:
    return len(plan.vanished) > LARGE_LOSS * (len(plan.published) - 1) and bool(plan.vanished)


def _ask_before_a_large_loss(plan: Plan) -> None:
    _print_slugs(_("Would vanish"), plan.vanished)
    lost = count(len(plan.vanished), "workshop")
    question = _("{lost} of {total} would vanish from the site. Go on?", lost=lost, total=len(plan.published) - 1)
    if not confirm(question, err=True):
        raise SystemExit(1)


def _print(plan: Plan, report: BuildReport | None) -> None:
    print_problems((*plan.problems, *plan.store.problems))
    dry = report is None
    _print_slugs(_("Would appear") if dry else _("New"), plan.appeared)
    _print_slugs(_("Would change") if dry else _("Changed"), plan.changed)
    _print_slugs(_("Would vanish") if dry else _("Gone"), plan.vanished)
    for slug, reason in plan.held_back.items():
        click.secho(
            _("Served from its earlier version: {slug} ({reason})", slug=slug, reason=translate(reason)), fg="yellow"
        )
    if plan.drafts:
        click.echo(_("Left out as drafts: {drafts}", drafts=abbreviate(plan.drafts)))
    if report is None:
        if not (plan.appeared or plan.changed or plan.vanished):
            click.echo(_("Nothing would change."))
    elif not report.built:
        click.echo(_("Nothing to do: generation {generation} is up to date.", generation=report.generation))
    else:
        kinds = kinds_in_words(report.documents)
        click.secho(
            _(
                "Built generation {generation}: {kinds}, in {seconds:.1f} s.",
                generation=report.generation,
                kinds=kinds,
                seconds=report.seconds,
            ),
            fg="green",
        )


def _print_slugs(label: str, slugs: Sequence[str]) -> None:
    for slug in slugs[:MAX_SLUGS]:
        click.echo(f"{label}: {slug}")
    if len(slugs) > MAX_SLUGS:
        click.echo(_("{label}: and {number:,} more", label=label, number=len(slugs) - MAX_SLUGS))


def _record(plan: Plan, report: BuildReport | None) -> dict[str, object]:
    return {
        "dry_run": report is None,
        "built": bool(report and report.built),
        "generation": report.generation if report else None,
        "documents": dict(report.documents) if report else None,
        "seconds": report.seconds if report else None,
        "appeared": plan.appeared,
        "changed": plan.changed,
        "vanished": plan.vanished,
        "drafts": plan.drafts,
        "held": dict(plan.held_back),
        "problems": [problem_record(problem) for problem in (*plan.problems, *plan.store.problems)],
        "damaged": damage_records({**plan.damages, ATTACHMENTS: tuple(plan.damaged_copies)}),
    }
