"""What a facet's column says of one document."""

from policysearch.engines.whoosh.columns.facet_column import FacetColumn


def values_of(column: FacetColumn, number: int) -> list[str]:
    code = int(column.codes[number])
    members = column.members[int(column.starts[code]) : int(column.starts[code + 1])]
    return [column.values[member] for member in members.tolist()]
