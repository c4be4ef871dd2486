"""Blocks that tell when, and mostly where, an event was: its section is found by them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings, parties, party_phrases, places
from policysearch.importers.detect.place import Place
from policysearch.importers.detect.titles_in_text import (
    READ_CHARACTERS,
    announces_event,
    title_before_place,
    without_days_lead,
)
from policysearch.importers.outline import Block
from policysearch.model.message import message
from policysearch.text import dates
from policysearch.text.dates import Span

READ_BLOCKS = 5_000  # limit of the search for days and places
_COMPACT_WORDS = 10
_DATELINE = re.compile(r"\s*[.,]?\s*(?:[-–—]+|\(\w+\)\s*[-–—]+)\s*\S+(?:\s+\S+){7}")
_BEFORE_DATELINE = re.compile(
    r"\W*[A-ZÁÉÍÓÚ][^\s,]*(?:\s[^\s,]+){0,3}(?:,\s[A-ZÁÉÍÓÚ][^\s,]*(?:\s[^\s,]+){0,2})?\s?\(?,\s(?:el\s|le\s)?"
)
_SENTENCE_BEGINS = re.compile(r"\.\W{1,3}(?=[A-ZÁÉÍÓÚÀÂÊ])\S+(?:\s+\S+){7}")  # "Lima, 3 May 2010. Delegates of ..."
_ORGANIZED_SENTENCE = rf"\W*{party_phrases.CUE}"  # no news
_OPENING = re.compile(r"([^.:;–—-]{4,60}?)\s*(?:\([^)]*\)\s*)?(?:\.\s*[-–—]*|[-–—]+)\s")
_AROUND_PLACES = " .,:;·•|/()[]–—-"
_LEADING_AND = r"^[\s,;·•]*(?:{and}|&)\s+"
_LONGEST_TOUR = timedelta(days=45)  # of one event at several places
_MAX_CITY_WORDS = 4
_MAX_PUBLISHED, _MAX_DEADLINE = 90, 30  # characters of such a line, and of words before a day
_CITY = re.compile(r"[^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*){0,3}")
DAY_OF_AGENDA = r"\s*(?:{agenda_day}\s*\d|{agenda_day_in_words}\b|{agenda_weekday}\b)"
_PUBLISHED = (  # "Posted on 28 June 2019", "Island News | Issue 41 | 28 June 2019"
    r"^\W*{published}\b|\b{issue newsletter}[\s,:|–-]{0,3}(?:n[uú]?m?[.º°o]{0,2}\s?|#)?\d"
)
_ATTENDED = r"\b{attended}\b[^.]{0,150}\b{event gathering}\b"
_CLOCK = r"\([^)]*\b{clock}\b[^)]*\)|\b{clock_of}\s+[A-Z]\w+(?:,?\s+D\.?C\.?)?"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A block that tells the days of an event.

    ``compact``: it tells little else; ``announced``: it says that they are an event's; ``title``: the event's title
    where that stands in the block, else empty; ``is_of_news``: the day is that of a news item, which may tell others.
    """

    index: int
    span: Span
    place: Place
    compact: bool
    announced: bool
    title: str = ""
    is_of_news: bool = False

    @property
    def is_bare_day(self) -> bool:
        """Return whether it is no more than one day, which may be that of a letter."""
        return not (self.announced or self.place.country or self.title or self.span.end > self.span.start)


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks of one event, by index: what tells its days, its title (else the same), and all of them."""

    anchor: Anchor
    title: int
    indexes: range


def find(blocks: Sequence[Block], day_first: bool, cues: Cues) -> list[Anchor]:
    """Return the anchors among the blocks that are no list items; where there are none, the items that say all."""
    searched = blocks[:READ_BLOCKS]
    years = {year for block in searched for year in dates.years(block.text[:READ_CHARACTERS])}
    only_year = years.pop() if len(years) == 1 else 0
    of_letter: list[Anchor] = []
    for kinds in (("heading", "paragraph", "row"), ("item",)):
        indexes = [index for index, block in enumerate(searched) if block.kind in kinds]
        anchors = [anchor for index in indexes for anchor in _anchor(blocks, index, day_first, only_year, cues)]
        if kinds == ("item",):
            anchors = [anchor for anchor in anchors if anchor.place.country and (anchor.title or anchor.announced)]
        of_letter = of_letter or anchors
        if events := [anchor for anchor in anchors if not _is_of_letter(blocks, anchor, cues)]:
            return events
    return of_letter


def _is_of_letter(blocks: Sequence[Block], anchor: Anchor, cues: Cues) -> bool:
    """Return whether a labelled day stands beside "From: ..." or "To: ...", so that it is a letter's or a memo's."""
    if headings.kind_of_line(blocks[anchor.index].text, cues) != "when" or anchor.place.country:
        return False
    near = (*range(max(0, anchor.index - 3), anchor.index), *range(anchor.index + 1, anchor.index + 4))
    labels = (headings.label_of(blocks[index].text)[0] for index in near if index < len(blocks))
    return any(headings.is_of_letter(label, cues) for label in labels)


def place_nearby(blocks: Sequence[Block], index: int, cues: Cues) -> Place:
    """Return the place in a line beside that of the days, or under a label close to it."""
    parts: dict[str, str] = {}
    for near in (index + 1, index - 1, index + 2, index - 2, index + 3, index - 3):
        if 0 <= near < len(blocks) and blocks[near].kind != "item" and len(blocks[near].text) < 200:
            text = blocks[near].text
            label, value = headings.label_of(text)
            is_labelled = headings.kind_of_label(label, cues) in ("where", "both")
            if is_labelled:
                parts.setdefault(headings.part_of_place(label, cues), value)
            place = places.read(value, cues) if is_labelled else places.read_line(text, cues)
            if (place.city and (place.country or place.doubt)) or (place.country and not is_labelled):
                return place
    return places.read(", ".join(filter(None, map(parts.get, ("city", "place", "country")))), cues)


def is_dateline(text: str, span: Span, cues: Cues) -> bool:
    """Return whether ``span`` is the day of a news item: "LIMA, 3 May 2010 - Representatives of ..."."""
    if span.start < span.end:
        return False
    rest = text[span.last : READ_CHARACTERS]
    organized = cues.pattern(_ORGANIZED_SENTENCE).match(rest)
    if organized and not parties.COUNT.match(rest, organized.end()):
        return False
    return bool(
        _DATELINE.match(rest) or (_BEFORE_DATELINE.fullmatch(text[: span.first]) and _SENTENCE_BEGINS.match(rest))
    )


def only_begins(text: str, span: Span, cues: Cues) -> bool:
    """Return whether ``text`` says that the event began on the one day of ``span``, and not when it ended."""
    lead = text[: span.first][-_MAX_DEADLINE:]
    return (
        span.start == span.end
        and cues.pattern(r"\b{began}\s+(?:{on_days}\s*){0,2}(?:\w+\s+)?$").search(lead) is not None
    )


def _anchor(blocks: Sequence[Block], index: int, day_first: bool, only_year: int, cues: Cues) -> Iterator[Anchor]:
    text = blocks[index].text[:READ_CHARACTERS]
    has_digit = any(map(str.isdigit, text))
    spans = dates.find(text, _year_near(blocks, index) or only_year, day_first) if has_digit else ()
    spans = tuple(span for span in spans if not _is_of_other_use(text, span, cues))
    if not spans:
        return
    span = max(spans[:3], key=lambda span: _claim(text, span, cues))
    if stations := _stations(text, spans, cues):
        yield Anchor(index, *stations, compact=True, announced=announces_event(text, cues))
        return
    in_row = _anchor_in_row(blocks[index], index, span, cues) if blocks[index].kind == "row" else None
    if in_row:
        yield in_row
        return
    lead = without_days_lead(text[: span.first], cues)
    rest = cues.pattern(_CLOCK, re.NOFLAG).sub("", text[span.last :]).strip(" ,;:.()|–—-")
    _, value = headings.label_of(lead)
    kind = headings.kind_of_line(text, cues)
    is_titleless = kind or cues.pattern(DAY_OF_AGENDA).match(text) or is_dateline(text, spans[0], cues)
    title = "" if is_titleless else title_before_place(lead, cues)
    words = lead.removeprefix(title) if title else lead
    is_compact = len(words.split()) + len(rest.split()) <= _COMPACT_WORDS and len(text) < 400
    place = _place(value if kind else words.strip(" .,:;–—-"), rest, is_compact and not title, cues)
    announced = bool(kind) or announces_event(text, cues) or cues.pattern(_ATTENDED).search(text) is not None
    is_of_news = is_dateline(text, span, cues)
    yield Anchor(index, span, place, kind in ("when", "both") or is_compact, announced, title, is_of_news)


def _is_of_other_use(text: str, span: Span, cues: Cues) -> bool:
    """Return whether ``span`` is a deadline ("by 30 September") or the day on which a page was published."""
    lead = text[: span.first]
    is_published = len(text) <= _MAX_PUBLISHED and cues.pattern(_PUBLISHED).search(text[: span.first + 1])
    is_deadline = span.start == span.end and cues.pattern(r"\b{deadline}\s+(?:{article}\s*)?$").search(
        lead[-_MAX_DEADLINE:]
    )
    return bool(is_published or is_deadline)


def _stations(text: str, spans: Sequence[Span], cues: Cues) -> tuple[Span, Place] | None:
    """Return all days and the first place, in doubt, of a line such as "Suva, 5-6 March 2019, and Nadi, 8 March 2019".

    None for lines of another kind: each days have a city before them, and little else is told.
    """
    starts = (0, *(span.last for span in spans[:-1]))
    leads = [without_days_lead(text[start : span.first], cues) for start, span in zip(starts, spans, strict=True)]
    names = [cues.pattern(_LEADING_AND).sub("", lead).strip(_AROUND_PLACES) for lead in leads]
    is_line = len(spans) > 1 and len((" ".join(names) + text[spans[-1].last :]).split()) <= _COMPACT_WORDS
    if not is_line or not all(_is_place(name, cues) for name in names) or len(set(names)) < 2:
        return None
    if spans[-1].end - spans[0].start > _LONGEST_TOUR or any(a.end >= b.start for a, b in pairwise(spans)):
        return None
    first, second = (places.read(name, cues) for name in names[:2])
    city, city_2 = first.city or names[0], second.city or names[1]
    doubt = message("two places are told: {city} and {city_2}", city=city, city_2=city_2)
    return replace(spans[0], end=spans[-1].end, last=spans[-1].last), replace(first, city=city, doubt=doubt)


def _is_place(name: str, cues: Cues) -> bool:
    return name[:1].isupper() and bool(places.read(name, cues).country or _CITY.fullmatch(name))


def _claim(text: str, span: Span, cues: Cues) -> tuple[bool, bool, bool, int]:
    """Return how likely ``span`` is the event's, of the spans in one text: the greatest is."""
    return (
        span.certain,
        not is_dateline(text, span, cues),
        announces_event(text[: span.first], cues),
        -span.first,
    )


