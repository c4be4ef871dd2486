"""Mending the form of materials, never their words, where that is safe without asking."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policysearch import materials
from policysearch.durable_files import rewrite_file
from policysearch.materials.front_matter import FENCE
from policysearch.materials.highlights import HEADINGS, split_highlights
from policysearch.materials.iso_days import iso_day
from policysearch.model.message import message
from policysearch.vocabulary import country_code

_WORDS = r"(?P<value>[^\s\"'#]++(?:\s++[^\s\"'#]++)*)"
_VALUE = rf"(?P<quote>[\"'])?+\s*+{_WORDS}(?(quote)\s*+(?P=quote)|)(?P<rest>\s*+(?:#.*)?)$"
_DAY = re.compile(rf"^(?P<name>(?:start|end|added|updated): +){_VALUE}")
_COUNTRY = re.compile(rf"^(?P<name>country: +){_VALUE}")
_TRAILING_SPACES = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_CURLY_KEY = re.compile(r"^([\s-]*)[“”‘’\"]([A-Za-z]+)[“”‘’\"]\s*:")
_CURLY_VALUE = re.compile(r"^(?P<name>[\w-]+: +|\s*- +)[“„«‘](?P<value>[^“”„«»‘]+)[”“»’](?P<rest>\s*(?:#.*)?)$")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKER = re.compile(r"^( {0,3})(?:[•·–—▪●○◦*+](?=\s+\S)|o(?=\s+[^\W\d_a-zà-ÿ]))(\s+)")
_RULE = re.compile(r"\s*(?:[*+-]\s*){3,}")
_HIGHLIGHTS = re.compile(rf"#{{1,6}}\s+(?:{'|'.join(HEADINGS)})\s*:?\s*#*\s*$", re.I)
_ID = re.compile(r"\{#h(\d+)\}\s*$")


@dataclass(frozen=True, slots=True)
class Fix:
    """The steps that changed one file: "dates", "list markers" ..."""

    path: PurePosixPath
    steps: tuple[str, ...]


def fix(folder: Path) -> tuple[Fix, ...]:
    """Mend every material of ``folder`` in place; only files that change are written. Raises MaterialsError."""
    sources, _ = materials.sources(folder)
    fixes = []
    for source in sources.values():
        for path in source.files.values() if not source.problems else ():
            steps = _fix_file(folder / path)
            if steps:
                fixes.append(Fix(path, steps))
    return tuple(fixes)


def _fix_file(file: Path) -> tuple[str, ...]:
    try:
        text, applied = _decode(file.read_bytes())
    except UnicodeDecodeError:  # neither: whatever was done to it would damage it
        return ()
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        (message("line ends"), lambda text: text.replace("\r\n", "\n").replace("\r", "\n")),
        (message("trailing spaces"), lambda text: _TRAILING_SPACES.sub("", text)),
        (message("quotes around field names"), lambda text: _in_front_matter(text, _without_quotes)),
        (message("curly quotes around values"), lambda text: _in_front_matter(text, _with_straight_quotes)),
        ("dates", lambda text: _in_front_matter(text, _with_iso_day)),
        (message("country codes"), lambda text: _in_front_matter(text, _with_country_code)),
        (message("list markers"), _with_markdown_markers),
        (message("highlight ids"), _with_ids),
    )
    for name, step in steps:
        mended = step(text)
        if mended != text:
            applied.append(name)
            text = mended
    if applied:
        rewrite_file(file, text.encode())
    return tuple(applied)


def _decode(content: bytes) -> tuple[str, list[str]]:
    """Return the text of a file and the steps that were needed to read it."""
    steps: list[str] = [message("byte-order mark")] if content.startswith(b"\xef\xbb\xbf") else []
    if content[:2] in _UTF_16:
        return content.decode("utf-16"), [message("UTF-16 to UTF-8")]
    try:
        return content.decode("utf-8-sig"), steps
    except UnicodeDecodeError:
        return content.decode("cp1252"), [*steps, message("Windows-1252 to UTF-8")]


def _in_front_matter(text: str, mend: Callable[[str], str]) -> str:
    """Return ``text`` with ``mend`` applied to each line of the front matter alone."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    return "\n".join([lines[0], *(mend(line) for line in lines[1:end]), *lines[max(end, 1) :]])


def _without_quotes(line: str) -> str:
    return _CURLY_KEY.sub(r"\1\2:", line)


def _with_straight_quotes(line: str) -> str:
    match = _CURLY_VALUE.match(line)
    if not match:
        return line
    value = match["value"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{match["name"]}"{value}"{match["rest"]}'


def _with_iso_day(line: str) -> str:
    match = _DAY.match(line)
    day = iso_day(match["value"]) if match else None
    return f"{match['name']}{day}{match['rest']}" if match and day else line


def _with_country_code(line: str) -> str:
    match = _COUNTRY.match(line)
    code = country_code(match["value"]) if match else None
    return f"{match['name']}{code}{match['rest']}" if match and code else line


def _with_markdown_markers(text: str) -> str:
    """Return ``text`` with Markdown's bullets before highlights in place of those copied from elsewhere."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if _HIGHLIGHTS.match(line)), len(lines))
    rest = [_MARKER.sub(r"\1-\2", line) if not _RULE.fullmatch(line) else line for line in lines[start:]]
    return "\n".join([*lines[:start], *rest])


def _with_ids(text: str) -> str:
    """Return ``text`` with the next number that was never used in the file on every highlight without an id."""
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
