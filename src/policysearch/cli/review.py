"""``policysearch review``."""

from __future__ import annotations

import sys

import click

from policysearch.cli.options import common, require_site, slugs
from policysearch.cli.output import count
from policysearch.importers import material_files, review_answers, review_marks
from policysearch.importers.review_answers import Question
from policysearch.importers.review_marks import Mark
from policysearch.settings import Settings

_KEYS = {"k": "keep", "c": "change", "e": "empty", "l": "later", "q": "quit"}
_TEXT_KEYS = {key: name for key, name in _KEYS.items() if key not in "ce"}


@click.command("review")
@click.argument("slug", shell_complete=slugs)
@common
def command(slug: str, settings: Settings) -> None:
    """Go through the review marks of a draft, one by one.

    Each shows the value and the words that it was read from. Keep it, change it, empty it, or leave it for later; every
    answer is saved at once, so that you can stop and go on another day.

    \b
    policysearch review 2012-lima
    """
    require_site(settings)
    path = material_files.file_of(slug, settings.materials)
    if not is_terminal():
        raise click.UsageError("Here nobody can be asked: run it in a terminal, or edit the file.")
    skipped: set[tuple[str, str]] = set()
    while marks := _open(path.read_text("utf-8-sig"), skipped):
        text = path.read_text("utf-8-sig")
        mark = marks[0]
        _show(review_answers.question(text, mark), len(marks))
        answer = _ask(mark)
        if answer == "quit":
            break
        if answer == "later":
            skipped.add((mark.field, mark.note))
            continue
        value = click.prompt(f"{mark.field}", default="", show_default=False) if answer == "change" else ""
        is_kept = answer == "keep"
        changed = review_answers.keep(text, mark) if is_kept else review_answers.change(text, mark, value)
        material_files.write(path, changed)
    _print_end(slug, len(review_marks.marks(path.read_text("utf-8-sig"))))


def is_terminal() -> bool:
    """Return whether somebody can be asked."""
    return sys.stdin.isatty()


def _open(text: str, skipped: set[tuple[str, str]]) -> list[Mark]:
    return [mark for mark in review_marks.marks(text) if (mark.field, mark.note) not in skipped]


def _show(question: Question, number: int) -> None:
    mark = question.mark
    click.echo()
    click.secho(f"{mark.field}: {question.value or '(empty)'}" if mark.field != "text" else "text", bold=True)
    click.secho(f"  {mark.note}", fg="yellow")
    for words in question.words:
        click.echo(f"  {words}")
    click.echo(f"  {count(number, 'mark')} to go")


def _ask(mark: Mark) -> str:
    keys = _TEXT_KEYS if mark.field == "text" else _KEYS
    label = ", ".join(f"{key} {name}" for key, name in keys.items())
    answer = click.prompt(f"  {label}", type=click.Choice(list(keys)), show_choices=False)
    return keys[str(answer)]


def _print_end(slug: str, rest: int) -> None:
    if rest:
        click.echo(f"{count(rest, 'mark')} left. Go on with: policysearch review {slug}")
    else:
        click.secho(f"Nothing is left to review. Next: policysearch publish {slug}", fg="green")
