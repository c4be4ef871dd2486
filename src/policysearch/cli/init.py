"""``policysearch init``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policysearch import starter
from policysearch.cli.language import confirm
from policysearch.cli.language import gettext as _
from policysearch.cli.options import lang_option
from policysearch.starter.update import updates


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--update", is_flag=True, help="Show what is new in the shipped vocabulary, for a site that is there.")
@lang_option
def command(folder: Path, update: bool) -> None:
    """Make FOLDER (default: here) a site to start with: settings, a guide, four workshops as examples.

    With --update, a site that is there sees which themes, cues, synonyms and organizations have been added to the
    package since. On a terminal you are asked whether to add them; your own entries are never changed.

    \b
    policysearch init mysite
    policysearch init --update
    """
    if update:
        _update(folder)
        return
    starter.copy(folder)
    click.secho(_("Made a site in {folder}.", folder=folder), fg="green")
    click.echo(_("Next:"))
    step = "" if folder == Path() else f"  cd {folder}\n"
    click.echo(f"{step}  policysearch build\n  policysearch serve")


def _update(folder: Path) -> None:
    changes = list(updates(starter.sample_materials() / "vocabulary", folder / "materials" / "vocabulary"))
    for change in changes:
        click.echo("\n".join(change.difference))
    if not changes:
        click.echo(_("The vocabulary has all that is shipped."))
    elif sys.stdin.isatty() and confirm(_("Add these lines?")):
        for change in changes:
            change.path.write_text(change.text, "utf-8", newline="\n")
        click.secho(_("Added. Next: policysearch check"), fg="green")
    else:
        click.echo(_("Nothing was changed. Copy what you want into the files, or run this in a terminal."))
