"""``policysearch report``."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from policysearch import searchlog, vocabulary
from policysearch.cli.language import gettext as _
from policysearch.cli.language import spoken
from policysearch.cli.options import common, json_option
from policysearch.cli.output import print_json
from policysearch.searchlog import Report, report_page
from policysearch.settings import Settings

SynonymPairs = Sequence[tuple[str, str, int]]


@click.command("report")
@click.option(
    "--weeks", type=click.IntRange(1, 520), default=12, show_default=True, help="How many weeks, this one too."
)
@click.option("--top", type=click.IntRange(1, 1_000), default=15, show_default=True, help="How many of each list.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
@click.option("--html", "to_html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with plots.")
@json_option
@common
def command(weeks: int, top: int, as_csv: bool, to_html: Path | None, as_json: bool, settings: Settings) -> None:
    """What readers searched, what found nothing, what they opened; and synonyms to consider.

    \b
    policysearch report
    policysearch report --weeks 52 --html report.html
    """
    report = searchlog.report(settings.searchlog_path, weeks, date.today(), top)
    site_vocabulary = vocabulary.read(settings.materials / "vocabulary")[0]
    pairs = searchlog.synonym_candidates(report.retries, site_vocabulary.synonyms)
    if to_html:
        to_html.write_text(report_page.render(report, settings.name(spoken()), date.today(), pairs), "utf-8")
        click.echo(_("Written: {path}", path=to_html))
    elif as_json:
        print_json({**dataclasses.asdict(report), "synonyms": [_pair(pair) for pair in pairs]})
    elif as_csv:
        click.echo(_csv(report, pairs), nl=False)
    else:
        _print(report, pairs, settings)


def _pair(pair: tuple[str, str, int]) -> dict[str, object]:
    return dict(zip(("wrote", "then", "times"), pair, strict=True))


def _csv(report: Report, pairs: SynonymPairs) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("list", "week", "text", "then", "times"))
    writer.writerows(_guard_formulas(row) for row in _rows(report, pairs))
    return out.getvalue()


def _rows(report: Report, pairs: SynonymPairs) -> Iterator[tuple[object, ...]]:
    for week in report.weeks:
        for name in ("searches", "without_results", "openings"):
            yield name, week.monday, "", "", getattr(week, name)
    for name in ("searched", "without_results", "opened"):
        yield from ((f"{name}, most", "", text, "", times) for text, times in getattr(report, name))
    yield from (("asked instead", "", *row) for row in report.retries)
    yield from (("synonyms to consider", "", *pair) for pair in pairs)


def _guard_formulas(row: tuple[object, ...]) -> tuple[object, ...]:
    """Return the row, with an apostrophe before text that a spreadsheet would take for a formula."""
    return tuple(
        f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in row
    )


def _print(report: Report, pairs: SynonymPairs, settings: Settings) -> None:
    if not report.weeks:
        click.echo(_("Nothing was written down yet in {path}.", path=settings.searchlog_path))
        if not settings.searchlog:
            click.echo(_("The setting searchlog is false, so that nothing is written down."))
        return
    click.secho(f"{_('Week of'):<14}{_('Searches'):>12}{_('Found nothing'):>18}{_('Opened'):>10}", bold=True)
    for week in report.weeks:
        click.echo(f"{week.monday!s:<14}{week.searches:>12,}{week.without_results:>18,}{week.openings:>10,}")
    _list(_("Searched most"), report.searched)
    _list(_("Found nothing"), report.without_results)
    _list(_("Opened most"), report.opened)
    _list(
        _("Synonyms to consider (materials/vocabulary/synonyms.yml)"),
        [(f"{old} = {new}", times) for old, new, times in pairs],
    )


def _list(heading: str, rows: Sequence[tuple[str, int]]) -> None:
    if rows:
        click.secho(f"\n{heading}", bold=True)
        for text, times in rows:
            click.echo(f"{times:>7,}  {text}")
