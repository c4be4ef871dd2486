"""Entries as BibTeX, in UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import quote

from policysearch.exporters.entry import Entry
from policysearch.exporters.provenance import Provenance
from policysearch.model.period import precision, written

MAX_ENTRIES = 10_000
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts escaped braces too
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&#%_"},
}


def write(entries: Iterable[Entry], provenance: Provenance) -> Iterator[bytes]:
    """Yield the provenance as comments, then one record per entry."""
    for label, value in provenance.lines(MAX_ENTRIES):
        yield f"% {label}: {_comment_text(value)}\n".encode()
    for entry in islice(entries, MAX_ENTRIES):
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(entry, provenance))
        kind = "proceedings" if entry.kind == "workshop" else "inproceedings"
        yield f"\n@{kind}{{{citation_key(entry.id)},\n{fields}}}\n".encode()


def citation_key(document_id: str) -> str:
    """Return a citation key of letters, digits, "-", ":" and "."."""
    return re.sub(r"[^A-Za-z0-9.:-]+", "-", document_id.replace("/", ":"))


def escape(text: str) -> str:
    """Return ``text`` as one line without characters that are special in TeX, its braces balanced."""
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def raw_address(address: str) -> str:
    """Return an address as it is, for the verbatim field ``url``; what would end the field is percent-encoded."""
    return re.sub(r"[\s{}\\]", lambda match: quote(match[0], safe=""), address)


def _protected(title: str) -> str:
    """Return a lesson within braces of its own: styles lower the capitals of titles, but a sentence has names."""
    return f"{{{escape(title)}}}"


def _comment_text(value: str) -> str:
    """Return ``value`` without "@": outside records BibTeX skips everything else."""
    return " ".join(value.replace("@", " ").split())


def _fields(entry: Entry, provenance: Provenance) -> Iterator[tuple[str, str]]:
    if entry.kind == "workshop":
        yield "title", escape(entry.title)
    else:
        yield "title", _protected(entry.name)
        yield "booktitle", escape(entry.title)
    authors = entry.organizers or tuple(filter(None, (entry.secretariat or provenance.publisher,)))
    if authors:
        role = "editor" if entry.kind == "workshop" else "author"
        yield role, " and ".join(f"{{{escape(name)}}}" for name in authors)
    yield "year", str(entry.start.year)
    yield "date", _days(entry)
    if entry.place:
        yield "address", escape(entry.place)
    if provenance.publisher:
        yield "publisher", escape(provenance.publisher)
    yield "langid", entry.language
    yield "abstract", escape(entry.text)
    if entry.themes or entry.experience:
        yield "keywords", escape(", ".join((*entry.themes, *entry.experience)))
    if entry.url:
        yield "url", raw_address(entry.url)
    yield "urldate", str(provenance.retrieved_at.date())
    yield "note", escape(entry.citation)


def _days(entry: Entry) -> str:
    """Return the days, or the months or years where only these are known: 2010-09-21/2010-09-22, 2010-09."""
    known_to = precision(entry.start, entry.end)
    return "/".join(dict.fromkeys((written(entry.start, known_to), written(entry.end, known_to))))
