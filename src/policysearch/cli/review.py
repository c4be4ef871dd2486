"""``policysearch review``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from policysearch.cli.language import gettext as _
from policysearch.cli.language import ngettext, translate
from policysearch.cli.options import common, require_site, slugs
from policysearch.cli.output import print_problems
from policysearch.cli.publish import errors_of
from policysearch.importers import headlines, material_files, review_answers, review_marks
from policysearch.importers.review_answers import Question
from policysearch.importers.review_marks import Mark
from policysearch.materials import lesson_names
from policysearch.model.message import message
from policysearch.settings import Settings

_KEEP, _CHANGE, _EMPTY = message("k keep"), message("c change"), message("e empty")  # translated with their keys
_LATER, _QUIT = message("l later"), message("q quit")
_TAKE, _NONE = message("t take"), message("n none")


@click.command("review")
@click.argument("slug", shell_complete=slugs)
@click.option("--headlines", "offers_all", is_flag=True, help="Offer a headline for every lesson that has none.")
@common
def command(slug: str, offers_all: bool, settings: Settings) -> None:
    """Go through the review marks of a draft, one by one, and then through the headlines offered for its lessons.

    Each shows the value and the words that it was read from. Keep it, change it, empty it, or leave it for later; every
    answer is saved at once, so that you can stop and go on another day.

    \b
    policysearch review 2012-lima
    policysearch review 2012-lima --headlines
    """
    require_site(settings)
    path = material_files.file_of(slug, settings.materials)
    if not is_terminal():
        raise click.UsageError(_("Here nobody can be asked: run it in a terminal, or edit the file."))
    try:
        if _review_marks(slug, path, settings.materials):
            _review_headlines(path, offers_all)
    except click.Abort:  # by Ctrl-C, or where the input ends: each answer is saved already
        click.echo()
    _print_end(slug, len(review_marks.marks(path.read_text("utf-8-sig"))))


def _review_marks(slug: str, path: Path, folder: Path) -> bool:
    """Ask about each mark of a material, until its answer is one; return whether nobody quit."""
    skipped: set[tuple[str, str]] = set()
    while marks := _open(path.read_text("utf-8-sig"), skipped):
        text = path.read_text("utf-8-sig")
        mark = marks[0]
        _show(review_answers.question(text, mark), len(marks))
        answer = _ask(mark)
        if answer == _QUIT:
            return False
        if answer == _LATER:
            skipped.add((mark.field, mark.note))
            continue
        if answer == _CHANGE:
            _change(slug, path, folder, mark)
        elif answer == _KEEP:
            material_files.write(path, review_answers.keep(text, mark))
        else:
            material_files.write(path, review_answers.change(text, mark, ""))
    return True


def _change(slug: str, path: Path, folder: Path, mark: Mark) -> None:
    """Ask for the value of a mark's field and write it; what no workshop can have is said, and the mark stays.

    Nothing typed changes nothing: to empty a field is an answer of its own.
    """
    value = str(click.prompt(mark.field, default="", show_default=False)).strip()
    if not value:
        return
    text = path.read_text("utf-8-sig")
    former = {problem.message for problem in errors_of(slug, folder)}
    material_files.write(path, review_answers.change(text, mark, value))
    errors = [problem for problem in errors_of(slug, folder) if problem.message not in former]
    if errors:
        material_files.write(path, text)
        print_problems(errors)


def _review_headlines(path: Path, offers_all: bool) -> None:
    """Ask about each headline that is offered; what is left for later is offered again the next time."""
    read = headlines.offers_for_all if offers_all else headlines.offers
    for offer in read(path.read_text("utf-8-sig")):
        click.echo()
        click.secho(_("Headline of {id}: {words}", id=offer.id, words=offer.words or _("(empty)")), bold=True)
        click.echo(f"  {offer.lesson}")
        answer = _choice((_TAKE, _CHANGE, _NONE, _LATER, _QUIT) if offer.words else (_CHANGE, _NONE, _LATER, _QUIT))
        if answer == _QUIT:
            return
        text = path.read_text("utf-8-sig")
        words = offer.words if answer == _TAKE else _typed_headline() if answer == _CHANGE else ""
        if words:
            material_files.write(path, headlines.with_headline(text, offer.id, words))
        elif answer == _NONE:
            material_files.write(path, headlines.without_offer(text, offer.id))


def _typed_headline() -> str:
    """Ask for a headline until one is typed that is one, or nothing."""
    while words := str(click.prompt(_("Headline"), default="", show_default=False)).strip():
        if headlines.is_headline(words):
            break
        least, most = lesson_names.MIN_WORDS, lesson_names.MAX_NAME
        click.echo(_("A headline has at least {least} words and at most {most} characters.", least=least, most=most))
    return words


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
    return _choice((_KEEP, _LATER, _QUIT) if mark.field == "text" else (_KEEP, _CHANGE, _EMPTY, _LATER, _QUIT))


def _choice(answers: Sequence[str]) -> str:
    """Ask for one of ``answers`` by its letter in the language."""
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
