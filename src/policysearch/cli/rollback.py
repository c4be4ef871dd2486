"""``policysearch rollback``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from policysearch.cli.language import gettext as _
from policysearch.cli.options import common, generations, json_option
from policysearch.cli.output import print_json
from policysearch.engines.build_contract import Generation
from policysearch.engines.registry import open_generations
from policysearch.model.errors import IndexMissingError
from policysearch.settings import Settings


@click.command("rollback")
@click.argument("generation", required=False, shell_complete=generations)
@json_option
@common
def command(generation: str | None, as_json: bool, settings: Settings) -> None:
    """Serve an earlier generation (default: the one before). It holds until the materials change and are built.

    \b
    policysearch rollback
    """
    index = open_generations(settings)
    target = generation or _previous(index.list())
    index.activate(target)
    if as_json:
        print_json({"generation": target})
    else:
        click.secho(_("Generation {target} is served.", target=target), fg="green")


def _previous(generations: Sequence[Generation]) -> str:
    names = [generation.id for generation in generations]
    current = next((generation.id for generation in generations if generation.current), None)
    older = names[names.index(current) + 1 :] if current else names
    if not older:
        raise IndexMissingError(_("There is no earlier generation to go back to."), _("See: policysearch status"))
    return older[0]
