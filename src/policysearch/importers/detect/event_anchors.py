"""Blocks that tell when, and mostly where, an event was: what its section is found by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policysearch.importers.detect import headings, places
from policysearch.importers.detect.places import Place
from policysearch.importers.outline import Block
from policysearch.text import dates
from policysearch.text.dates import Span

TOLD = re.compile(
    r"\b(?:held|met\s+(?:here|in|on|from)|se\s+reunieron|reuniram-se|se\s+sont\s+réunis|took place|takes place"
    r"|convened|celebrated|hosted|se\s+(?:realiz|celebr|llev|efectu|desarroll"
    r"|reali)\w+|tuvo lugar|realiz(?:ad[oa]|ó|aron|ou|aram)|celebr(?:ó|aron|ou|aram)"
    r"|celebrad[oa]|llevad[oa] a cabo|realizou-se|aconteceu|ocorreu|foi realizad[oa]|s['’]est (?:tenue?"
    r"|déroulée?)|a eu lieu|organi[sz]\w+)\b",
    re.I,
)
_DATELINE = re.compile(r"\s*[.,]?\s*(?:[-–—]+|\(\w+\)\s*[-–—]+)\s*\S+(?:\s+\S+){7}")
_CLOCK = re.compile(
    r"\([^)]*\b(?:hora|hor[aá]rio|time|heure|GMT|UTC|E[SD]T)\b[^)]*\)|\bhora\s+(?:de|del|en)\s+(?:la\s+)?[A-Z]\w+(?:,?\s+D\.?C\.?)?"
)
_OPENING = re.compile(r"([^.:;–—-]{4,60}?)\s*(?:\([^)]*\)\s*)?(?:\.\s*[-–—]*|[-–—]+)\s")
_SUBJECT = re.compile(
    r"^(?:the|el|la|o|a|le|l['’])\s*(?P<title>[^.,;]{12,250}?)\s+(?:took\s+place|was\s+(?:held|convened)"
    r"|se\s+(?:realiz|celebr|llev|efectu|desarroll)\w+|tuvo\s+lugar|fue\s+celebrad[oa]|foi\s+realizad[oa]"
    r"|realizou-se|aconteceu|s['’]est\s+\w+|a\s+eu\s+lieu)\b",
    re.I,
)
_OBJECT = re.compile(
    r"\b(?:held|organi[sz]ed|convened|hosted|organiz(?:ó|aron|ou|aram)|realiz(?:ó|aron|ou|aram)|celebr(?:ó|aron))\s+"
    r"(?:the|el|la|o|a)\s+(?P<title>(?=(?:[^.,;\s]+\s){0,4}(?:Workshop|Seminar|Dialogue|Forum|Conference|Taller|Seminario|Diálogo"
    r"|Foro|Encuentro|Oficina|Seminário|Encontro)\b)[^.,;]{12,200}?)(?:,|\s+(?:(?:in|at|en|em)\s+(?=[A-Z])|(?:on|from|del?|los|el|nos)\s+(?=\d|d[ií]as)))"
)
TRAILING = re.compile(
    r"[\s,;:(\[|–—-]*\b(?:on|el|los d[ií]as|el d[ií]a|del?|nos dias|du|le|les|from|in|en|em)?[\s,;:(\[|–—-]*$", re.I
)
_CITY = re.compile(r"[^\W\d_][\w.’'-]*(?:\s(?:de|del|da|do|la|of)\b|\s[^\W\d_][\w.’'-]*){0,3}")
_QUOTED = re.compile(
    r"(?:workshop|seminar|dialogue|forum|conference|course|taller|seminario|di[aá]logo|foro|encuentro|conferencia|curso"
    r"|oficina|encontro|semin[aá]rio|f[oó]rum|atelier|s[eé]minaire|colloque)\b(?:\s\w+){0,3}[\s,:]*"
    r"[“«\"]\s*([^“”«»\"]{12,250}?)\s*[”»\"]",
    re.I,
)
LONGEST_TITLE = 300
READ_BLOCKS, READ_CHARACTERS = 5_000, 1_000  # what is looked through for days and places
_COMPACT_WORDS = 10


@dataclass(frozen=True, slots=True)
class Anchor:
    """A block that tells days. ``compact``: little else; ``told``: as an event's; ``inline``: a title in it."""

    index: int
    span: Span
    place: Place
    compact: bool
    told: bool
    inline: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is no more than one day, which may be that of a letter."""
        return not (self.told or self.place.country or self.inline or self.span.end > self.span.start)


def find(blocks: Sequence[Block], day_first: bool) -> list[Anchor]:
    """The anchors among the blocks that are no list items; where there are none, among the items that say all."""
    read = blocks[:READ_BLOCKS]
    named = {year for block in read for year in dates.years(block.text[:READ_CHARACTERS])}
    only_year = named.pop() if len(named) == 1 else 0
    for wanted in ("heading paragraph row", "item"):
        numbers = [number for number, block in enumerate(read) if block.kind in wanted]
        found = [a for number in numbers for a in _anchor(blocks, number, day_first, only_year)]
        if wanted == "item":
            found = [anchor for anchor in found if anchor.inline and anchor.place.country]
        if found:
            return found
    return []


def place_nearby(blocks: Sequence[Block], index: int) -> Place:
    """The place in a line beside that of the days, or under a label close to it."""
    parts: dict[str, str] = {}
    for near in (index + 1, index - 1, index + 2, index - 2, index + 3, index - 3):
        if 0 <= near < len(blocks) and blocks[near].kind != "item" and len(blocks[near].text) < 200:
            label, value = headings.label_of(blocks[near].text)
            labelled = headings.kind_of_label(label) in ("where", "both")
            if labelled:
                parts.setdefault(headings.part_of_place(label), value)
            place = places.read(value if labelled else blocks[near].text)
            if place.city and (place.country or place.doubt) and (labelled or len(blocks[near].text.split()) < 9):
                return place
            if place.country and not labelled and len(blocks[near].text.split()) < 9:
                return place
    return places.read(", ".join(filter(None, map(parts.get, ("city", "place", "country")))))


def quoted_title(text: str) -> str:
    """A name in quotation marks after "workshop" or the like, else empty."""
    match = _QUOTED.search(text[:READ_CHARACTERS])
    return match[1] if match and len(match[1].split()) >= 3 else ""


def subject_title(text: str) -> str:
    """What "The Regional Dialogue on … was held in …" is about, else empty."""
    match = _SUBJECT.match(text[:READ_CHARACTERS]) or _OBJECT.search(text[:READ_CHARACTERS])
    return match["title"] if match and match["title"][0].isupper() else ""


def is_dateline(text: str, span: Span) -> bool:
    """Whether ``span`` is the day of a news item: "LIMA, 3 May 2010 - Representatives of …"."""
    return span.start == span.end and _DATELINE.match(text[span.last : READ_CHARACTERS]) is not None


def inline_title(before: str) -> str:
    """A title that stands before the place and days in one line, else empty."""
    for cut in reversed([m.start() for m in re.finditer(r"\s[-–—]\s|[,:(|.]\s?|\s(?:in|en|em|à)\s", before)]):
        place = places.read(before[cut:].strip(" ,:(|.–—-"))
        if place.city and len(before[cut:].split()) <= 9:
            title = TRAILING.sub("", before[:cut])
            return title if len(title.split()) >= 3 and not TOLD.search(title) else ""
    is_name = len(before.split()) >= 4 and not TOLD.search(before) and not places.read(before).country
    return before if is_name and len(before) <= LONGEST_TITLE else ""


def _anchor(blocks: Sequence[Block], index: int, day_first: bool, only_year: int) -> Iterator[Anchor]:
    text = blocks[index].text[:READ_CHARACTERS]
    spans = dates.find(text, _year_near(blocks, index) or only_year, day_first) if any(map(str.isdigit, text)) else ()
    if not spans:
        return
    span = max(spans[:3], key=lambda s: _claim(text, s))
    in_row = _of_row(blocks[index], index, span) if blocks[index].kind == "row" else None
    if in_row:
        yield in_row
        return
    before, after = TRAILING.sub("", text[: span.first]), _CLOCK.sub("", text[span.last :]).strip(" ,;:.()|–—-")
    label = headings.kind_of_label(headings.label_of(text)[0])
    inline = "" if label else inline_title(before)
    left = before.removeprefix(inline) if inline else before
    few = len(left.split()) + len(after.split()) <= _COMPACT_WORDS and len(text) < 400
    place = _place(headings.label_of(before)[1] if label else left.strip(" .,:;–—-"), after, alone=few and not inline)
    yield Anchor(index, span, place, label in ("when", "both") or few, bool(label) or bool(TOLD.search(text)), inline)


def _claim(text: str, span: Span) -> tuple[bool, bool, bool, int]:
    """How likely ``span`` is the event's, of those in one text."""
    return span.certain, not is_dateline(text, span), TOLD.search(text[: span.first]) is not None, -span.first