def _place(lead: str, rest: str, may_be_city: bool, cues: Cues) -> Place:
    """Return the place told before or after the days.

    ``may_be_city``: a name that stands alone before them is a city whose country is not told.
    """
    opening = _OPENING.match(lead)
    opened = [places.read(opening[1], cues)] if opening else []
    is_dated = opening is not None and any(map(str.isdigit, opening[1]))
    prose = lead[opening.end() :] if opening and is_dated else lead  # "Managua, 3 March 2015.- A workshop in León"
    of_text = [place for text in (prose, rest) for place in (places.read(text, cues), places.in_prose(text, cues))]
    candidates = [*of_text, *opened] if is_dated else [*opened, *of_text]
    countries = (place for place in candidates if place.country or place.doubt)
    place = next((place for place in candidates if place.city), next(countries, Place()))
    may_be_city = may_be_city and not cues.pattern(r"\b{virtual hybrid}\b").search(lead)
    city, _, region = lead.partition(", ")
    are_names = bool(_CITY.fullmatch(city)) and len(city.split()) < _MAX_CITY_WORDS and lead[:1].isupper()
    are_names = are_names and (not region or bool(region[:1].isupper() and _CITY.fullmatch(region)))
    if not (place.country or place.doubt) and may_be_city and are_names:
        return Place(city, region, doubt=message("the country of {lead} is not told", lead=lead))
    return place


