"""``policysearch build``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from policysearch import publishing
from policysearch.cli.options import common, json_option
from policysearch.cli.output import (
    abbreviate,
    count,
    kinds_in_words,
    print_json,
    print_problems,
    problem_record,
    progress,
)
from policysearch.engines.contract import BuildReport, Generation, Generations
from policysearch.engines.registry import open_generations
from policysearch.publishing.plan import Plan
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
    current = generations.current()
    newest = None if full else publishing.rolled_back_from(generations)
    if current and newest and _is_unchanged(settings, generations, newest):
        _say_rolled_back(current, as_json)
        return
    if not dry_run and settings.materials.is_dir():
        settings.state_folder.mkdir(parents=True, exist_ok=True)
    with progress("Reading", not as_json) as show:
        plan = publishing.plan_build(settings, generations, current, full=full, progress=show)
    if not dry_run and not yes:
        _ask_before_a_large_loss(plan)
    report = None
    if not dry_run:
        with progress("Indexing", not as_json) as show:
            report = publishing.execute(plan, generations, show)
    if as_json:
        print_json(_record(plan, report))
    else:
        _print(plan, report)
    if plan.errors:
        raise SystemExit(1)


def _is_unchanged(settings: Settings, generations: Generations, newest: Generation) -> bool:
    return publishing.plan_build(settings, generations, newest).matches(generations.state(newest.id))


def _say_rolled_back(current: Generation, as_json: bool) -> None:
    """Say that nothing is done: a rollback holds while the materials are as they were."""
    if as_json:
        print_json({"dry_run": False, "built": False, "generation": current.id, "rolled_back": True})
    else:
        click.echo(f"Rolled back to generation {current.id}, and the materials have not changed since: nothing to do.")
        click.echo("Build them all the same with: policysearch build --full")


def _ask_before_a_large_loss(plan: Plan) -> None:
    served = len(plan.published) - 1
    lost = len(plan.vanished)
    if lost and lost > LARGE_LOSS * served:
        _print_slugs("Would vanish", plan.vanished)
        question = f"{count(lost, 'workshop')} of {served} would vanish from the site. Go on?"
        if not click.confirm(question, default=False, err=True):
            raise SystemExit(1)


def _print(plan: Plan, report: BuildReport | None) -> None:
    print_problems(plan.problems)
    dry = report is None
    _print_slugs("Would appear" if dry else "New", plan.appeared)
    _print_slugs("Would change" if dry else "Changed", plan.changed)
    _print_slugs("Would vanish" if dry else "Gone", plan.vanished)
    for slug, reason in plan.held_back.items():
        click.secho(f"Served from its earlier version: {slug} ({reason})", fg="yellow")
    if plan.drafts:
        click.echo(f"Left out as drafts: {abbreviate(plan.drafts)}")
    if report is None:
        if not (plan.appeared or plan.changed or plan.vanished):
            click.echo("Nothing would change.")
    elif not report.built:
        click.echo(f"Nothing to do: generation {report.generation} is up to date.")
    else:
        kinds = kinds_in_words(report.documents)
        click.secho(f"Built generation {report.generation}: {kinds}, in {report.seconds:.1f} s.", fg="green")


def _print_slugs(label: str, slugs: Sequence[str]) -> None:
    for slug in slugs[:MAX_SLUGS]:
        click.echo(f"{label}: {slug}")
    if len(slugs) > MAX_SLUGS:
        click.echo(f"{label}: and {len(slugs) - MAX_SLUGS:,} more")


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
        "problems": [problem_record(problem) for problem in plan.problems],
    }
