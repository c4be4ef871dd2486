"""A Workshop as JSON-able values, for an engine's store, and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from policysearch.materials.workshop import Attachment, Highlight, Link, Passage, Workshop, WorkshopText

_DAYS = ("start", "end", "added", "updated")
_LISTS = ("themes", "organizers", "partners", "funders", "aliases")


def workshop_record(workshop: Workshop) -> dict[str, Any]:
    """The workshop without its passages, empty fields left out."""
    fields = {f.name: getattr(workshop, f.name) for f in dataclasses.fields(workshop) if f.name != "passages"}
    record: dict[str, Any] = {
        name: value
        for name, value in fields.items()
        if name in ("slug", "language") or (value not in ("", (), None, False) and name != "texts")
    }
    for name in _DAYS:
        if fields[name] is not None:
            record[name] = fields[name].isoformat()
    if workshop.experience is not None:
        record["experience"] = list(workshop.experience)
    record["texts"] = [_text_record(text) for text in workshop.texts.values()]
    for name in ("links", "attachments"):
        if fields[name]:
            record[name] = [dataclasses.asdict(item) for item in fields[name]]
    return record


def workshop_from(record: Mapping[str, Any]) -> Workshop:
    """The workshop of such a record."""
    values = dict(record)
    values |= {name: date.fromisoformat(values[name]) for name in _DAYS if name in values}
    values |= {name: tuple(values[name]) for name in (*_LISTS, "experience") if name in values}
    values["texts"] = {text["language"]: _text_from(text) for text in values["texts"]}
    values["links"] = tuple(Link(**link) for link in values.get("links", ()))
    values["attachments"] = tuple(Attachment(**attachment) for attachment in values.get("attachments", ()))
    return Workshop(**values)


def passage_record(passage: Passage) -> dict[str, Any]:
    """The passage as it is."""
    return dataclasses.asdict(passage)


def passage_from(record: Mapping[str, Any]) -> Passage:
    """The passage of such a record."""
    return Passage(**record)


def _text_record(text: WorkshopText) -> dict[str, Any]:
    highlights = [[h.id, h.markdown, "" if h.text == h.markdown else h.text, h.line] for h in text.highlights]
    return {
        "language": text.language,
        "title": text.title,
        "body": text.body,
        "plain": "" if text.plain == text.body else text.plain,
        "highlights": highlights,
        "translation": text.translation,
    }


def _text_from(record: Mapping[str, Any]) -> WorkshopText:
    highlights = tuple(
        Highlight(i, markdown, text or markdown, line) for i, markdown, text, line in record["highlights"]
    )
    body = record["body"]
    return WorkshopText(
        record["language"], record["title"], body, record["plain"] or body, highlights, record["translation"]
    )
