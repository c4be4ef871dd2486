"""``policysearch evaluate``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from policysearch import evaluation
from policysearch.cli.options import json_option
from policysearch.cli.output import count, print_json
from policysearch.evaluation import Difference, Evaluation
from policysearch.settings import LANGUAGES

WORST = 10
_SAVED = click.Path(dir_okay=False, path_type=Path)


@click.command("evaluate")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the documents.")
@click.option("--compare", "other", type=_SAVED, metavar="FILE", help="Show the difference from a saved run.")
@click.option("--save", type=_SAVED, metavar="FILE", help="Save this run for a later comparison.")
@json_option
def command(folder: Path, language: str, other: Path | None, save: Path | None, as_json: bool) -> None:
    """Measure the ranking on judged queries.

    DIR has docs.jsonl or docs.jsonl.gz (id, title, text), queries.jsonl (id, text) and qrels.tsv (query, document,
    grade). A temporary index is built and every query run with any-word matching.

    \b
    policysearch evaluate judged/cran --save before.json
    policysearch evaluate judged/cran --compare before.json
    """
    before = evaluation.load(other) if other else None
    found = evaluation.evaluate(folder, language)
    if save:
        found.save(save)
    compared = evaluation.compare(before, found) if before else {}
    moved = evaluation.changes(before, found) if before else {}
    if as_json:
        print_json(_record(found, compared, moved))
        return
    _print(found, compared, moved)


def _record(found: Evaluation, compared: dict[str, Difference], moved: dict[str, float]) -> dict[str, object]:
    record: dict[str, object] = {
        "metrics": found.metrics,
        "queries": len(found.queries),
        "documents": found.documents,
        "language": found.language,
        "worst": [{"id": name, "text": text, "nDCG@10": value} for name, text, value in found.worst(WORST)],
        "by_query": found.queries,
    }
    if compared:
        record["compare"] = {metric: asdict(difference) for metric, difference in compared.items()}
        record["changes"] = moved
    return record


def _print(found: Evaluation, compared: dict[str, Difference], moved: dict[str, float]) -> None:
    queries = count(len(found.queries), "query", "queries")
    click.echo(f"{queries}, {count(found.documents, 'document')}")
    for metric, value in found.metrics.items():
        click.echo(f"{metric:8} {value:.4f}{_beside(compared.get(metric))}")
    click.echo("\nThe worst queries by nDCG@10:")
    for name, text, value in found.worst(WORST):
        click.echo(f"{value:.4f}  {name}  {' '.join(text.split())[:80]}")
    shifted = sorted((name for name in moved if moved[name]), key=lambda name: -abs(moved[name]))
    if shifted:
        click.echo("\nWhat changed most, nDCG@10:")
    for name in shifted[:WORST]:
        click.echo(f"{moved[name]:+.4f}  {name}  {' '.join(found.texts[name].split())[:80]}")


def _beside(change: Difference | None) -> str:
    if change is None:
        return ""
    gain = change.after - change.before
    return f"  {gain:+.4f} from {change.before:.4f}: {change.better} better, {change.worse} worse, p = {change.p:.4f}"
