"""Entries as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from policysearch.exporters.entry import Entry
from policysearch.exporters.full_address import full_address
from policysearch.exporters.provenance import Provenance

MAX_ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(
    entries: Iterable[Entry], provenance: Provenance, identity: str, feed_url: str, stream: str = ""
) -> Iterator[bytes]:
    """Yield a feed of the ``MAX_ENTRIES`` entries that changed last, newest first.

    ``feed_url`` is the feed's own address. Ids are made from ``identity``, which names the site, and from the entry's
    id or the ``stream`` (the parameters that tell this feed from the site's others), so that they survive a change of
    address.
    """
    newest = sorted(entries, key=lambda entry: (entry.changed, entry.start, entry.id), reverse=True)[:MAX_ENTRIES]
    updated = _timestamp(newest[0].changed) if newest else provenance.retrieved_at.isoformat(timespec="seconds")
    root = Xml.Element("feed", {"xmlns": _ATOM, _LANG: provenance.language})
    _add_element(root, "id", uuid_urn(identity, f"feed {stream or provenance.query}"))
    _add_element(root, "title", provenance.title)
    if provenance.reading:
        _add_element(root, "subtitle", provenance.reading)
    _add_element(root, "updated", updated)
    if full_address(feed_url):
        _add_element(root, "link", rel="self", type="application/atom+xml", href=feed_url)
    if provenance.address:
        _add_element(root, "link", rel="alternate", type="text/html", href=provenance.address)
    _add_element(root, "generator", f"policysearch, {provenance.generation}")
    _add_element(_add_element(root, "author"), "name", provenance.publisher)
    for entry in newest:
        _write_entry(_add_element(root, "entry"), entry, identity)
    yield Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def uuid_urn(identity: str, name: str) -> str:
    """Return a URN that is always the same for the same ``identity`` and ``name`` (a version 5 UUID, RFC 9562)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'policysearch {identity} {name}')}"


def _write_entry(node: Xml.Element, entry: Entry, identity: str) -> None:
    node.set(_LANG, entry.language)
    _add_element(node, "id", uuid_urn(identity, entry.id))
    _add_element(node, "title", entry.name)
    _add_element(node, "updated", _timestamp(entry.changed))
    if entry.url:
        _add_element(node, "link", rel="alternate", type="text/html", href=entry.url)
    for name in entry.themes:
        _add_element(node, "category", term=name)
    _add_element(node, "content", f"{entry.text}\n\n{entry.citation}", type="text")


def _timestamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add_element(parent: Xml.Element, tag: str, text: str = "", **attributes: str) -> Xml.Element:
    node = Xml.SubElement(parent, tag, attributes)
    node.text = text or None
    return node
