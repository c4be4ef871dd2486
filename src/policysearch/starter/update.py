"""What the package's vocabulary has and a site's has not, as a difference: new entries and cues; no edit is undone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILES = ("themes.yml", "synonyms.yml", "organizations.yml", "regions.yml")
_ENTRY = re.compile(r"^- ", re.MULTILINE)
_ID = re.compile(r"-\s+id:\s*(\S+)")
_CUES = re.compile(r"^(\s+cues:\s*\[)([^\]\n]*)(\]\s*)$", re.MULTILINE)
_NAMES = re.compile(r"[^\[\],\"'\n]+")


@dataclass(frozen=True, slots=True)
class Update:
    """A file of the site's vocabulary, its text with what is new, and the difference as lines."""

    path: Path
    text: str
    difference: tuple[str, ...]


def updates(shipped: Path, folder: Path) -> Iterator[Update]:
    """Yield the files of ``folder`` that lack entries or cues of the package's; all else in them stays as it is."""
    for name in FILES:
        path = folder / name
        if not path.is_file() or not (shipped / name).is_file():
            continue
        text = path.read_text("utf-8-sig")
        merged = _merged(text, (shipped / name).read_text("utf-8"))
        if merged != text:
            lines = difflib.unified_diff(
                text.splitlines(), merged.splitlines(), name, f"{name} (new)", n=1, lineterm=""
            )
            yield Update(path, merged, tuple(lines))


def _merged(text: str, shipped: str) -> str:
    entries = {_key(entry): entry for entry in _entries(text)}
    added = []
    for entry in _entries(shipped):
        key = _key(entry)
        if key in entries:
            text = text.replace(entries[key], _with_cues(entries[key], entry), 1)
        elif not any(_names(entry) & _names(other) for other in entries.values() if not _ID.match(entry)):
            added.append(entry.rstrip() + "\n")
    return f"{text.rstrip()}\n{''.join(added)}" if added else text


def _entries(text: str) -> list[str]:
    """Return the entries of a list, each with its lines; comments before the first are none."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [re.sub(r"(?m)^#.*\n?", "", part) if part.count("\n#") else part for part in parts]


def _key(entry: str) -> str:
    match = _ID.match(entry)
    return match[1] if match else " ".join(sorted(_names(entry)))


def _names(entry: str) -> set[str]:
    return {name.strip(" -").casefold() for name in _NAMES.findall(entry) if name.strip(" -")}


def _with_cues(entry: str, shipped: str) -> str:
    """Return an entry with the cues that the package's has and it has not, at the end of its current."""
    current, new = _CUES.search(entry), _CUES.search(shipped)
    if not current or not new:
        return entry
    present = {cue.strip(" \"'").casefold() for cue in current[2].split(",")}
    missing = [cue.strip() for cue in new[2].split(",") if cue.strip(" \"'\n").casefold() not in present]
    missing = list(filter(None, missing))
    if not missing:
        return entry
    cues = ", ".join(filter(None, [current[2].strip(), *missing]))
    return f"{entry[: current.start()]}{current[1]}{cues}{current[3]}{entry[current.end() :]}"
