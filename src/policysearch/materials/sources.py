"""A folder of materials -> Sources: which files make which workshop.

``<slug>.md`` is a workshop and ``<slug>.es.md`` its translation; or ``<slug>/workshop.md`` with ``workshop.es.md`` and
attachments beside it. ``vocabulary/``, ``README.md`` and names that begin with a dot or an underscore are no materials.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from policysearch.materials.file_digests import MAX_SIDECAR_BYTES, Digests
from policysearch.model.errors import MaterialsError
from policysearch.model.message import message
from policysearch.model.problem import Problem, Severity
from policysearch.regular_files import require_regular
from policysearch.settings import LANGUAGES

MAX_BYTES = 5_000_000
SIDECAR = ".passages.jsonl"
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_OTHER_FOLDERS = {"vocabulary"}
_OTHER_FILES = {"readme.md", "guide.md"}
_DOCUMENTS = (".docx", ".docm", ".odt", ".pdf", ".pptx", ".html", ".htm", ".mhtml", ".mht", ".txt")


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a workshop, relative to the materials folder, by language; "" is the original.

    ``paths`` are those of ``files`` as texts: a build looks at few of them. ``folder`` is the workshop's folder, if it
    has one. ``digest`` is the SHA-256 of the names and contents of all files
    that the workshop is made from, those of its folder included: attachments and their sidecars. ``problems`` are those
    of files that must not be opened: with one, the workshop cannot be read.
    """

    slug: str
    paths: Mapping[str, str]
    folder: PurePosixPath | None
    digest: str
    sidecars: tuple[PurePosixPath, ...] = field(default=())
    problems: tuple[Problem, ...] = field(default=())

    @property
    def files(self) -> Mapping[str, PurePosixPath]:
        """Return the files by language."""
        return {language: PurePosixPath(path) for language, path in self.paths.items()}


def sources(folder: Path, memory: Path | None = None) -> tuple[Mapping[str, Source], tuple[Problem, ...]]:
    """Return the workshops' files by slug, sorted, and the problems of files as such. Raise MaterialsError.

    ``memory`` is a file of digests, so that files that did not change are not read.
    """
    if not folder.is_dir():
        raise MaterialsError(
            message("There is no materials folder {folder}.", folder=folder), "Make a site with: policysearch init"
        )
    problems: list[Problem] = []
    digests = Digests(folder, memory)
    files_by_slug: dict[str, dict[str, str]] = {}
    faults: dict[str, list[Problem]] = {}
    for slug, language, path, problem in _materials(folder, problems, digests):
        files = files_by_slug.setdefault(slug, {})
        if problem:
            faults.setdefault(slug, []).append(problem)
        if language in files:
            problems.append(
                _problem(
                    path,
                    message("has the same name as {language}", language=files[language]),
                    message("rename one"),
                    "duplicate-slug",
                )
            )
        else:
            files[language] = path
    complete = {slug: files for slug, files in sorted(files_by_slug.items()) if _has_original(slug, files, problems)}
    result = {slug: _source(folder, slug, files, faults.get(slug), digests) for slug, files in complete.items()}
    digests.save()
    return result, tuple(problems)


def _materials(
    folder: Path, problems: list[Problem], digests: Digests
) -> Iterator[tuple[str, str, str, Problem | None]]:
    """Yield (slug, language, path, problem) of every material; the problem says why it must not be opened."""
    root = folder.resolve()
    for entry, within, error in _entries(folder):
        if error:
            path = f"{entry.name}/workshop.md"  # which may be published, and must not vanish then
            name = _slug_and_language(path, entry.name, problems)
            if name:
                yield (*name, path, _unreadable(entry.name, error))
            continue
        path = f"{within}/{entry.name}" if within else entry.name
        if not _is_markdown(entry.name):
            problems += _stray(entry, path) if not within else ()
            continue
        name = _slug_and_language(path, within, problems)
        if name:
            problem = _fault(entry, path, root, MAX_BYTES)
            if not problem:
                digests.add_stat(path, entry.stat())
            yield (*name, path, problem)


def _entries(folder: Path) -> Iterator[tuple[os.DirEntry[str], str, OSError | None]]:
    """Yield files that may be materials, each with the name of its workshop's folder (empty for none), in order.

    A folder that may not be opened, or a link in a circle, comes with the error.
    """
    for entry in _sorted_entries(folder):
        if entry.name[0] in "._" or entry.name in _OTHER_FOLDERS or entry.name.lower() in _OTHER_FILES:
            continue
        files: list[os.DirEntry[str]] = []
        try:
            if entry.is_dir():
                files = [file for file in _sorted_entries(entry.path) if file.name.startswith("workshop")]
        except OSError as error:
            yield entry, "", None if _is_markdown(entry.name) else error
            continue
        if files:
            yield from ((file, entry.name, None) for file in files)
        else:
            yield entry, "", None


def _stray(entry: os.DirEntry[str], path: str) -> Iterator[Problem]:
    """Yield advice about what is not read in the materials folder: other files, and folders without a workshop."""
    try:
        is_folder = entry.is_dir()
        materials = [file.name for file in _sorted_entries(entry.path) if _is_markdown(file.name)] if is_folder else []
    except OSError:  # it is named as unreadable elsewhere
        return
    if is_folder and materials:
        hint = message(
            "move {materials} into the materials folder itself, or call it workshop.md", materials=materials[0]
        )
        yield _problem(path, message("is a folder without workshop.md: it is not read"), hint, "stray", "advice")
    elif is_folder:
        yield _problem(
            path, message("is a folder without workshop.md: it is not read"), message("move it away"), "stray", "advice"
        )
    elif ".md." in entry.name.lower():
        name = entry.name[: entry.name.lower().index(".md.") + 3]
        yield _problem(
            path,
            message("does not end in .md: it is not read"),
            message("rename it {name}", name=name),
            "stray",
            "advice",
        )
    else:
        is_document = entry.name.lower().endswith(_DOCUMENTS)
        import_hint = message("make a draft of it with: policysearch import {name}", name=entry.name)
        hint = import_hint if is_document else message("move it away")
        yield _problem(path, message("is no Markdown file: it is not read"), hint, "stray", "advice")


