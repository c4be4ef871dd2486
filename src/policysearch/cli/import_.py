"""``policysearch import``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from policysearch import vocabulary
from policysearch.cli.language import confirm, ngettext, translate
from policysearch.cli.language import gettext as _
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
        raise click.UsageError(_("Give one of --into, --translation-of and --attach."))
    require_site(settings)
    cues, problems = cue_files.read(settings.materials)
    print_problems(problems)
    if attach is None:
        words = vocabulary.read(settings.materials / "vocabulary")[0]
        options = Options(publish, into or "", translation_of or "", anyway, translate)
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
        click.secho(_("Next: policysearch build"), fg="green")
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
        click.secho(f"{result.document}: {_refusal(result.refused)}", err=True, fg="red")
    marked = {note for written in result.written for name, note in written.reviews}
    for warning in map(translate, (*result.warnings, *result.notes)):
        if warning not in marked:
            click.secho(f"{result.document}: {warning}", err=True, fg="yellow")
    for written in result.written:
        _print_written(written, result)
    for line in _left_out(result.left_out, result.document):
        click.secho(line, err=True, fg="yellow")


def _print_written(written: Written, result: Imported) -> None:
    document = result.document
    if written.proposed:
        click.secho(
            _(
                "{document}: {slug} is there already and lacks {added}:",
                document=document,
                slug=written.slug,
                added=written.added,
            ),
            err=True,
            fg="yellow",
        )
        click.echo(written.proposed, err=True)
    elif written.path is None:
        click.secho(
            _("{document}: {slug} is there already; left as it is.", document=document, slug=written.slug),
            err=True,
            fg="yellow",
        )
    elif written.added:
        click.echo(
            _("{document} -> {path} (added: {added})", document=document, path=written.path, added=written.added)
        )
    else:
        state = f" ({_('published')})" if written.published else ""
        click.echo(f"{document} -> {written.path}{state}{_searchable(result.passages)}")
    for name, note in written.reviews:
        click.echo("  " + _("review {name}: {note}", name=name, note=note))
    if written.headlines:
        click.echo(
            "  "
            + ngettext(
                "a headline is offered for {number:,} lesson: policysearch review {slug}",
                "headlines are offered for {number:,} lessons: policysearch review {slug}",
                written.headlines,
                slug=written.slug,
            )
        )


def _refusal(error: ImportRefusedError) -> str:
    return f"{translate(error.message)} {translate(error.hint)}".strip()


def _left_out(words: Sequence[LeftOut], document: Path) -> Iterator[str]:
    """Yield a line for each reason: how much was left out, where, and the beginning of it."""
    for reason, group in groupby(sorted(words, key=lambda entry: entry.reason), key=lambda entry: entry.reason):
        entries = list(group)
        parts = [str(part) for part in sorted({entry.part for entry in entries})]
        texts = [f"“{entry.text[:_EXCERPT]}{'…' if len(entry.text) > _EXCERPT else ''}”" for entry in entries]
        where = f" ({_('part {parts}', parts=abbreviate(parts))})" if len(parts) > 1 or parts != ["1"] else ""
        yield _(
            "{document}: left out, {reason}{where}: {texts}",
            document=document,
            reason=reason,
            where=where,
            texts=abbreviate(texts, _EXCERPTS),
        )


def _confirmed(result: Imported, folder: Path, words: Vocabulary, cues: Cues) -> Imported:
    """Return the result after asking, on a terminal, whether what a material lacks is to be added to it."""
    if not sys.stdin.isatty() or len(result.written) != 1 or not result.written[0].proposed:
        return result
    slug = result.written[0].slug
    if not confirm(_("Add it to {slug}?", slug=slug)):
        return result
    options = Options(into=slug, translate=translate)
    (added,) = write_drafts.documents([result.document], folder, words, cues, options)
    _print(added)
    return added


def _searchable(passages: tuple[int, str]) -> str:
    number, unit = passages
    return f" ({_('{parts} to search', parts=count(number, unit))})" if number else ""


def _print_next_step(results: Iterable[Imported]) -> None:
    written = [w for result in results for w in result.written if w.path]
    drafts = list(dict.fromkeys(w.slug for w in written if not w.published))
    proposed = [(result.document, w) for result in results for w in result.written if w.proposed]
    for document, record in proposed[:_EXCERPTS]:
        click.echo(_("To add it: policysearch import --into {slug} {document}", slug=record.slug, document=document))
    if drafts:
        names = " ".join(drafts[:3]) + (" ..." if len(drafts) > 3 else "")
        click.echo(
            _(
                "{drafts}. Look at the lines marked review, or go through them with: policysearch review {slug}."
                " Then: policysearch publish {slugs}",
                drafts=count(len(drafts), "draft"),
                slug=drafts[0],
                slugs=names,
            )
        )
    published = sum(w.published for w in written)
    if published:
        click.secho(
            ngettext(
                "{number:,} workshop published. Next: policysearch build",
                "{number:,} workshops published. Next: policysearch build",
                published,
            ),
            fg="green",
        )


def _print_refusals(results: Sequence[Imported], as_json: bool) -> None:
    """Print how many of several documents were refused, by reason."""
    reasons = Counter(result.refused.message for result in results if result.refused)
    if not as_json and sum(reasons.values()) > 1:
        parts = "; ".join(f"{number} × {translate(reason).rstrip('.')}" for reason, number in reasons.most_common())
        click.secho(
            ngettext(
                "{number:,} document refused: {parts}",
                "{number:,} documents refused: {parts}",
                sum(reasons.values()),
                parts=parts,
            ),
            err=True,
            fg="red",
        )


def _record(result: Imported) -> dict[str, object]:
    return {
        "document": str(result.document),
        "refused": _refusal(result.refused) if result.refused else None,
        "warnings": [translate(warning) for warning in (*result.warnings, *result.notes)],
        "left_out": [{"text": w.text, "part": w.part, "reason": translate(w.reason)} for w in result.left_out],
        "written": [
            {
                "slug": w.slug,
                "path": str(w.path) if w.path else None,
                "title": w.title,
                "published": w.published,
                "added": translate(w.added),
                "proposed": w.proposed,
                "reviews": [{"field": name, "note": translate(note)} for name, note in w.reviews],
            }
            for w in result.written
        ],
    }
