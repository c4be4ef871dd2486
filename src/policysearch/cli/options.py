"""The options that commands share, the Settings made from them, and the completion of values by the Tab key."""

from __future__ import annotations

import dataclasses
import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from policysearch import settings
from policysearch.cli.language import LANG_HELP, LANG_OPTION
from policysearch.cli.language import gettext as _
from policysearch.model.errors import MaterialsError, PolicySearchError
from policysearch.settings import LANGUAGES, Settings

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")

lang_option = click.option(
    LANG_OPTION,
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=LANG_HELP,
)  # read before all others: see cli/language.py


def common(function: Callable[..., None]) -> Callable[..., None]:
    """Add --materials, --index, --settings and --lang to a command, which gets the Settings as ``settings``."""

    @lang_option
    @click.option("--materials", type=_FOLDER, help="Folder of the materials (default: materials).")
    @click.option("--index", type=_FOLDER, help="Folder of the index (default: index).")
    @click.option("--settings", "file", type=_FILE, help="Settings file (default: policysearch.toml here).")
    @functools.wraps(function)
    def command(materials: Path | None, index: Path | None, file: Path | None, **options: object) -> None:
        folders = {"materials": materials, "index": index}
        changes: dict[str, Any] = {name: path for name, path in folders.items() if path is not None}
        site_settings = dataclasses.replace(settings.read(file), **changes)
        settings.take_secrets(os.environ)
        function(settings=site_settings, **options)

    return command


def require_site(site: Settings) -> None:
    """Raise MaterialsError where there is no site: nothing is made in a folder that is none."""
    if not site.materials.is_dir():
        raise MaterialsError(
            _("There is no site here: no folder {materials}.", materials=site.materials),
            _("Go to the site's folder, or make one with: policysearch init mysite"),
        )


def slugs(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Complete the slug of a material; there are none outside a site's folder."""
    try:
        folder = Path(context.params.get("materials") or settings.read().materials)
    except PolicySearchError:
        return []
    names = {path.stem for path in folder.glob("*.md")} | {path.parent.name for path in folder.glob("*/workshop.md")}
    return sorted(name for name in names if name.startswith(incomplete) and "." not in name)


def generations(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Complete the id of a generation in the index of the current folder."""
    from policysearch.engines.registry import open_generations

    try:
        ids = [generation.id for generation in open_generations(settings.read()).list()]
    except PolicySearchError:
        return []
    return [id_ for id_ in ids if id_.startswith(incomplete)]
