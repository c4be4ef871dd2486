"""``policysearch init``."""

from __future__ import annotations

from pathlib import Path

import click

from policysearch import starter


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Make FOLDER (default: here) a site to start with: settings, a guide, four workshops as examples.

    \b
    policysearch init mysite
    """
    starter.copy(folder)
    click.secho(f"Made a site in {folder}.", fg="green")
    step = "" if folder == Path() else f"  cd {folder}\n"
    click.echo(f"Next:\n{step}  policysearch build\n  policysearch serve")
