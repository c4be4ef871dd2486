"""``policysearch explain``."""

from __future__ import annotations

import dataclasses
import json

import click

from policysearch import query
from policysearch.cli.language import gettext as _
from policysearch.cli.language import spoken
from policysearch.cli.options import common, json_option
from policysearch.cli.output import abbreviate
from policysearch.cli.search import parse_filters
from policysearch.engines.registry import open_engine
from policysearch.query import View
from policysearch.search.explain_query import ExplainedHit, Explanation, Part, explain_query
from policysearch.settings import Settings

MAX_NAMES = 12  # of a list that a terminal shows


@click.command("explain")
@click.argument("words", nargs=-1, required=True)
@click.option("--hit", metavar="ID", help="A workshop or lesson: why it is or is not found, and where it ranks.")
@click.option(
    "--view",
    type=click.Choice(["workshops", "highlights"]),
    help="Workshops or lessons (default: workshops; lessons for the ID of a lesson).",
)
@click.option("--filter", "selections", multiple=True, metavar="FACET=VALUE", help="As of search; repeatable.")
@click.option("--no-expand", is_flag=True, help="Search the words alone, without synonyms.")
@json_option
@common
def command(
    words: tuple[str, ...],
    hit: str | None,
    view: View | None,
    selections: tuple[str, ...],
    no_expand: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Show how a search is read, and why a document is or is not found.

    \b
    policysearch explain "financing for pymes"
    policysearch explain "export promotion" --hit 2010-san-antonio/h1
    """
    engine = open_engine(settings)
    try:
        snapshot = engine.snapshot()
        request = query.parse(
            " ".join(words),
            snapshot.vocabulary,
            view=view or ("highlights" if hit and "/" in hit else "workshops"),
            expand=not no_expand,
            language=spoken(),
            filters=query.filters(parse_filters(selections)),
        )
        explanation = explain_query(snapshot, request, hit)
    finally:
        engine.close()
    if as_json:
        click.echo(json.dumps(_json(explanation), ensure_ascii=False, indent=2))
    else:
        _print(explanation)


def _json(explanation: Explanation) -> dict[str, object]:
    record = dataclasses.asdict(explanation)
    record["notices"] = [notice._asdict() for notice in explanation.notices]
    return record


def _print(explanation: Explanation) -> None:
    if explanation.shown_for:
        click.echo(_("Nothing has the words; searched instead: {searched}", searched=explanation.shown_for.searched))
    for part in explanation.parts:
        _print_part(part)
    for notice in explanation.notices:
        click.echo(_("Notice: {notice}", notice=f"{notice.code} {notice.text} {notice.nearest}".rstrip()))
    kind = _("any word is enough") if explanation.relaxed else _("all required words")
    click.secho(
        _("{total:,} found in the view {view} ({kind})", total=explanation.total, view=explanation.view, kind=kind),
        bold=True,
    )
    if explanation.suggestion and not explanation.shown_for:
        click.echo(_("Did you mean: {suggestion}", suggestion=explanation.suggestion))
    if explanation.hit:
        click.echo(_sentence(explanation.hit))


def _print_part(part: Part) -> None:
    click.secho(f"{part.text}", bold=True, nl=False)
    sentence = _("{kind}, in {documents:,}", kind=part.kind, documents=part.documents)
    click.echo(f"  {sentence}{'' if part.required else '; ' + _('not required: {reason}', reason=part.reason)}")
    for language, terms in part.terms.items():
        click.echo(f"  {language}: {' '.join(terms)}")
    if part.forms:
        click.echo("  " + _("forms: {forms}", forms=abbreviate(part.forms, MAX_NAMES)))
    if part.also:
        click.echo("  " + _("also searched: {also}", also=abbreviate(part.also, MAX_NAMES)))
    if part.in_hit is not None:
        click.echo("  " + (_("the document has it") if part.in_hit else _("the document does not have it")))


def _sentence(hit: ExplainedHit) -> str:
    if hit.is_listed:
        return _("{id} is number {rank:,} with a score of {score}.", id=hit.id, rank=hit.rank, score=hit.score)
    return _("{id} is not found: {reason}.", id=hit.id, reason=hit.reason)
