"""``policysearch search``."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode, urlsplit

import click

from policysearch import query, vocabulary
from policysearch.cli.language import gettext as _
from policysearch.cli.language import spoken
from policysearch.cli.options import common, json_option
from policysearch.cli.output import count
from policysearch.engines.registry import open_engine
from policysearch.model.document import FACETS
from policysearch.model.message import message
from policysearch.query import Sort, View
from policysearch.search.results import Hit, Results, Searcher, Snippet
from policysearch.search.service import open_service
from policysearch.settings import Settings

NOTICES = {
    "only_stop_words": message(
        "Every word of this search is too common to look for. Quotes look for a phrase as it stands."
    ),
    "meaning_off": message(
        'This site does not search by meaning; see the setting "meaning". The words alone were searched.'
    ),
    "meaning_unavailable": message(
        "Searching by meaning is not available at the moment; the words alone were searched."
    ),
    "only_signs": message("This search has signs, but no word to look for."),
    "long_text": message("This text is long; its {limit} most significant words were searched: {text}."),
    "years_as_words": message("“{text}” was searched as words. For workshops of these years write {nearest}."),
    "request_words": message("“{text}” was read as a request; the other words were searched."),
    "malformed_date": message("“{text}” is no year or day; it was left aside."),
    "star_inside": message("A star works at the end of a word only, not as in “{text}”."),
    "too_many_synonyms": message(
        "Some words have more other names than can be searched at once; not all of them were."
    ),
    "unknown_field": message("There is no field “{text}”; it was searched as words."),
    "unknown_value": message("Nothing is filed under “{text}”; it was searched as words."),
    "unfiled_value": message("Nothing is filed under “{text}”."),
    "too_many_expansions": message("Only the {limit:,} most frequent words like “{text}” were searched."),
}
FACTS = {
    "funder": message("Funder"),
    "organizer": message("Organizer"),
    "place": message("Place"),
    "date": message("Date"),
}


@click.command("search")
@click.argument("words", nargs=-1)
@click.option(
    "--view",
    type=click.Choice(["workshops", "highlights"]),
    default="workshops",
    show_default=True,
    help="Workshops with their best lessons, or each lesson on its own.",
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest", "added"]),
    default="relevance",
    show_default=True,
    help="What comes first.",
)
@click.option(
    "--filter", "selections", multiple=True, metavar="FACET=VALUE", help="Only these, such as year=2009; repeatable."
)
@click.option("--year-from", type=click.IntRange(0, 9_999), help="Only workshops of this year or later.")
@click.option("--year-to", type=click.IntRange(0, 9_999), help="Only workshops of this year or earlier.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what was added on this day or later.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many to show.")
@click.option("--offset", type=click.IntRange(0, query.MAX_WINDOW), default=0, help="How many to leave out before.")
@click.option("--no-expand", is_flag=True, help="Search the words alone, without synonyms.")
@click.option("--meaning/--no-meaning", default=None, help="Search by meaning too (default: as the site does).")
@json_option
@common
def command(
    words: tuple[str, ...],
    view: View,
    sort: Sort,
    selections: tuple[str, ...],
    year_from: int | None,
    year_to: int | None,
    since: datetime | None,
    limit: int,
    offset: int,
    no_expand: bool,
    meaning: bool | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """Search the index from the terminal.

    \b
    policysearch search vulnerable groups
    policysearch search '"best practices" year:2009..2010' --view highlights
    policysearch search --filter experience=CL --json
    policysearch search --since 2026-06-01 --sort added
    """
    filters, lang = parse_filters(selections), spoken()
    searcher = open_service(open_engine(settings), settings)
    try:
        if as_json:
            single = {"q": " ".join(words), "view": view, "sort": sort, "limit": limit, "offset": offset, "lang": lang}
            pairs = [*single.items(), ("expand", "false" if no_expand else "true")]
            pairs += [] if meaning is None else [("meaning", str(meaning).lower())]
            pairs += [(facet, value) for facet, values in filters.items() for value in values]
            ranges = {"year_from": year_from, "year_to": year_to, "since": since}
            pairs += [(name, _parameter(bound)) for name, bound in ranges.items() if bound is not None]
            click.echo(_api_json(searcher, settings, pairs))
            return
        request = query.parse(
            " ".join(words),
            searcher.vocabulary,
            view=view,
            sort=sort,
            offset=offset,
            limit=limit,
            expand=not no_expand,
            language=lang,
            filters=query.filters(filters),
            meaning=meaning,
            years=query.YearRange.between(year_from, year_to),
            since=since.date() if since else None,
        )
        _print(searcher.search(request), lang)
    finally:
        searcher.close()


def parse_filters(selections: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the values of each facet that ``--filter`` names. Raise UsageError for another name."""
    filters: dict[str, tuple[str, ...]] = {}
    for selection in selections:
        facet, equals, value = selection.partition("=")
        if not equals or not value or facet not in FACETS:
            raise click.UsageError(
                _(
                    "--filter takes FACET=VALUE with one of {facets}, not {selection!r}.",
                    facets=", ".join(FACETS),
                    selection=selection,
                )
            )
        filters[facet] = (*filters.get(facet, ()), value)
    return filters


