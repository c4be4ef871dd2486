"""A folder of materials -> Sources: which files make which workshop.

``<slug>.md`` is a workshop and ``<slug>.es.md`` its translation; or ``<slug>/workshop.md`` with ``workshop.es.md`` and
attachments beside it. ``vocabulary/``, ``README.md`` and names that begin with a dot or an underscore are no materials.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from policysearch.materials.file_digests import Digests
from policysearch.model.errors import MaterialsError
from policysearch.model.problem import Problem
from policysearch.settings import LANGUAGES

MAX_BYTES = 5_000_000
MAX_SIDECAR_BYTES = 200_000_000
SIDECAR = ".passages.jsonl"
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_OTHER_FOLDERS = {"vocabulary"}
_OTHER_FILES = {"readme.md", "guide.md"}


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a workshop, relative to the materials folder, by language; "" is the original.

    ``folder`` is the workshop's folder, if it has one. ``digest`` is the SHA-256 of the names and contents of all files
    that the workshop is made from, sidecars of attachments included.
    """

    slug: str
    files: Mapping[str, PurePosixPath]
    folder: PurePosixPath | None
    digest: str
    sidecars: tuple[PurePosixPath, ...] = field(default=())


def sources(folder: Path, memory: Path | None = None) -> tuple[Mapping[str, Source], tuple[Problem, ...]]:
    """Return the workshops' files by slug, sorted, and the problems of files as such. Raise MaterialsError.

    ``memory`` is a file of digests, so that files that did not change are not read.
    """
    if not folder.is_dir():
        raise MaterialsError(f"There is no materials folder {folder}.", "Make a site with: policysearch init")
    problems: list[Problem] = []
    digests = Digests(folder, memory)
    files_by_slug: dict[str, dict[str, PurePosixPath]] = {}
    for slug, language, path in _materials(folder, problems, digests):
        files = files_by_slug.setdefault(slug, {})
        if language in files:
            problems.append(_problem(path, f"has the same name as {files[language]}", "rename one", "duplicate-slug"))
        else:
            files[language] = path
    complete = {slug: files for slug, files in sorted(files_by_slug.items()) if _has_original(slug, files, problems)}
    result = {slug: _source(folder, slug, files, digests) for slug, files in complete.items()}
    digests.save()
    return result, tuple(problems)


def _materials(folder: Path, problems: list[Problem], digests: Digests) -> Iterator[tuple[str, str, PurePosixPath]]:
    """Yield (slug, language, path) of every readable material."""
    root = folder.resolve()
    for entry, within in _entries(folder):
        if not entry.name.lower().endswith((".md", ".markdown")):
            continue
        path = PurePosixPath(f"{within}/{entry.name}" if within else entry.name)
        name = _slug_and_language(path, within, problems)
        if name and _is_readable(entry, path, root, problems):
            digests.add_stat(str(path), entry.stat())
            yield (*name, path)


def _entries(folder: Path) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yield files that may be materials, each with the name of its workshop's folder (empty for none), in order."""
    for entry in _sorted_entries(folder):
        if entry.name[0] in "._" or entry.name in _OTHER_FOLDERS or entry.name.lower() in _OTHER_FILES:
            continue
        if entry.is_dir():
            yield from ((file, entry.name) for file in _sorted_entries(entry.path) if file.name.startswith("workshop"))
        else:
            yield entry, ""


def _sorted_entries(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _slug_and_language(path: PurePosixPath, within: str, problems: list[Problem]) -> tuple[str, str] | None:
    """Return (slug, language) of a path, "" for the original; None where its name is a problem."""
    stem, _, language = path.name.rpartition(".")[0].partition(".")
    slug = within or stem
    if language and language not in LANGUAGES:
        hint = f"translations end in .{', .'.join(LANGUAGES)} and then .md"
        problems.append(_problem(path, f"is in an unknown language {language!r}", hint, "unknown-language"))
        return None
    if not _SLUG.fullmatch(slug):
        hint = "use letters without accents, digits and hyphens, at most 100"
        problems.append(_problem(path, f"has a name that cannot be an address: {slug!r}", hint, "bad-slug"))
        return None
    return slug, language


def _is_readable(entry: os.DirEntry[str], path: PurePosixPath, root: Path, problems: list[Problem]) -> bool:
    try:
        is_linked = entry.is_symlink() or ("/" in str(path) and Path(entry.path).parent.is_symlink())
        is_inside = not is_linked or Path(entry.path).resolve(strict=True).is_relative_to(root)
        size = entry.stat().st_size
    except OSError as error:
        problems.append(_problem(path, f"cannot be read: {error.strerror or error}", "", "unreadable"))
        return False
    if not is_inside:
        problems.append(_problem(path, "is a link that leads out of the materials", "copy the file here", "link"))
    elif size > MAX_BYTES:
        hint = f"a material has at most {MAX_BYTES:,} bytes; attach long documents instead"
        problems.append(_problem(path, f"is too large ({size:,} bytes)", hint, "too-large"))
    return is_inside and size <= MAX_BYTES


def _has_original(slug: str, files: Mapping[str, PurePosixPath], problems: list[Problem]) -> bool:
    if "" in files:
        return True
    for path in files.values():
        problems.append(_problem(path, f"is a translation without its original {slug}.md", "", "no-original"))
    return False


def _source(folder: Path, slug: str, files: Mapping[str, PurePosixPath], digests: Digests) -> Source:
    within = files[""].parent if "/" in str(files[""]) else None
    sidecars = tuple(sorted(within / file.name for file in (folder / within).glob(f"*{SIDECAR}"))) if within else ()
    return Source(slug, files, within, digests.digest(slug, (*sorted(files.values()), *sidecars)), sidecars)


def _problem(path: PurePosixPath, message: str, suggestion: str, code: str) -> Problem:
    return Problem(path, 1, 1, message, suggestion, code=code)
