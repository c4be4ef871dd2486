"""A document as an attachment of a workshop: its file, its passages beside it, its line in the front matter."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from policysearch.durable_files import replacing
from policysearch.importers import cue_files, material_files
from policysearch.importers.draft_markdown import scalar
from policysearch.importers.outline import Block, Outline
from policysearch.materials.sources import SIDECAR
from policysearch.model.errors import MaterialsError
from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.text.language_of import language_of

LONGEST_PASSAGE = 6_000
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 120
_LANGUAGE_BLOCKS = 400
_FIELDS_AFTER = ("experience", "source", "rights", "contact", "added", "updated", "aliases", "draft")


def attach(document: Path, outline: Outline, slug: str, folder: Path, title: str = "") -> Path:
    """Attach ``document`` to the material ``slug`` and return the copy's path.

    The material becomes a folder if it is a file; attaching a file of the same name again replaces it. Each step leaves
    a material that can be built. Raises MaterialsError.
    """
    material = _as_folder(slug, folder)
    name = _name(document)
    text = " ".join(block.text for block in outline.blocks[:_LANGUAGE_BLOCKS])
    language = outline.language or language_of(text)
    language = language if language in LANGUAGES else "en"
    title = title or _title(outline) or document.stem
    material_files.write(material.parent / f"{name}{SIDECAR}", "".join(passages(outline, language, title)))
    target = material.parent / name
    if document.resolve() != target.resolve():
        with replacing(target) as draft:
            shutil.copyfile(document, draft)
    material_files.write(material, with_entry(material.read_text("utf-8-sig"), name, title, language))
    return target


def passages(outline: Outline, language: str, title: str) -> Iterator[str]:
    """Yield the sidecar's lines: JSON objects with number, locator, title, text, language.

    Numbers have no gaps, so that there is always a next; the locator is the page's or slide's own number. A passage
    without a heading has the ``title`` of the attachment.
    """
    unit = cue_files.shipped().label(outline.unit, language)
    for number, (part, blocks) in enumerate(_passages(outline), 1):
        heading = blocks[0].text if blocks[0].kind == "heading" else ""
        words = blocks[1:] if heading and len(blocks) > 1 else blocks
        values = {
            "number": number,
            "locator": f"{unit} {number if outline.unit == 'section' else part}",
            "title": heading or title,
            "text": "\n".join(block.text for block in words),
            "language": language,
        }
        yield json.dumps(values, ensure_ascii=False) + "\n"


def with_entry(text: str, file: str, title: str, language: str) -> str:
    """Return a material's text with the attachment in its front matter, once. Raises MaterialsError."""
    fenced, body = material_files.split(text)
    if not fenced:
        raise MaterialsError("The material has no front matter.", "See: policysearch check")
    entry = [f"  - file: {scalar(file)}", f"    title: {scalar(title)}", f"    language: {language}"]
    front = _without_entry(fenced[1:-1], file)
    place = next((n for n, line in enumerate(front) if line.startswith("attachments:")), None)
    if place is not None and front[place].partition(":")[2].strip() not in ("", "[]"):
        raise MaterialsError("The list of attachments is written in one line.", "Write each on lines of its own.")
    if place is None:
        place = next((n for n, line in enumerate(front) if line.partition(":")[0] in _FIELDS_AFTER), len(front))
        front.insert(place, "attachments:")
    front[place] = "attachments:"
    list_end = next((n for n in range(place + 1, len(front)) if not front[n].startswith((" ", "-"))), len(front))
    lines = [fenced[0], *front[:list_end], *entry, *front[list_end:], fenced[-1], *body]
    return "\n".join(lines) + "\n"


def _passages(outline: Outline) -> Iterator[tuple[int, list[Block]]]:
    """Yield (part, blocks) by page or slide, or by section, long sections divided between paragraphs."""
    current: list[Block] = []
    length = 0
    for block in outline.blocks:
        is_long = outline.unit == "section" and length + len(block.text) > LONGEST_PASSAGE
        if current and (block.part != current[-1].part or is_long):
            yield current[0].part, current
            current, length = [], 0
        current.append(block)
        length += len(block.text)
    if current:
        yield current[0].part, current


def _as_folder(slug: str, folder: Path) -> Path:
    material = material_files.file_of(slug, folder)
    if material.name == "workshop.md":
        return material
    target = folder / slug
    target.mkdir(exist_ok=True)
    for translation in folder.glob(f"{slug}.*.md"):
        if re.fullmatch(r"[a-z]{2}", translation.name[len(slug) + 1 : -3]):
            translation.replace(target / f"workshop{translation.name[len(slug) :]}")
    material.replace(target / "workshop.md")
    return target / "workshop.md"


def _name(document: Path) -> str:
    """Return a name that is safe in an address: small letters, digits, dots and hyphens."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(document.stem)).strip("-")[:80] or "document"
    return f"{stem}{document.suffix.lower()}"


def _title(outline: Outline) -> str:
    """Return what a document calls itself: its first heading, its property, or a first line that is no sentence."""
    heading = next((block.text for block in outline.blocks if block.kind == "heading"), "")
    title = outline.title if len(outline.title) > 3 and "Microsoft" not in outline.title else ""
    first = outline.blocks[0].text if outline.blocks else ""
    is_line = _SHORTEST_TITLE <= len(first) <= _LONGEST_TITLE and not first.endswith((".", ":", ";", ","))
    return heading or title or (first if is_line else "")


def _without_entry(front: list[str], file: str) -> list[str]:
    """Return the front matter without the attachment called ``file``, if it lists it."""
    entry = re.compile(rf"\s*- file:\s*[\"']?{re.escape(file)}[\"']?\s*$")
    start = next((n for n, line in enumerate(front) if entry.match(line)), None)
    if start is None:
        return front
    indent = len(front[start]) - len(front[start].lstrip())
    end = start + 1
    while end < len(front) and front[end].startswith(" " * (indent + 2)):
        end += 1
    return front[:start] + front[end:]
