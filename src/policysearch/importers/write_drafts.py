"""Documents -> drafts in the materials folder; no file that is there is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policysearch.importers import draft_markdown, event_drafts, material_files, privacy_warnings, sandbox
from policysearch.importers.cue_files import Cues
from policysearch.importers.event_drafts import Draft
from policysearch.model.errors import ImportRefusedError, MaterialsError
from policysearch.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Written:
    """A draft that was written; ``path`` is None where a material of that slug was there already."""

    slug: str
    path: Path | None
    title: str
    reviews: tuple[tuple[str, str], ...]
    published: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome for one document: what was written, what to know before publishing, or why it was refused.

    ``passages`` is, for an attachment, how many pages, slides or sections it has, and which of these.
    """

    document: Path
    written: tuple[Written, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: ImportRefusedError | None = None
    passages: tuple[int, str] = (0, "")


def documents(
    paths: Iterable[Path], folder: Path, vocabulary: Vocabulary, cues: Cues, publish: bool
) -> Iterator[Imported]:
    """Import each document into ``folder``, one after the other; a refused one does not stop the others.

    ``publish`` leaves the draft mark out where there is nothing to review. No material is ever overwritten: one of the
    same name and title is left as it is, and another workshop of that name gets a number.
    """
    existing = material_files.slugs(folder)
    for path, outline in sandbox.read_all(sandbox.documents(paths)):
        if isinstance(outline, ImportRefusedError):
            yield Imported(path, refused=outline)
            continue
        drafts = event_drafts.draft(outline, vocabulary, cues)
        written = tuple(_write(draft, folder, publish, existing) for draft in drafts)
        yield Imported(path, written, privacy_warnings.find(outline, cues))


def _write(draft: Draft, folder: Path, publish: bool, existing: set[str]) -> Written:
    title = draft.text("title")
    slug = draft_markdown.slug(draft, {name for name in existing if not _is_same_event(draft, folder, name)})
    if slug in existing:
        return Written(slug, None, title, draft.reviews, False)
    published = publish and not draft.reviews
    path = folder / f"{slug}.md"
    folder.mkdir(parents=True, exist_ok=True)
    material_files.write(path, draft_markdown.markdown(draft, date.today(), published))
    existing.add(slug)
    return Written(slug, path, title, draft.reviews, published)


def _is_same_event(draft: Draft, folder: Path, slug: str) -> bool:
    """Return whether the material ``slug`` is of this event: the same title, and the same first day or first words."""
    try:
        text = material_files.file_of(slug, folder).read_text("utf-8-sig", "replace")
    except MaterialsError:
        return False
    if f"\ntitle: {draft_markdown.scalar(draft.text('title'))}\n" not in text:
        return False
    start = draft.text("start")
    words = [*draft.highlights, *(block.text for block in draft.body)]
    return f"\nstart: {start}\n" in text if start else not words or draft_markdown.escaped(words[0]) in text
