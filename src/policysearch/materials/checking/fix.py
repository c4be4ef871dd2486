"""What is safe to mend in a material without asking: the form, never the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from policysearch import materials
from policysearch.materials.front_matter import FENCE
from policysearch.materials.highlights import split_highlights
from policysearch.text import dates
from policysearch.vocabulary import country_code

_DAY_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d")
_DAY = re.compile(r"^(start|end|added|updated)(: +)([\"']?)([^\"'#]+?)\3(\s*(?:#.*)?)$")
_COUNTRY = re.compile(r"^(country: +)([\"']?)([^\"'#]+?)\2(\s*(?:#.*)?)$")
_CURLY_KEY = re.compile(r"^([\s-]*)[“”‘’\"]([A-Za-z]+)[“”‘’\"]\s*:")
_MARKER = re.compile(r"^( {0,3})[•·–▪*+](\s+)")
_ID = re.compile(r"\{#h(\d+)\}\s*$")


@dataclass(frozen=True, slots=True)
class Fix:
    """What was mended in one file."""

    path: PurePosixPath
    done: tuple[str, ...]


def fix(folder: Path) -> tuple[Fix, ...]:
    """Mends every material of ``folder`` in place; only files that change are written. Raises MaterialsError."""
    sources, _ = materials.sources(folder)
    fixes = []
    for source in sources.values():
        for path in source.files.values() if not source.problems else ():
            done = _fix_file(folder / path)
            if done:
                fixes.append(Fix(path, done))
    return tuple(fixes)


def _fix_file(file: Path) -> tuple[str, ...]:
    raw = file.read_bytes()
    done: list[str] = []
    text = _decoded(raw, done)
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("line ends", lambda text: text.replace("\r\n", "\n").replace("\r", "\n")),
        ("trailing spaces", lambda text: re.sub(r"(?<!  )[ \t]+$|(?<=\S)[ \t]{3,}$", "", text, flags=re.MULTILINE)),
        ("quotes around field names", lambda text: _front(text, _plain_key)),
        ("dates", lambda text: _front(text, _iso_day)),
        ("country codes", lambda text: _front(text, _code)),
        ("list markers", _markers),
        ("highlight ids", _ids),
    )
    for name, step in steps:
        mended = step(text)
        if mended != text:
            done.append(name)
            text = mended
    if done:
        draft = file.with_name(f".{file.name}.new")
        draft.write_bytes(text.encode())
        draft.replace(file)
    return tuple(done)


def _decoded(raw: bytes, done: list[str]) -> str:
    if raw.startswith(b"\xef\xbb\xbf"):
        done.append("byte-order mark")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        done.append("Windows-1252 to UTF-8")
        return raw.decode("cp1252", errors="replace")


def _front(text: str, mend: Callable[[str], str]) -> str:
    """``mend`` applied to each line of the front matter alone."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    return "\n".join([lines[0], *(mend(line) for line in lines[1:end]), *lines[max(end, 1) :]])


def _plain_key(line: str) -> str:
    return _CURLY_KEY.sub(r"\1\2:", line)


def _iso_day(line: str) -> str:
    match = _DAY.match(line)
    day = _day(match[4].strip()) if match else None
    return f"{match[1]}{match[2]}{day}{match[5]}" if match and day else line


def _day(text: str) -> str | None:
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    spans = dates.find(text, day_first=False)
    said = [s for s in spans if s.certain and s.start == s.end and (s.first, s.last) == (0, len(text))]
    return said[0].start.isoformat() if said else None


def _code(line: str) -> str:
    match = _COUNTRY.match(line)
    code = country_code(match[3]) if match else None
    return f"{match[1]}{code}{match[4]}" if match and code else line


def _markers(text: str) -> str:
    """Bullets copied from elsewhere become Markdown's."""
    lines = text.split("\n")
    return "\n".join(_MARKER.sub(r"\1-\2", line) if line[:1] != FENCE[0] else line for line in lines)


def _ids(text: str) -> str:
    """Every highlight without an id gets the next number that was never used in the file."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), len(lines) - 1)
    _, items = split_highlights("\n".join(lines[end + 1 :]), end + 2)
    used = [int(match[1]) for item in items if (match := re.fullmatch(r"h(\d+)", item.id))]
    following = max(used, default=0)
    for item in items:
        if item.markdown and not item.id:
            following += 1
            last = item.line - 1 + item.markdown.count("\n")
            lines[last] = f"{lines[last].rstrip()} {{#h{following}}}"
    return "\n".join(lines)
