"""``policysearch import``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from policysearch import vocabulary
from policysearch.cli.options import common, json_option, require_site, slugs
from policysearch.cli.output import abbreviate, count, print_json, print_problems
from policysearch.importers import attachment_files, cue_files, privacy_warnings, sandbox, write_drafts
from policysearch.importers.cue_files import Cues
from policysearch.importers.outline import LeftOut
from policysearch.importers.write_drafts import Imported, Options, Written
from policysearch.model.errors import ImportRefusedError
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

_PATHS = click.Path(exists=True, path_type=Path)
_EXCERPT, _EXCERPTS = 60, 3  # characters of what was left out, and how many of one kind are shown


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=_PATHS)
@click.option("--publish", is_flag=True, help="Publish at once what needs no review.")
@click.option("--into", metavar="SLUG", shell_complete=slugs, help="Add the documents to this workshop.")
@click.option(
    "--translation-of",
    metavar="SLUG",
    shell_complete=slugs,
    help="Write the document as a translation of this workshop.",
)
@click.option("--anyway", is_flag=True, help="Make drafts of documents, too, that tell of no workshop.")
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
    paths: tuple[Path, ...],
    publish: bool,
    into: str | None,
    translation_of: str | None,
    anyway: bool,
    attach: str | None,
    title: str | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """Turn documents into drafts of workshops.

    PATHS are web pages, Word, PowerPoint, PDF, text or Markdown files, or folders of them. What a document does not
    tell stays empty, and what is unsure is marked "review:" in the draft. Documents of one workshop become one draft.
    What you wrote is never overwritten, and what no draft has is named. Exit code 1 when a document was refused, or
    has something that was not taken over.

    \b
    policysearch import report.docx page.html
    policysearch import --publish Downloads/workshops
    policysearch import --into 2016-esmeraldas report.docx
    policysearch import --attach 2010-trade-and-poverty slides.pptx
    """
    if sum(map(bool, (into, translation_of, attach))) > 1:
        raise click.UsageError("Give one of --into, --translation-of and --attach.")
    require_site(settings)
    cues, problems = cue_files.read(settings.materials)
    print_problems(problems)
    if attach is None:
        words, _ = vocabulary.read(settings.materials / "vocabulary")
        options = Options(publish, into or "", translation_of or "", anyway)
        outcomes = write_drafts.documents(paths, settings.materials, words, cues, options)
    else:
        outcomes = _attach(paths, attach, title or "", settings.materials, cues)
    results = _print_each(outcomes, as_json)
    if as_json:
        print_json([_record(result) for result in results])
    elif attach is None:
        results = [_confirmed(result, settings.materials, words, cues) for result in results]
        _print_next_step(results)
    elif not all(result.refused for result in results):
        click.secho("Next: policysearch build", fg="green")
    _print_refusals(results, as_json)
    if any(result.refused or any(w.proposed for w in result.written) for result in results):
        raise SystemExit(1)


def _attach(paths: Iterable[Path], slug: str, title: str, folder: Path, cues: Cues) -> Iterator[Imported]:
    for path, outline in sandbox.read_all(sandbox.documents(paths)):
        if isinstance(outline, ImportRefusedError):
            yield Imported(path, refused=outline)
        else:
            copy = attachment_files.attach(path, outline, slug, folder, title)
            passages = (len({block.part for block in outline.blocks}), outline.unit)
            warnings = (*privacy_warnings.find(outline, cues), *outline.notes)
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
    marked = {note for written in result.written for _, note in written.reviews}
    for warning in (warning for warning in (*result.warnings, *result.notes) if warning not in marked):
        click.secho(f"{result.document}: {warning}", err=True, fg="yellow")
    for written in result.written:
        _print_written(written, result)
    for line in _left_out(result.left_out, result.document):
        click.secho(line, err=True, fg="yellow")


def _print_written(written: Written, result: Imported) -> None:
    document = result.document
    if written.proposed:
        click.secho(f"{document}: {written.slug} is there already and lacks {written.added}:", err=True, fg="yellow")
        click.echo(written.proposed, err=True)
    elif written.path is None:
        click.secho(f"{document}: {written.slug} is there already; left as it is.", err=True, fg="yellow")
    elif written.added:
        click.echo(f"{document} -> {written.path} (added: {written.added})")
    else:
        state = " (published)" if written.published else ""
        click.echo(f"{document} -> {written.path}{state}{_searchable(result.passages)}")
    for name, note in written.reviews:
        click.echo(f"  review {name}: {note}")


def _left_out(words: Sequence[LeftOut], document: Path) -> Iterator[str]:
    """Yield a line for each reason: how much was left out, where, and the beginning of it."""
    for reason, group in groupby(sorted(words, key=lambda entry: entry.reason), key=lambda entry: entry.reason):
        entries = list(group)
        parts = [str(part) for part in sorted({entry.part for entry in entries})]
        texts = [f"“{entry.text[:_EXCERPT]}{'…' if len(entry.text) > _EXCERPT else ''}”" for entry in entries]
        place = f"part {abbreviate(parts)}" if len(parts) > 1 or parts != ["1"] else ""
        where = f" ({place})" if place else ""
        yield f"{document}: left out, {reason}{where}: {abbreviate(texts, _EXCERPTS)}"


def _confirmed(result: Imported, folder: Path, words: Vocabulary, cues: Cues) -> Imported:
    """Return the result after asking, on a terminal, whether what a material lacks is to be added to it."""
    if not sys.stdin.isatty() or len(result.written) != 1 or not result.written[0].proposed:
        return result
    slug = result.written[0].slug
    if not click.confirm(f"Add it to {slug}?", default=False):
        return result
    options = Options(into=slug)
    (added,) = write_drafts.documents([result.document], folder, words, cues, options)
    _print(added)
    return added


def _searchable(passages: tuple[int, str]) -> str:
    number, unit = passages
    return f" ({count(number, unit)} to search)" if number else ""


def _print_next_step(results: Iterable[Imported]) -> None:
    written = [w for result in results for w in result.written if w.path]
    drafts = list(dict.fromkeys(w.slug for w in written if not w.published))
    proposed = [(result.document, w) for result in results for w in result.written if w.proposed]
    for document, record in proposed[:_EXCERPTS]:
        click.echo(f"To add it: policysearch import --into {record.slug} {document}")
    if drafts:
        names = " ".join(drafts[:3]) + (" ..." if len(drafts) > 3 else "")
        click.echo(
            f"{count(len(drafts), 'draft')}. Look at the lines marked review, or go through them with: policysearch"
            f" review {drafts[0]}. Then: policysearch publish {names}"
        )
    published = sum(w.published for w in written)
    if published:
        click.secho(f"{count(published, 'workshop')} published. Next: policysearch build", fg="green")


def _print_refusals(results: Sequence[Imported], as_json: bool) -> None:
    """Print how many of several documents were refused, by reason."""
    reasons = Counter(result.refused.message for result in results if result.refused)
    if not as_json and sum(reasons.values()) > 1:
        parts = "; ".join(f"{number} × {reason.rstrip('.')}" for reason, number in reasons.most_common())
        click.secho(f"{count(sum(reasons.values()), 'document')} refused: {parts}", err=True, fg="red")


def _record(result: Imported) -> dict[str, object]:
    return {
        "document": str(result.document),
        "refused": str(result.refused) if result.refused else None,
        "warnings": [*result.warnings, *result.notes],
        "left_out": [{"text": w.text, "part": w.part, "reason": w.reason} for w in result.left_out],
        "written": [
            {
                "slug": w.slug,
                "path": str(w.path) if w.path else None,
                "title": w.title,
                "published": w.published,
                "added": w.added,
                "proposed": w.proposed,
                "reviews": [{"field": name, "note": note} for name, note in w.reviews],
            }
            for w in result.written
        ],
    }
