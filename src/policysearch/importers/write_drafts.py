"""Documents -> drafts in the materials folder; what an editor wrote is never overwritten."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from policysearch.importers import (
    draft_markdown,
    event_drafts,
    evidence,
    existing_materials,
    headlines,
    material_files,
    merge_material,
    privacy_warnings,
    review_marks,
    sandbox,
)
from policysearch.importers.cue_files import Cues
from policysearch.importers.event_drafts import Draft
from policysearch.importers.existing_materials import Existing
from policysearch.importers.merge_material import Merged
from policysearch.importers.outline import LeftOut
from policysearch.model.errors import ImportRefusedError, MaterialsError
from policysearch.model.message import joined, message, plural_message
from policysearch.vocabulary import Vocabulary

NO_WORKSHOP = ImportRefusedError(
    "it tells of no workshop that is recognised; no draft was made.",
    "Import it with --anyway, or attach it to a workshop with --attach.",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a draft: written (``path``), added to the material ``path`` (``added`` says what), or neither.

    ``proposed`` is a difference that nobody took over yet: what the document has and the material has not.
    ``headlines`` is for how many lessons the draft offers one.
    """

    slug: str
    path: Path | None
    title: str
    reviews: tuple[tuple[str, str], ...]
    published: bool
    added: str = ""
    proposed: str = ""
    headlines: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome for one document: what was written, what to know before publishing, or why it was refused.

    ``left_out`` are words of the document that no draft has, ``notes`` what its pages do not show either. ``passages``
    is, for an attachment, how many pages, slides or sections it has, and which of these.
    """

    document: Path
    written: tuple[Written, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: ImportRefusedError | None = None
    passages: tuple[int, str] = (0, "")
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What somebody said beforehand.

    ``publish`` leaves the draft mark out where there is nothing to review. ``into`` and ``translation_of`` are the slug
    of the material that the documents belong to. ``anyway`` makes drafts of what tells of no workshop. ``translate``
    puts review marks into the language of whoever imports.
    """

    publish: bool = False
    into: str = ""
    translation_of: str = ""
    anyway: bool = False
    translate: Callable[[str], str] = str


@dataclass(slots=True)
class _Folder:
    """The materials folder; ``slugs`` are those in use, ``written_slugs`` the materials that this run wrote."""

    path: Path
    slugs: set[str]
    written_slugs: set[str] = field(default_factory=set)

    def materials(self) -> Iterator[Existing]:
        return existing_materials.read_all(self.path)


def documents(
    paths: Iterable[Path], folder: Path, vocabulary: Vocabulary, cues: Cues, options: Options
) -> Iterator[Imported]:
    """Import each document into ``folder``, one after the other; a refused one does not stop the others.

    A document of a workshop that has a draft is added to it. Of a material that is no draft, or that the same document
    was imported to before, only the difference is shown. Raises MaterialsError where ``options`` name no material.
    """
    for slug in filter(None, (options.into, options.translation_of)):
        material_files.file_of(slug, folder)
    place = _Folder(folder, material_files.slugs(folder))
    for path, outline in sandbox.read_all(sandbox.documents(paths)):
        if isinstance(outline, ImportRefusedError):
            yield Imported(path, refused=outline)
            continue
        drafts = event_drafts.drafts(outline, vocabulary, cues)
        if not (options.anyway or options.into or evidence.tells_of_workshops(outline, drafts.drafts, cues)):
            yield Imported(path, refused=NO_WORKSHOP)
            continue
        warnings = privacy_warnings.find(outline, cues)
        cautious = [_with_warnings(draft, warnings, options.translate) for draft in drafts.drafts]
        written = tuple(_write(draft, path.name, place, options) for draft in cautious)
        yield Imported(path, written, warnings, left_out=drafts.left_out, notes=outline.notes)


def _with_warnings(draft: Draft, warnings: Iterable[str], translate: Callable[[str], str]) -> Draft:
    """Return the draft, its marks translated, with one for each warning, so that it is not published by itself."""
    reviews = (*draft.reviews, *(("body", warning) for warning in warnings))
    return dataclasses.replace(draft, reviews=tuple((name, translate(note)) for name, note in reviews))


def _write(draft: Draft, document: str, folder: _Folder, options: Options) -> Written:
    if options.into:
        material = existing_materials.read(options.into, material_files.file_of(options.into, folder.path))
        return _add(draft, document, material)
    if options.translation_of:
        return _write_translation(draft, document, folder, options)
    kind, near = existing_materials.closest(draft, document, folder.materials())
    if kind == "same" and near:
        is_further = document not in near.documents and review_marks.is_draft(near.text)
        return (
            _add(draft, document, near)
            if is_further or near.slug in folder.written_slugs
            else _propose(draft, document, near)
        )
    if near:
        hint = options.translate(_hint(kind, near.slug, document))
        draft = dataclasses.replace(draft, reviews=(*draft.reviews, ("title", hint)))
        _mark(near, draft, kind, folder, options.translate)
    return _write_new(draft, document, folder, options)


