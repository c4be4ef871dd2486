"""The options that commands share, and the Settings they make."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from pathlib import Path

import click

from policysearch import settings

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def common(function: Callable[..., None]) -> Callable[..., None]:
    """Adds --materials, --index and --settings; the command gets the ``Settings`` that they make as ``settings``."""

    @click.option("--materials", type=_FOLDER, help="Folder of the materials (default: materials).")
    @click.option("--index", type=_FOLDER, help="Folder of the index (default: index).")
    @click.option("--settings", "file", type=_FILE, help="Settings file (default: policysearch.toml here).")
    @functools.wraps(function)
    def command(materials: Path | None, index: Path | None, file: Path | None, **more: object) -> None:
        chosen = settings.read(file)
        if materials is not None:
            chosen = dataclasses.replace(chosen, materials=materials)
        if index is not None:
            chosen = dataclasses.replace(chosen, index=index)
        function(settings=chosen, **more)

    return command