def _anchor_in_row(block: Block, index: int, span: Span, cues: Cues) -> Anchor | None:
    """Return the anchor in a table row that has days, a place and a title in cells of their own."""
    cells = [cell.strip() for cell in block.text.split(" | ")]
    dated = [
        cell for cell in cells if span.first <= block.text.find(cell) + len(cell) and dates.find(cell, span.start.year)
    ]
    undated = [cell for cell in cells if cell not in dated]
    placed = [cell for cell in undated if places.read_line(cell, cues).country]
    titles = [cell for cell in undated if cell not in placed and len(cell.split()) >= 3]
    both = [place for cell in dated if (place := _place_beside_days(cell, span.start.year, cues)).city]
    if not (dated and (placed or both) and titles) or headings.kind_of_label(cells[0], cues):
        return None
    place = places.read(placed[0], cues) if placed else both[0]
    if placed and not place.city:  # the city may have a cell of its own, beside the country's
        place_of_cells = places.read(", ".join(_cell_before(undated, placed[0])), cues)
        place = place_of_cells if place_of_cells.country == place.country else place
    spans = [cell_span for cell in dated for cell_span in dates.find(cell, span.start.year)]
    days = replace(span, start=min(s.start for s in spans), end=max(s.end for s in spans))
    named = [cell for cell in titles if cues.pattern(r"\b{event gathering}\b").search(cell)]
    return Anchor(index, days, place, True, True, named[0] if named else max(titles, key=len))


def _place_beside_days(cell: str, year: int, cues: Cues) -> Place:
    """Return the place in a cell such as "Kingston, Jamaica, 12-13 March", before the days or after them."""
    spans = dates.find(cell, year)
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    parts = (without_days_lead(cell[:first], cues), cell[last:])
    read = (places.read(part.strip(_AROUND_PLACES), cues) for part in parts)
    return next((place for place in read if place.city), Place())


def _cell_before(cells: Sequence[str], cell: str) -> tuple[str, str]:
    """Return ``cell`` and the one before it, or an empty text where it is the first."""
    place = cells.index(cell)
    return (cells[place - 1] if place else ""), cell


def _year_near(blocks: Sequence[Block], index: int) -> int:
    """Return the one year that the block, else its headings or neighbours name; 0 for several or none."""
    for nearby in (blocks[index : index + 1], blocks[max(0, index - 3) : index], blocks[index + 1 : index + 3]):
        years = {year for block in nearby for year in dates.years(block.text[:READ_CHARACTERS])}
        if years:
            return years.pop() if len(years) == 1 else 0
    return 0
