"""``policysearch review``."""

from __future__ import annotations

import sys

import click

from policysearch.cli.language import gettext as _
from policysearch.cli.language import ngettext, translate
from policysearch.cli.options import common, require_site, slugs
from policysearch.importers import material_files, review_answers, review_marks
from policysearch.importers.review_answers import Question
from policysearch.importers.review_marks import Mark
from policysearch.model.message import message
from policysearch.settings import Settings

_KEEP, _CHANGE, _EMPTY = message("k keep"), message("c change"), message("e empty")  # translated with their keys
_LATER, _QUIT = message("l later"), message("q quit")


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
        raise click.UsageError(_("Here nobody can be asked: run it in a terminal, or edit the file."))
    skipped: set[tuple[str, str]] = set()
    while marks := _open(path.read_text("utf-8-sig"), skipped):
        text = path.read_text("utf-8-sig")
        mark = marks[0]
        _show(review_answers.question(text, mark), len(marks))
        answer = _ask(mark)
        if answer == _QUIT:
            break
        if answer == _LATER:
            skipped.add((mark.field, mark.note))
            continue
        value = click.prompt(f"{mark.field}", default="", show_default=False) if answer == _CHANGE else ""
        is_kept = answer == _KEEP
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
    click.secho(f"{mark.field}: {question.value or _('(empty)')}" if mark.field != "text" else _("text"), bold=True)
    click.secho(f"  {mark.note}", fg="yellow")
    for words in question.words:
        click.echo(f"  {words}")
    click.echo("  " + ngettext("{number:,} mark to go", "{number:,} marks to go", number))


def _ask(mark: Mark) -> str:
    answers = (_KEEP, _LATER, _QUIT) if mark.field == "text" else (_KEEP, _CHANGE, _EMPTY, _LATER, _QUIT)
    labels = {translate(answer): answer for answer in answers}
    keys = {label[0]: answer for label, answer in labels.items()}
    return keys[str(click.prompt(f"  {', '.join(labels)}", type=click.Choice(list(keys)), show_choices=False))]


def _print_end(slug: str, rest: int) -> None:
    if rest:
        click.echo(
            ngettext(
                "{number:,} mark left. Go on with: policysearch review {slug}",
                "{number:,} marks left. Go on with: policysearch review {slug}",
                rest,
                slug=slug,
            )
        )
    else:
        click.secho(_("Nothing is left to review. Next: policysearch publish {slug}", slug=slug), fg="green")
