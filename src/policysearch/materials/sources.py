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
_LEFT_OUT = {"vocabulary"}
_NO_MATERIALS = {"readme.md", "guide.md"}


@dataclass(frozen=True, slots=True)
class Source:
    """A workshop's files, relative to the materials folder, by language; "" is the original.

    ``folder`` is the workshop's own folder, or empty. ``digest`` is a SHA-256 over the names and contents of all that
    the workshop is made from, sidecars of attachments included.
    """

    slug: str
    files: Mapping[str, PurePosixPath]
    folder: PurePosixPath | None
    digest: str
    sidecars: tuple[PurePosixPath, ...] = field(default=())


def sources(folder: Path, memory: Path | None = None) -> tuple[Mapping[str, Source], tuple[Problem, ...]]:
    """The workshops' files by slug, sorted, and what is wrong with files as such. Raises MaterialsError.

    ``memory`` is a file that remembers digests, so that files that did not change are not read.
    """
    if not folder.is_dir():
        raise MaterialsError(f"There is no materials folder {folder}.", "Make a site with: policysearch init")
    problems: list[Problem] = []
    digests = Digests(folder, memory)
    found: dict[str, dict[str, PurePosixPath]] = {}
    for slug, language, path in _candidates(folder, problems, digests):
        files = found.setdefault(slug, {})
        if language in files:
            problems.append(_problem(path, f"has the same name as {files[language]}", "rename one", "duplicate-slug"))
        else:
            files[language] = path
    whole = {slug: files for slug, files in sorted(found.items()) if _has_original(slug, files, problems)}
    made = {slug: _source(folder, slug, files, digests) for slug, files in whole.items()}
    digests.remember()
    return made, tuple(problems)


def _candidates(folder: Path, problems: list[Problem], digests: Digests) -> Iterator[tuple[str, str, PurePosixPath]]:
    root = folder.resolve()
    for entry, within in _entries(folder):
        if not entry.name.lower().endswith((".md", ".markdown")):
            continue
        path = PurePosixPath(f"{within}/{entry.name}" if within else entry.name)
        named = _named(path, within, problems)
        if named and _readable(entry, path, root, problems):
            digests.saw(str(path), entry.stat())
            yield (*named, path)


def _entries(folder: Path) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Files that may be materials, each with the name of its workshop's folder (empty for none), in order."""
    for entry in _listed(folder):
        if entry.name[0] in "._" or entry.name in _LEFT_OUT or entry.name.lower() in _NO_MATERIALS:
            continue
        if entry.is_dir():
            yield from ((file, entry.name) for file in _listed(entry.path) if file.name.startswith("workshop"))
        else:
            yield entry, ""


def _listed(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _named(path: PurePosixPath, within: str, problems: list[Problem]) -> tuple[str, str] | None:
    """(slug, language) that a path means."""
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


def _readable(entry: os.DirEntry[str], path: PurePosixPath, root: Path, problems: list[Problem]) -> bool:
    try:
        is_linked = entry.is_symlink() or ("/" in str(path) and Path(entry.path).parent.is_symlink())
        inside = not is_linked or Path(entry.path).resolve(strict=True).is_relative_to(root)
        size = entry.stat().st_size
    except OSError as error:
        problems.append(_problem(path, f"cannot be read: {error.strerror or error}", "", "unreadable"))
        return False
    if not inside:
        problems.append(_problem(path, "is a link that leads out of the materials", "copy the file here", "link"))
    elif size > MAX_BYTES:
        hint = f"a material has at most {MAX_BYTES:,} bytes; attach long documents instead"
        problems.append(_problem(path, f"is too large ({size:,} bytes)", hint, "too-large"))
    return inside and size <= MAX_BYTES


def _has_original(slug: str, files: Mapping[str, PurePosixPath], problems: list[Problem]) -> bool:
    if "" in files:
        return True
    for path in files.values():
        problems.append(_problem(path, f"is a translation without its original {slug}.md", "", "no-original"))
    return False


def _source(folder: Path, slug: str, files: Mapping[str, PurePosixPath], digests: Digests) -> Source:
    own = files[""].parent if "/" in str(files[""]) else None
    sidecars = tuple(sorted(own / file.name for file in (folder / own).glob(f"*{SIDECAR}"))) if own else ()
    return Source(slug, files, own, digests.of(slug, (*sorted(files.values()), *sidecars)), sidecars)


def _problem(path: PurePosixPath, message: str, suggestion: str, code: str) -> Problem:
    return Problem(path, 1, 1, message, suggestion, code=code)
