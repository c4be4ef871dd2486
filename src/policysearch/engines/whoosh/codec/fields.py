"""Whoosh's schema of what the index holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh import columns, fields, formats
from whoosh.system import pack_uint

from policysearch.engines.whoosh.schema import FORM, IDS, TEXTS, Posting
from policysearch.model.document import FACETS


class Words(fields.FieldType):  # type: ignore[misc]
    """Words that were analysed before: takes a mapping of terms to Postings."""

    def __init__(self, positions: bool) -> None:
        super().__init__(formats.Positions() if positions else formats.Frequency(), None, scorable=True)

    def index(self, value: Mapping[str, Posting], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Whoosh's own form of them: term, share in the document's length, weight and what the format encodes."""
        where = isinstance(self.format, formats.Positions)
        for term, (positions, weight) in value.items():
            encoded = self.format.encode(positions) if where else pack_uint(len(positions))
            yield term.encode("utf-8"), round(weight), weight, encoded


class Values(fields.FieldType):  # type: ignore[misc]
    """Plain strings, matched as they are."""

    def __init__(self, column: columns.Column | None = None) -> None:
        super().__init__(formats.Existence(), None, sortable=column or False)

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """One posting for each distinct value."""
        for one in dict.fromkeys(value):
            yield one.encode("utf-8"), 1, 1.0, b""


def schema() -> fields.Schema:
    """The schema of ``SCHEMA_VERSION``; a change of it or of any analysis is another version."""
    names: dict[str, fields.FieldType] = {name: Values() for name in (*IDS, *FACETS)}
    names |= {name: Words(positions=True) for name in TEXTS.values()}
    names[FORM] = Words(positions=False)
    names["start"] = fields.COLUMN(columns.NumericColumn("i"))
    names["record"] = fields.STORED()
    return fields.Schema(**names)
