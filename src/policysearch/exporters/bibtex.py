"""Entries as BibTeX, in UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from policysearch.exporters.entry import Entry
from policysearch.exporters.provenance import Stamp
from policysearch.exporters.ris import headline

MOST = 10_000
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts escaped braces too
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&#%_"},
}


def write(entries: Iterable[Entry], stamp: Stamp) -> Iterator[bytes]:
    """A comment that is the stamp, then an entry each."""
    for label, value in stamp.lines(MOST):
        yield f"% {label}: {_comment(value)}\n".encode()
    for entry in islice(entries, MOST):
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(entry, stamp))
        kind = "proceedings" if entry.kind == "workshop" else "inproceedings"
        yield f"\n@{kind}{{{key(entry.id)},\n{fields}}}\n".encode()


def key(document_id: str) -> str:
    """A citation key: letters, digits, "-", ":" and "." only."""
    return re.sub(r"[^A-Za-z0-9.:-]+", "-", document_id.replace("/", ":"))


def escaped(text: str) -> str:
    """One line in which TeX finds nothing special and every brace has its partner."""
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def _comment(value: str) -> str:
    """Outside entries BibTeX skips everything but an "@"."""
    return " ".join(value.replace("@", " ").split())


def _fields(entry: Entry, stamp: Stamp) -> Iterator[tuple[str, str]]:
    if entry.kind == "workshop":
        yield "title", escaped(entry.title)
    else:
        yield "title", escaped(headline(entry.text))
        yield "booktitle", escaped(entry.title)
    who = entry.organizers or tuple(filter(None, (entry.secretariat or stamp.publisher,)))
    if who:
        yield ("editor" if entry.kind == "workshop" else "author"), " and ".join(f"{{{escaped(name)}}}" for name in who)
    yield "year", str(entry.start.year)
    yield "date", f"{entry.start}/{entry.end}" if entry.end != entry.start else str(entry.start)
    if entry.place:
        yield "address", escaped(entry.place)
    if stamp.publisher:
        yield "publisher", escaped(stamp.publisher)
    yield "langid", entry.language
    yield "abstract", escaped(entry.text)
    if entry.themes or entry.experience:
        yield "keywords", escaped(", ".join((*entry.themes, *entry.experience)))
    yield "url", escaped(entry.url)
    yield "urldate", str(stamp.made.date())
    yield "note", escaped(entry.citation)
