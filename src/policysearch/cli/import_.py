"""``policysearch import``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from policysearch import vocabulary
from policysearch.cli.options import common, json_option, slugs
from policysearch.cli.output import count, print_json, print_problems
from policysearch.importers import attachment_files, cue_files, privacy_warnings, sandbox, write_drafts
from policysearch.importers.cue_files import Cues
from policysearch.importers.write_drafts import Imported, Written
from policysearch.model.errors import ImportRefusedError
from policysearch.settings import Settings

_PATHS = click.Path(exists=True, path_type=Path)


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=_PATHS)
@click.option("--publish", is_flag=True, help="Publish at once what needs no review.")
@click.option(
    "--attach",
    metavar="SLUG",
    shell_complete=slugs,
    help="Make the documents attachments of this workshop instead of drafts.",
)
@click.option("--title", help="With --attach: what the attachment is called.")
@json_option
@common
def command(
    paths: tuple[Path, ...], publish: bool, attach: str | None, title: str | None, as_json: bool, settings: Settings
) -> None:
    """Turn documents into drafts of workshops.

    PATHS are web pages, Word, PowerPoint, PDF, text or Markdown files, or folders of them. What a document does not
    tell stays empty, and what is unsure is marked "review:" in the draft. Nothing is overwritten.

    \b
    policysearch import report.docx page.html
    policysearch import --publish Downloads/workshops
    policysearch import --attach 2010-trade-and-poverty slides.pptx
    """
    cues, problems = cue_files.read(settings.materials)
    print_problems(problems)
    if attach is None:
        words, _ = vocabulary.read(settings.materials / "vocabulary")
        outcomes = write_drafts.documents(paths, settings.materials, words, cues, publish)
    else:
        outcomes = _attach(paths, attach, title or "", settings.materials, cues)
    results = _print_each(outcomes, as_json)
    if as_json:
        print_json([_record(result) for result in results])
    elif attach is None:
        _print_next_step(results)
    elif not all(result.refused for result in results):
        click.secho("Next: policysearch build", fg="green")
    if any(result.refused for result in results):
        raise SystemExit(1)


def _attach(paths: Iterable[Path], slug: str, title: str, folder: Path, cues: Cues) -> Iterator[Imported]:
    for path, outline in sandbox.read_all(sandbox.documents(paths)):
        if isinstance(outline, ImportRefusedError):
            yield Imported(path, refused=outline)
        else:
            copy = attachment_files.attach(path, outline, slug, folder, title)
            passages = (len({block.part for block in outline.blocks}), outline.unit)
            warnings = privacy_warnings.find(outline, cues)
            yield Imported(path, (Written(slug, copy, title, (), False),), warnings, passages=passages)


def _print_each(outcomes: Iterable[Imported], as_json: bool) -> list[Imported]:
    """Return all results; unless ``as_json``, each is printed as soon as its document is imported."""
    results: list[Imported] = []
    for result in outcomes:
        results.append(result)
        if not as_json:
            _print(result)
    return results


def _print(result: Imported) -> None:
    if result.refused:
        click.secho(f"{result.document}: {result.refused}", err=True, fg="red")
    for warning in result.warnings:
        click.secho(f"{result.document}: {warning}", err=True, fg="yellow")
    for written in result.written:
        if written.path is None:
            click.secho(f"{result.document}: {written.slug} is there already; left as it is.", err=True, fg="yellow")
            continue
        state = " (published)" if written.published else ""
        click.echo(f"{result.document} -> {written.path}{state}{_searchable(result.passages)}")
        for name, note in written.reviews:
            click.echo(f"  review {name}: {note}")


def _searchable(passages: tuple[int, str]) -> str:
    number, unit = passages
    return f" ({count(number, unit)} to search)" if number else ""


def _print_next_step(results: Iterable[Imported]) -> None:
    written = [w for result in results for w in result.written if w.path]
    drafts = [w for w in written if not w.published]
    if drafts:
        names = " ".join(w.slug for w in drafts[:3]) + (" ..." if len(drafts) > 3 else "")
        click.echo(
            f"{count(len(drafts), 'draft')}. Look at the lines marked review, then: policysearch publish {names}"
        )
    if len(written) > len(drafts):
        click.secho(f"{count(len(written) - len(drafts), 'workshop')} published. Next: policysearch build", fg="green")


def _record(result: Imported) -> dict[str, object]:
    return {
        "document": str(result.document),
        "refused": str(result.refused) if result.refused else None,
        "warnings": result.warnings,
        "written": [
            {
                "slug": w.slug,
                "path": str(w.path) if w.path else None,
                "title": w.title,
                "published": w.published,
                "reviews": [{"field": name, "note": note} for name, note in w.reviews],
            }
            for w in result.written
        ],
    }