def _hint(kind: str, slug: str, document: str) -> str:
    if kind == "translation":
        return message(
            "is this {slug} in another language? policysearch import --translation-of {slug} {document}",
            slug=slug,
            document=document,
        )
    return message(
        "the same days and city as {slug}; if it is one workshop: policysearch import --into {slug} {document}",
        slug=slug,
        document=document,
    )


def _mark(near: Existing, draft: Draft, kind: str, folder: _Folder, translate: Callable[[str], str]) -> None:
    """Mark a draft that this run wrote as perhaps of the same workshop as another one."""
    if kind != "perhaps" or near.slug not in folder.written_slugs or not near.documents:
        return
    slug = draft_markdown.slug(draft, folder.slugs)
    note = translate(_hint(kind, slug, near.documents[0]))
    material_files.write(near.path, review_marks.with_mark(near.text, "title", note))


def _write_new(draft: Draft, document: str, folder: _Folder, options: Options) -> Written:
    slug = draft_markdown.slug(draft, folder.slugs)
    published = options.publish and not draft.reviews
    path = folder.path / f"{slug}.md"
    folder.path.mkdir(parents=True, exist_ok=True)
    text = draft_markdown.markdown(draft, date.today(), published, [document])
    material_files.write(path, text)
    folder.slugs.add(slug)
    folder.written_slugs.add(slug)
    offers = len(headlines.offers(text))
    return Written(slug, path, draft.text("title"), draft.reviews, published, headlines=offers)


def _write_translation(draft: Draft, document: str, folder: _Folder, options: Options) -> Written:
    """Write ``draft`` beside its original, unofficial until somebody says otherwise. Raises MaterialsError."""
    slug = options.translation_of
    original = material_files.file_of(slug, folder.path)
    language = draft.text("language")
    path = original.with_name(f"{original.name.removesuffix('.md')}.{language}.md")
    if existing_materials.read(slug, original).language in (language, "" if language == "en" else language):
        hint = message("Write the language of the document into the draft, or import it with --into.")
        raise MaterialsError(
            message(
                "{document} is in the language of {slug} itself ({language}).",
                document=document,
                slug=slug,
                language=language,
            ),
            hint,
        )
    if path.is_file():
        return Written(slug, None, draft.text("title"), draft.reviews, False)
    names = ("title", "language", "source")
    fields = {name: draft.fields[name] for name in names if draft.fields.get(name)} | {"translation": "unofficial"}
    reviews = [(name, note) for name, note in draft.reviews if name in (*names, "body", "highlights")]
    lessons = len(draft_markdown.ids(original.read_text("utf-8-sig", "replace")))
    if lessons != len(draft.lessons):
        note = message("the original has {number}, in its order; give each the id that it has there", number=lessons)
        reviews.append(("highlights", options.translate(note)))
    translation = dataclasses.replace(draft, fields=fields, reviews=tuple(reviews), front_matter={})
    material_files.write(path, draft_markdown.markdown(translation, date.today(), False, [document]))
    return Written(slug, path, draft.text("title"), tuple(reviews), False)


def _add(draft: Draft, document: str, material: Existing) -> Written:
    merged = merge_material.merge(material.text, draft, document, with_prose=True)
    title = draft.text("title")
    if not _says_more(merged):
        return Written(material.slug, None, title, (), False)
    text = merged.text
    concerns = [(name, note) for name, note in draft.reviews if name == "body"]
    for name, note in concerns:
        text = review_marks.with_mark(text, name, note)
    material_files.write(material.path, text)
    return Written(material.slug, material.path, title, tuple(concerns), False, added=_summary(merged))


def _propose(draft: Draft, document: str, material: Existing) -> Written:
    """Return what the document has and the material has not, as a difference; nothing is written."""
    merged = merge_material.merge(material.text, draft, document, with_prose=document not in material.documents)
    title = draft.text("title")
    if not _says_more(merged):
        return Written(material.slug, None, title, (), False)
    current, merged_lines = material.text.splitlines(), merged.text.splitlines()
    name = material.path.name
    lines = difflib.unified_diff(current, merged_lines, name, f"{name} + {document}", n=1, lineterm="")
    return Written(material.slug, None, title, (), False, added=_summary(merged), proposed="\n".join(lines))


def _says_more(merged: Merged) -> bool:
    return bool(merged.fields or merged.highlights or merged.paragraphs)


def _summary(merged: Merged) -> str:
    """Return "2 highlights, funders": what a document adds."""
    parts = (
        plural_message("{number:,} highlight", "{number:,} highlights", merged.highlights),
        plural_message("{number:,} paragraph", "{number:,} paragraphs", merged.paragraphs),
    )
    return joined(", ", [*(part for part in parts if part.values["number"]), *merged.fields])
