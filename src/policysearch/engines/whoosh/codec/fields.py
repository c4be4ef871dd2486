"""Whoosh's schema of the index. Its pickle in the table of contents names the classes of this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh import columns, fields, formats
from whoosh.system import pack_uint

from policysearch.engines.whoosh.schema import FORM, IDS, TEXTS, Posting
from policysearch.model.document import COLUMNS
from policysearch.text import is_stop_term


class Words(fields.FieldType):  # type: ignore[misc]
    """A field of words that are analysed already: it takes a mapping of terms to Postings."""

    def __init__(self, positions: bool) -> None:
        super().__init__(formats.Positions() if positions else formats.Frequency(), None, scorable=True)

    def index(self, value: Mapping[str, Posting], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield Whoosh's postings: (term, share in the document's length, weight, what the format encodes)."""
        has_positions = isinstance(self.format, formats.Positions)
        for term, (positions, weight) in value.items():
            encoded = self.format.encode(positions) if has_positions else pack_uint(len(positions))
            length = 0 if is_stop_term(term) else round(weight)
            yield term.encode("utf-8"), length, weight, encoded


class Values(fields.FieldType):  # type: ignore[misc]
    """A field of plain strings, matched as they are."""

    def __init__(self, column: columns.Column | None = None) -> None:
        super().__init__(formats.Existence(), None, sortable=column or False)

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield a posting for each distinct string."""
        for string in dict.fromkeys(value):
            yield string.encode("utf-8"), 1, 1.0, b""


def schema() -> fields.Schema:
    """Return the schema of ``SCHEMA_VERSION``, which changes when this or any text analysis does."""
    names: dict[str, fields.FieldType] = {name: Values() for name in (*IDS, *COLUMNS)}
    names |= {name: Words(positions=True) for name in TEXTS.values()}
    names[FORM] = Words(positions=False)
    names["start"] = fields.COLUMN(columns.NumericColumn("i"))
    names["record"] = fields.STORED()
    return fields.Schema(**names)
