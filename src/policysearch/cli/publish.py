"""``policysearch publish``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policysearch import materials, vocabulary
from policysearch.cli.language import confirm
from policysearch.cli.language import gettext as _
from policysearch.cli.options import common, json_option
from policysearch.cli.options import slugs as slugs_begun
from policysearch.cli.output import count, print_json, print_problems, problem_record
from policysearch.importers import material_files, review_marks
from policysearch.model.problem import Problem
from policysearch.settings import Settings


@click.command("publish")
@click.argument("slugs", nargs=-1, required=True, metavar="SLUG...", shell_complete=slugs_begun)
@click.option("--yes", is_flag=True, help="Publish although there are open review marks; they are taken out.")
@json_option
@common
def command(slugs: tuple[str, ...], yes: bool, as_json: bool, settings: Settings) -> None:
    """Take the draft mark off workshops, so that the next build shows them.

    Open review marks are listed first: on a terminal you are asked; elsewhere the draft stays
    one unless --yes is given. A draft with an error is never published.

    \b
    policysearch publish 2010-trade-and-poverty
    """
    files = [(slug, material_files.file_of(slug, settings.materials)) for slug in slugs]
    outcomes = [_publish(slug, path, yes, as_json, settings) for slug, path in files]
    if as_json:
        print_json(outcomes)
    elif any(outcome["published"] for outcome in outcomes):
        click.echo(_("Next: policysearch build"))
    if not all(outcome["published"] for outcome in outcomes):
        raise SystemExit(1)


def _publish(slug: str, path: Path, yes: bool, as_json: bool, settings: Settings) -> dict[str, object]:
    text = path.read_text("utf-8-sig")
    marks = review_marks.marks(text)
    errors = errors_of(slug, settings.materials)
    if not as_json:
        for mark in marks:
            click.secho(
                _("{path}:{line}: review {field}: {note}", path=path, line=mark.line, field=mark.field, note=mark.note),
                fg="yellow",
            )
        print_problems(errors)
    is_agreed = not errors and (not marks or yes or _confirm(slug, len(marks), as_json))
    if is_agreed and (review_marks.is_draft(text) or marks):
        material_files.write(path, review_marks.published(text))
    if not as_json:
        _print_outcome(slug, path, is_agreed, was_draft=review_marks.is_draft(text))
    return {
        "slug": slug,
        "published": is_agreed,
        "reviews": [{"line": mark.line, "field": mark.field, "note": mark.note} for mark in marks],
        "errors": [problem_record(problem) for problem in errors],
    }


def errors_of(slug: str, folder: Path) -> list[Problem]:
    """Return what keeps a material from being published."""
    words = vocabulary.read(folder / "vocabulary")[0]
    sources = materials.sources(folder)[0]
    if slug not in sources:
        return []
    problems = materials.read(sources[slug], folder, words)[1]
    return [problem for problem in problems if problem.severity == "error"]


def _confirm(slug: str, marks: int, as_json: bool) -> bool:
    if as_json or not sys.stdin.isatty():
        return False
    return confirm(_("{slug} has {marks}. Publish it all the same?", slug=slug, marks=count(marks, "open review mark")))


def _print_outcome(slug: str, path: Path, is_published: bool, was_draft: bool) -> None:
    if not is_published:
        click.secho(
            _(
                "{slug} stays a draft. Mend {path}, or go through its marks with: policysearch review {slug}",
                slug=slug,
                path=path,
            ),
            fg="red",
            err=True,
        )
    elif was_draft:
        click.secho(_("{slug} is published.", slug=slug), fg="green")
    else:
        click.echo(_("{slug} was published already.", slug=slug))
