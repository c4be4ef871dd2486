"""Who may write the index: whoever can, can change what readers see."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import click

from policysearch.cli.language import gettext as _
from policysearch.settings import Settings


def warn_of_index_rights(settings: Settings) -> None:
    """Say on standard error, in a line each, where others than the site's own users may write the index."""
    if os.name == "posix":
        for folder in (settings.index, settings.attachments_folder, settings.index / "generations"):
            for message in _faults(folder, _trusted(settings)):
                click.secho(message, err=True, fg="yellow")


def _faults(folder: Path, trusted: set[int]) -> list[str]:
    try:
        status = folder.stat()
    except OSError:
        return []
    faults = []
    if status.st_mode & stat.S_IWOTH:
        faults.append(
            _("Everybody on this machine may write to {folder}. Mend it with: chmod o-w {folder}", folder=folder)
        )
    if status.st_uid not in trusted:
        faults.append(
            _(
                "{folder} belongs to the user with the number {user}, not to the site's: see chown.",
                folder=folder,
                user=status.st_uid,
            )
        )
    return faults


def _trusted(settings: Settings) -> set[int]:
    """Return the numbers of root, of this process's user, and of the owners of settings and materials."""
    users = {0, os.geteuid()}
    for path in (settings.file, settings.materials):
        if path and path.exists():
            users.add(path.stat().st_uid)
    return users
