"""Parameters of a comparison -> the countries or regions to compare and the Query that narrows their lessons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from policysearch.model.document import FACETS
from policysearch.model.errors import QueryError
from policysearch.query import Query, filters
from policysearch.search.compare import MAX_PLACES, MIN_PLACES
from policysearch.vocabulary import Vocabulary
from policysearch.vocabulary.countries import codes
from policysearch.web import search_params
from policysearch.web.search_params import SINCE, YEARS, SearchParams, to_params

PLACE = "experience"
LIMIT = "limit"  # the parameter with the number of lessons in a cell
NAMES = ("q", *FACETS, *YEARS, SINCE, "expand", LIMIT, "lang")
DEFAULT_IN_CELL, MAX_IN_CELL = 3, 20


@dataclass(frozen=True, slots=True)
class ComparisonParams:
    """What to compare: ``places`` in the reader's order, ``in_cell`` lessons in a cell, of those ``query`` matches.

    ``is_cut`` says that more lessons in a cell were asked for. ``unknown`` are values that are no country or region,
    ``too_many`` those beyond the limit; neither is compared.
    """

    places: tuple[str, ...]
    query: Query
    in_cell: int = DEFAULT_IN_CELL
    is_cut: bool = False
    unknown: tuple[str, ...] = ()
    too_many: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Return whether there is something to compare."""
        return len(self.places) >= MIN_PLACES

    def to_params(self, places: Iterable[str] = (), theme: str = "") -> list[tuple[str, str]]:
        """Return the parameters that ask for this comparison again: of other places or about a theme, if there are any.

        The places stand in their order.
        """
        selections = {name: values for name, values in self.query.filters if name != PLACE}
        if theme:
            selections["theme"] = (theme,)
        query = replace(self.query, filters=filters(selections), view="workshops", sort="relevance", offset=0, limit=10)
        narrowing = [pair for pair in to_params(query) if pair != ("q", "") and pair[0] in NAMES]
        limit = [(LIMIT, str(self.in_cell))] if self.in_cell != DEFAULT_IN_CELL else []
        return [*((PLACE, place) for place in (*places,) or self.places), *narrowing, *limit]


def parse_strict(args: MultiDict[str, str], vocabulary: Vocabulary, language: str) -> ComparisonParams:
    """Return the parameters as the API reads them. Raise QueryError for the first that is wrong."""
    search_params.reject_unknown(args, NAMES)
    params = search_params.parse_strict(args)
    in_cell = int(params.single.get(LIMIT, DEFAULT_IN_CELL))
    if in_cell > MAX_IN_CELL:
        hint = f"It takes a whole number from 1 to {MAX_IN_CELL}."
        raise QueryError(f"The parameter {LIMIT} cannot be {in_cell}.", hint, LIMIT)
    places = tuple(dict.fromkeys(params.facets.get(PLACE, ())))
    for place in places:
        if not _is_known(place, vocabulary):
            raise QueryError(f"There is no country or region {place!r}.", "It takes a code such as PA.", PLACE)
    if not MIN_PLACES <= len(places) <= MAX_PLACES:
        message = f"A comparison takes {MIN_PLACES} to {MAX_PLACES} countries or regions, not {len(places)}."
        raise QueryError(message, f"Name each of them once, as in ?{PLACE}=CL&{PLACE}=CO.", PLACE)
    return ComparisonParams(places, _query(params, vocabulary, language), in_cell)


def parse_lenient(args: MultiDict[str, str], vocabulary: Vocabulary, language: str) -> ComparisonParams:
    """Return the parameters as pages read them, with the countries that cannot be compared apart."""
    params = search_params.parse_lenient(args)
    typed = [value.strip() for value in args.getlist(PLACE) if value.strip()]
    well_formed = tuple(dict.fromkeys(params.facets.get(PLACE, ())))
    compared = [place for place in well_formed if _is_known(place, vocabulary)]
    unknown = [value for value in dict.fromkeys(typed) if not _is_among(value, compared)]
    is_cut = _is_beyond(args.get(LIMIT, ""))
    in_cell = MAX_IN_CELL if is_cut else int(params.single.get(LIMIT, DEFAULT_IN_CELL))
    return ComparisonParams(
        tuple(compared[:MAX_PLACES]),
        _query(params, vocabulary, language),
        in_cell,
        is_cut,
        tuple(value[:100] for value in unknown[:MAX_PLACES]),
        tuple(compared[MAX_PLACES:]),
    )


def _is_beyond(limit: str) -> bool:
    """Return whether more lessons in a cell are asked for than one shows."""
    digits = limit.strip().lstrip("0")
    return digits.isascii() and digits.isdigit() and (len(digits) > len(str(MAX_IN_CELL)) or int(digits) > MAX_IN_CELL)


def _query(params: SearchParams, vocabulary: Vocabulary, language: str) -> Query:
    """Return the query that narrows the lessons. The places are no filter of it."""
    facets = {name: values for name, values in params.facets.items() if name != PLACE}
    single = {name: value for name, value in params.single.items() if name in NAMES}
    return replace(params, single=single, facets=facets).without_window().query(vocabulary, language)


def _is_known(place: str, vocabulary: Vocabulary) -> bool:
    return place in codes() or any(region.id == place for region in vocabulary.regions)


def _is_among(value: str, places: Sequence[str]) -> bool:
    return value.casefold() in {place.casefold() for place in places}
