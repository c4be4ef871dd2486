"""Entries as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from policysearch.exporters.entry import Entry
from policysearch.exporters.provenance import Stamp
from policysearch.exporters.ris import headline

MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(entries: Iterable[Entry], stamp: Stamp, identity: str, feed: str) -> Iterator[bytes]:
    """The ``MOST`` entries changed last, newest first. ``feed`` is the feed's own address.

    Ids are made of ``identity`` (the site's) and what an entry is, so that they survive a change of address.
    """
    newest = sorted(entries, key=lambda entry: (entry.changed, entry.start, entry.id), reverse=True)[:MOST]
    changed = _moment(newest[0].changed) if newest else stamp.made.isoformat(timespec="seconds")
    root = Xml.Element("feed", {"xmlns": _ATOM, _LANG: stamp.language})
    _add(root, "id", identifier(identity, f"search {stamp.query}"))
    _add(root, "title", stamp.title)
    _add(root, "updated", changed)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed)
    _add(root, "link", rel="alternate", type="text/html", href=stamp.address)
    _add(root, "generator", f"policysearch, {stamp.generation}")
    _add(_add(root, "author"), "name", stamp.publisher)
    for entry in newest:
        _write_entry(_add(root, "entry"), entry, identity)
    yield Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def identifier(identity: str, name: str) -> str:
    """The same for ever for the same things."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'policysearch {identity} {name}')}"


def _write_entry(node: Xml.Element, entry: Entry, identity: str) -> None:
    title = entry.title if entry.kind == "workshop" else headline(entry.text)
    node.set(_LANG, entry.language)
    _add(node, "id", identifier(identity, entry.id))
    _add(node, "title", title)
    _add(node, "updated", _moment(entry.changed))
    _add(node, "link", rel="alternate", type="text/html", href=entry.url)
    for name in entry.themes:
        _add(node, "category", term=name)
    _add(node, "content", f"{entry.text}\n\n{entry.citation}", type="text")


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: Xml.Element, tag: str, text: str = "", **attributes: str) -> Xml.Element:
    node = Xml.SubElement(parent, tag, attributes)
    node.text = text or None
    return node