def _parameter(bound: int | datetime) -> str:
    return bound.date().isoformat() if isinstance(bound, datetime) else f"{bound:04}"


def _api_json(searcher: Searcher, settings: Settings, parameters: list[tuple[str, object]]) -> str:
    """Return the JSON that the API answers to ``parameters``; only the API implements that JSON."""
    from policysearch.web import create_app

    client = create_app(searcher, settings).test_client()
    prefix = urlsplit(settings.public_url).path
    response = client.get(f"{prefix}/api/v1/search?{urlencode(parameters)}")
    if response.status_code != 200:
        raise click.UsageError(str(response.get_json(force=True).get("detail", response.status)))
    return response.get_data(as_text=True)


def _print(results: Results, language: str) -> None:
    is_of_workshops = results.query.view == "workshops"
    click.secho(count(results.total, "workshop" if is_of_workshops else "lesson"), bold=True)
    if results.relaxed:
        click.echo(
            _("No workshop has all the words; these are the closest.")
            if is_of_workshops
            else _("No lesson has all the words; these are the closest.")
        )
    for expansion in results.expansions:
        click.echo(
            _(
                "Also searched for {term}: {also} (--no-expand to undo)",
                term=expansion.term,
                also=", ".join(expansion.also),
            )
        )
    for notice in results.notices:
        nearest = f" {_('Did you mean {nearest}?', nearest=notice.nearest)}" if notice.nearest else ""
        click.echo(f"{_(NOTICES[notice.code], **notice._asdict())}{nearest}")
    if results.shown_for:
        click.echo(
            _(
                "Showing results for {searched} instead of {typed}",
                searched=results.shown_for.searched,
                typed=results.shown_for.typed,
            )
        )
        click.echo(_("(search for {verbatim} to undo)", verbatim=results.shown_for.verbatim))
    if results.missing:
        click.echo(_("No result has: {missing}", missing=", ".join(results.missing)))
    if results.suggestion and not results.shown_for:
        click.echo(_("Did you mean: {text} ({total:,})", text=results.suggestion.text, total=results.suggestion.total))
    for fact in results.facts:
        click.echo(f"{_(FACTS[fact.kind])}: {', '.join(fact.values)} [{fact.document.workshop.slug}]")
    for way in results.ways_out:
        click.echo(_("Without {drop}: {total:,}", drop=way.drop, total=way.total))
    if results.close_leads:
        _print_close(results, language)
    for hit in results.hits:
        _print_hit(hit, language)
    if not results.close_leads:
        _print_close(results, language)


def _print_close(results: Results, language: str) -> None:
    if results.close:
        click.secho("\n" + _("Close in meaning, without your words:"), bold=True)
    for hit in results.close:
        _print_hit(hit, language)


def _print_hit(hit: Hit, language: str) -> None:
    from policysearch.exporters.citation import place_and_dates  # a search without results starts sooner

    workshop = hit.document.workshop
    country = vocabulary.country_name(workshop.country, language) if workshop.country else ""
    click.echo()
    click.secho(workshop.text(language).title, bold=True, nl=False)
    click.echo(f"  [{hit.document.id}]")
    click.echo(place_and_dates(workshop, language, country))
    for snippet in hit.snippets:
        click.echo(f"  - {_highlight(snippet)}")


def _highlight(snippet: Snippet) -> str:
    parts, position = [], 0
    for start, end in snippet.marks:
        parts += [snippet.text[position:start], click.style(snippet.text[start:end], bold=True, underline=True)]
        position = end
    return "".join([*parts, snippet.text[position:]])