def _is_markdown(name: str) -> bool:
    return name.lower().endswith((".md", ".markdown"))


def _sorted_entries(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _slug_and_language(path: str, within: str, problems: list[Problem]) -> tuple[str, str] | None:
    """Return (slug, language) of a path, "" for the original; None where its name is a problem."""
    stem, _, language = path.rpartition("/")[2].rpartition(".")[0].partition(".")
    slug = within or stem
    if language and language not in LANGUAGES:
        hint = message("translations end in .{languages} and then .md", languages=", .".join(LANGUAGES))
        problems.append(
            _problem(
                path, message("is in an unknown language {language!r}", language=language), hint, "unknown-language"
            )
        )
        return None
    if slug in _OTHER_FOLDERS:
        hint = message("rename it; the folder {slug} has the words that searches know", slug=slug)
        problems.append(_problem(path, message("has a name that is taken: {slug!r}", slug=slug), hint, "bad-slug"))
        return None
    if not _SLUG.fullmatch(slug):
        hint = message("use letters without accents, digits and hyphens, at most 100")
        problems.append(
            _problem(path, message("has a name that cannot be an address: {slug!r}", slug=slug), hint, "bad-slug")
        )
        return None
    return slug, language


def _fault(entry: os.DirEntry[str], path: str, root: Path, max_bytes: int) -> Problem | None:
    """Return why a file must not be opened; None for a regular file of a bearable size within ``root``."""
    try:
        is_linked = entry.is_symlink() or ("/" in path and Path(entry.path).parent.is_symlink())
        if is_linked and not Path(entry.path).resolve(strict=True).is_relative_to(root):
            return _problem(
                path, message("is a link that leads out of the materials"), message("copy the file here"), "link"
            )
        require_regular(entry.stat(), max_bytes)
    except OSError as error:
        if error.errno == errno.EFBIG:
            hint = message(
                "a material has at most {max_bytes:,} bytes; attach long documents instead", max_bytes=max_bytes
            )
            size = entry.stat().st_size
            return _problem(path, message("is too large ({value:,} bytes)", value=size), hint, "too-large")
        return _unreadable(path, error)
    except RuntimeError:  # Python 3.12 and older say so of links in a circle
        return _problem(path, message("cannot be read: it is a link in a circle"), "", "unreadable")
    return None


def _has_original(slug: str, files: Mapping[str, str], problems: list[Problem]) -> bool:
    if "" in files:
        return True
    for path in files.values():
        problems.append(
            _problem(path, message("is a translation without its original {slug}.md", slug=slug), "", "no-original")
        )
    return False


def _source(
    folder: Path, slug: str, files: Mapping[str, str], faults: list[Problem] | None, digests: Digests
) -> Source:
    within = files[""].rpartition("/")[0]
    sidecars: tuple[str, ...] = ()
    paths = tuple(sorted(files.values()))
    faults = faults or []
    if within:
        try:
            sidecars = tuple(_sidecars(folder, within, faults))
            paths = (*paths, *sidecars)
            paths = (*paths, *(path for path in _attachments(folder, within) if path not in paths))
        except OSError as error:
            faults[:] = faults or [_unreadable(within, error)]
    digest = digests.digest_of_problems(slug, faults) if faults else digests.digest(slug, paths)
    place = PurePosixPath(within) if within else None
    return Source(slug, files, place, digest, tuple(map(PurePosixPath, sidecars)), tuple(faults))


def _sidecars(folder: Path, within: str, faults: list[Problem]) -> Iterator[str]:
    """Yield the sidecars of a workshop's attachments, in order; those that must not be opened are ``faults``."""
    root = folder.resolve()
    for entry in _sorted_entries(folder / within):
        if entry.name.endswith(SIDECAR) and entry.name[0] != ".":
            problem = _fault(entry, f"{within}/{entry.name}", root, MAX_SIDECAR_BYTES)
            if problem:
                faults.append(problem)
            else:
                yield f"{within}/{entry.name}"


def _attachments(folder: Path, within: str) -> Iterator[str]:
    """Yield the files of a workshop's folder that may be attachments, in order; others are a problem where listed."""
    root = folder.resolve()
    for entry in _sorted_entries(folder / within):
        if entry.name[0] not in "._" and not _fault(entry, f"{within}/{entry.name}", root, sys.maxsize):
            yield f"{within}/{entry.name}"


def _unreadable(path: str, error: OSError) -> Problem:
    return _problem(path, message("cannot be read: {error}", error=error.strerror or error), "", "unreadable")


def _problem(path: str, message: str, suggestion: str, code: str, severity: Severity = "error") -> Problem:
    return Problem(PurePosixPath(_printable(path)), 1, 1, message, suggestion, severity, code)


def _printable(path: str) -> str:
    """Return ``path`` as one line of text: a name may hold line ends and bytes that are not UTF-8."""
    if path.isprintable():
        return path
    readable = path.encode(errors="surrogateescape").decode(errors="backslashreplace")
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in readable)