def _place(before: str, after: str, alone: bool) -> Place:
    """The place told before or after the days; a city's name ``alone`` there is one whose country is not told."""
    opening = _OPENING.match(before)
    read = [places.read(opening[1])] if opening else []
    read += [p for text in (before, after) for p in (places.read(text), places.in_prose(text))]
    found = next((p for p in read if p.city), next((p for p in read if p.country or p.doubt), Place()))
    if not (found.country or found.doubt) and alone and before[:1].isupper() and _CITY.fullmatch(before):
        return Place(before, doubt=f"the country of {before} is not told") if len(before.split()) < 4 else found
    return found


def _of_row(block: Block, index: int, span: Span) -> Anchor | None:
    """A table row that has days, a place and a title in cells of their own."""
    cells = [cell.strip() for cell in block.text.split(" | ")]
    dated = [
        cell for cell in cells if span.first <= block.text.find(cell) + len(cell) and dates.find(cell, span.start.year)
    ]
    others = [cell for cell in cells if cell not in dated]
    placed = [cell for cell in others if places.read(cell).country and len(cell.split()) < 9]
    titles = [cell for cell in others if cell not in placed and len(cell.split()) >= 3]
    if not (dated and placed and titles) or headings.kind_of_label(cells[0]):
        return None
    return Anchor(index, span, places.read(placed[0]), True, True, max(titles, key=len))


def _year_near(blocks: Sequence[Block], index: int) -> int:
    """The one year that the block itself, else its headings or neighbours name; 0 when there are several or none."""
    for nearby in (blocks[index : index + 1], blocks[max(0, index - 3) : index], blocks[index + 1 : index + 3]):
        named = {year for block in nearby for year in dates.years(block.text[:READ_CHARACTERS])}
        if named:
            return named.pop() if len(named) == 1 else 0
    return 0
