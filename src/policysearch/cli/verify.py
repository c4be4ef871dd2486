"""``policysearch verify``."""

from __future__ import annotations

import click

from policysearch import publishing
from policysearch.cli.index_rights import warn_of_index_rights
from policysearch.cli.language import gettext as _
from policysearch.cli.language import translate
from policysearch.cli.options import common, json_option
from policysearch.cli.output import ATTACHMENTS, damage_records, print_json
from policysearch.engines.registry import open_generations
from policysearch.model.errors import IndexMissingError
from policysearch.settings import Settings


@click.command("verify")
@json_option
@common
def command(as_json: bool, settings: Settings) -> None:
    """Compare every file, or every copy, of the index with its checksum.

    \b
    policysearch verify
    """
    index = open_generations(settings)
    warn_of_index_rights(settings)
    damages = dict(index.verify_all(copies=True))
    if not damages:
        raise IndexMissingError(
            _("There is no index in {place}.", place=index.place), _("Make one with: policysearch build")
        )
    of_attachments = tuple(publishing.attachment_damages(index, settings.attachments_folder))
    if of_attachments:
        damages[ATTACHMENTS] = of_attachments
    if as_json:
        print_json({name: [] for name in damages} | damage_records(damages))
    for name, of_generation in () if as_json else damages.items():
        click.secho(f"{name}: {_('damaged') if of_generation else _('whole')}", fg="red" if of_generation else "green")
        for damage in of_generation:
            click.echo(f"  {damage.part}: {translate(damage.message)}")
    remedies = dict.fromkeys(translate(damage.remedy) for of_generation in damages.values() for damage in of_generation)
    for remedy in remedies:
        click.echo(remedy, err=True)
    if remedies:
        raise SystemExit(1)
