"""A Workshop as a list of strings, for an engine's store, and back: fast, because every hit of a page needs it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from policysearch.model.workshop import Attachment, Highlight, Link, Passage, Workshop, WorkshopText

_SEPARATOR = "\x1f"  # between the items of a list
_STRINGS = ("slug", "language", "city", "region", "country", "series", "secretariat", "source", "rights", "contact")
_LISTS = ("themes", "organizers", "partners", "funders", "aliases")
_strings_of = attrgetter(*_STRINGS)
_lists_of = attrgetter(*_LISTS)
_HEAD = len(_STRINGS) + len(_LISTS) + 4
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def workshop_strings(workshop: Workshop) -> list[str]:
    """Return the workshop without its passages; the fields that few workshops have are one string of JSON."""
    w = workshop
    rare: dict[str, Any] = {}
    lists = [_list(name, values, rare) for name, values in zip(_LISTS, _lists_of(w), strict=True)]
    outlines: list[str] = []
    words: list[str] = []
    for text in w.texts.values():
        outline = [text.language, text.translation]
        words += (text.title, text.body, "" if text.plain == text.body else text.plain)
        for h in text.highlights:
            outline += (h.id, str(h.line))
            words += (h.markdown, "" if h.text == h.markdown else h.text)
        outlines.append(_list("outline", outline, rare))
    _add_rare(w, rare)
    days = [w.start.isoformat(), w.end.isoformat()]
    return [*_strings_of(w), *lists, *days, _encode(rare) if rare else "", str(len(outlines)), *outlines, *words]


def workshop_from(strings: list[str]) -> Workshop:
    """Return the workshop that ``workshop_strings`` encoded."""
    slug, language, city, region, country, series, secretariat, source, rights, contact = strings[:10]
    themes, organizers, partners, funders, aliases = [
        tuple(joined.split(_SEPARATOR)) if joined else () for joined in strings[10:15]
    ]
    start, end, rare, count = strings[15:_HEAD]
    place = _HEAD + int(count)
    texts = {}
    for outline in strings[_HEAD:place]:
        parts = outline.split(_SEPARATOR)
        next_place = place + 1 + len(parts)
        texts[parts[0]] = _text(parts, strings[place:next_place])
        place = next_place
    workshop = Workshop(
        slug,
        language,
        texts,
        date.fromisoformat(start),
        date.fromisoformat(end),
        city,
        region,
        country,
        themes,
        organizers,
        partners,
        funders,
        series,
        secretariat,
        source=source,
        rights=rights,
        contact=contact,
        aliases=aliases,
    )
    return dataclasses.replace(workshop, **_rare_from(json.loads(rare))) if rare else workshop


def _text(outline: list[str], words: list[str]) -> WorkshopText:
    title, body, plain = words[:3]
    highlights = [
        Highlight(name, markdown, text or markdown, int(line))
        for name, line, markdown, text in zip(outline[2::2], outline[3::2], words[3::2], words[4::2], strict=True)
    ]
    translation: Any = outline[1]
    return WorkshopText(outline[0], title, body, plain or body, tuple(highlights), translation)


def _list(name: str, values: Sequence[str], rare: dict[str, Any]) -> str:
    """Return ``values`` in one string; where they could not be decoded from it, put them into ``rare``."""
    if not values:
        return ""
    values = (*values,)
    joined = _SEPARATOR.join(values)
    if (name != "outline" and joined.count(_SEPARATOR) != max(len(values) - 1, 0)) or values == ("",):
        rare[name] = values
        return ""
    return joined


def _add_rare(workshop: Workshop, rare: dict[str, Any]) -> None:
    w = workshop
    if w.links:
        rare["links"] = [dataclasses.asdict(link) for link in w.links]
    if w.attachments:
        rare["attachments"] = [dataclasses.asdict(attachment) for attachment in w.attachments]
    if w.experience is not None:
        rare["experience"] = w.experience
    if w.added:
        rare["added"] = w.added.isoformat()
    if w.updated:
        rare["updated"] = w.updated.isoformat()
    if w.draft:
        rare["draft"] = True
    if w.mode:
        rare["mode"] = w.mode


def _rare_from(record: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(record)
    for name in (*_LISTS, "experience"):
        if name in values:
            values[name] = tuple(values[name])
    for name in ("added", "updated"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    if "links" in values:
        values["links"] = tuple(Link(**link) for link in values["links"])
    if "attachments" in values:
        values["attachments"] = tuple(Attachment(**attachment) for attachment in values["attachments"])
    return values


def passage_record(passage: Passage) -> dict[str, Any]:
    """Return the passage's fields by name."""
    return dataclasses.asdict(passage)


def passage_from(record: Mapping[str, Any]) -> Passage:
    """Return the passage that ``passage_record`` encoded."""
    return Passage(**record)
