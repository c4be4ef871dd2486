"""``policysearch evaluate``."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import astuple
from pathlib import Path

import click

from policysearch import evaluation, settings
from policysearch.cli.language import gettext as _
from policysearch.cli.options import json_option, lang_option
from policysearch.cli.output import count, print_json
from policysearch.evaluation import Difference, Evaluation
from policysearch.setting_values import MEANING_BUNDLED, MEANING_OFF
from policysearch.settings import LANGUAGES, Settings

MAX_QUERIES = 10
_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_DIFFERENCE_KEYS = ("before", "after", "better", "worse", "p")


@click.command("evaluate")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the documents.")
@click.option("--compare", "baseline_file", type=_FILE, metavar="FILE", help="Show the difference from a saved run.")
@click.option("--save", type=_FILE, metavar="FILE", help="Save this run for a later comparison.")
@click.option(
    "--meaning",
    is_flag=False,
    flag_value=MEANING_BUNDLED,
    metavar="[bundled|ADDRESS]",
    help="Search by meaning too; without a value by the bundled model.",
)
@click.option("--vectors", type=_FOLDER, metavar="DIR", help="Where vectors are kept for another run.")
@click.option("--settings", "file", type=_FILE, help="Settings file (default: policysearch.toml here).")
@json_option
@lang_option
def command(
    folder: Path,
    language: str,
    baseline_file: Path | None,
    save: Path | None,
    meaning: str | None,
    vectors: Path | None,
    file: Path | None,
    as_json: bool,
) -> None:
    """Measure the ranking on judged queries.

    DIR has docs.jsonl or docs.jsonl.gz (id, title, text), queries.jsonl (id, text) and qrels.tsv (query, document,
    grade). A temporary index is built and every query run with any-word matching; with --meaning, what is close counts
    where a reader sees it.

    \b
    policysearch evaluate judged/cran --save before.json
    policysearch evaluate judged/cran --compare before.json
    policysearch evaluate judged/cran --meaning --vectors vectors/
    """
    baseline = evaluation.load(baseline_file) if baseline_file else None
    candidate = evaluation.evaluate(folder, language, _settings(file, meaning, vectors))
    if save:
        candidate.save(save)
    differences = evaluation.compare(baseline, candidate) if baseline else {}
    changes = evaluation.ndcg_changes(baseline, candidate) if baseline else {}
    if as_json:
        print_json(_record(candidate, differences, changes))
        return
    _print(candidate, differences, changes)


def _settings(file: Path | None, meaning: str | None, vectors: Path | None) -> Settings:
    """Return the site's settings, by meaning only where that is asked for here."""
    site = settings.read(file, {**os.environ, "POLICYSEARCH_MEANING": meaning or MEANING_OFF})
    settings.take_secrets(os.environ)
    return dataclasses.replace(site, state=vectors)


def _record(candidate: Evaluation, differences: dict[str, Difference], changes: dict[str, float]) -> dict[str, object]:
    record: dict[str, object] = {
        "metrics": candidate.metrics,
        "queries": len(candidate.queries),
        "documents": candidate.documents,
        "language": candidate.language,
        "worst": [{"id": name, "text": text, "nDCG@10": value} for name, text, value in candidate.worst(MAX_QUERIES)],
        "by_query": candidate.queries,
    }
    if differences:
        record["compare"] = {
            metric: dict(zip(_DIFFERENCE_KEYS, astuple(difference), strict=True))
            for metric, difference in differences.items()
        }
        record["changes"] = changes
    return record


def _print(candidate: Evaluation, differences: dict[str, Difference], changes: dict[str, float]) -> None:
    queries = count(len(candidate.queries), "query")
    click.echo(f"{queries}, {count(candidate.documents, 'document')}")
    for metric, value in candidate.metrics.items():
        click.echo(f"{metric:8} {value:.4f}{_difference_text(differences.get(metric))}")
    click.echo("\n" + _("The worst queries by nDCG@10:"))
    for query_id, text, value in candidate.worst(MAX_QUERIES):
        click.echo(f"{value:.4f}  {query_id}  {' '.join(text.split())[:80]}")
    changed_queries = sorted(filter(changes.get, changes), key=lambda query_id: -abs(changes[query_id]))
    if changed_queries:
        click.echo("\n" + _("What changed most, nDCG@10:"))
    for query_id in changed_queries[:MAX_QUERIES]:
        text = " ".join(candidate.texts[query_id].split())[:80]
        click.echo(f"{changes[query_id]:+.4f}  {query_id}  {text}")


def _difference_text(difference: Difference | None) -> str:
    if difference is None:
        return ""
    gain = difference.candidate - difference.baseline
    return _(
        "  {gain:+.4f} from {baseline:.4f}: {better} better, {worse} worse, p = {p:.4f}",
        gain=gain,
        baseline=difference.baseline,
        better=difference.better,
        worse=difference.worse,
        p=difference.p,
    )
