"""Where an event was and whether people met there: beside its days, near them, or in a sentence about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import event_anchors, headings, places, titles_in_text
from policysearch.importers.detect.event_anchors import Anchor, Section
from policysearch.importers.detect.place import Place
from policysearch.importers.detect.titles_in_text import MAX_PLACE_WORDS, READ_CHARACTERS
from policysearch.importers.outline import Block
from policysearch.model.message import message

_DATELINE = re.compile(r"(?P<city>[^\W\d_a-zà-ÿ][\w.’' -]{2,40}?),?\s[^.;]{0,40}?\s*[-–—]\s")
_PLACE_BLOCKS, _MODE_BLOCKS, _LINE_BLOCKS, _HEADLINE_BLOCKS = (
    80,
    20,
    8,
    4,
)  # the first blocks of an event that are searched


def find(blocks: Sequence[Block], anchor: Anchor, section: Sequence[Block], cues: Cues) -> Place:
    """Return the event's place: beside its days, near them, or in a sentence that says that it was held."""
    if anchor.place.country:
        return anchor.place
    nearby = event_anchors.place_nearby(blocks, anchor.index, cues)
    if nearby.country or nearby.doubt:
        return nearby
    prose = [block for block in section[:_PLACE_BLOCKS] if block.kind != "item"]
    if anchor.place.doubt:
        return _with_country(anchor.place, prose, cues)
    if city := _city_of_news(blocks[anchor.index].text, section[:_HEADLINE_BLOCKS], cues):
        return Place(city, doubt=message("the country of {lead} is not told", lead=city))
    return _place_in_prose(prose, cues) or _place_in_line(section[:_LINE_BLOCKS], cues) or anchor.place


def of_undated(blocks: Sequence[Block], cues: Cues) -> Place:
    """Return the place of an event whose days no block tells."""
    return (
        _labelled_place(blocks[:_PLACE_BLOCKS], cues)
        or _place_in_prose(blocks[:_PLACE_BLOCKS], cues)
        or _place_in_line(blocks[:_LINE_BLOCKS], cues)
        or Place()
    )


def mode_texts(blocks: Sequence[Block], section: Section, cues: Cues) -> Iterator[str]:
    """Yield the texts that may say that an event was online: those that tell its place, its days and lines beside."""
    day = section.anchor.index
    near = [n for n in range(day - 1, day + 2) if n == day or _names_mode(blocks, n, cues)]
    first_blocks = (blocks[index] for index in section.indexes[:_MODE_BLOCKS])
    yield from (block.text[:READ_CHARACTERS] for block in first_blocks if _tells_place(block, cues))
    yield from (blocks[index].text[:READ_CHARACTERS] for index in near if index in section.indexes)


def _labelled_place(blocks: Sequence[Block], cues: Cues) -> Place | None:
    """Return the place in the first line labelled so that tells a country: "Lugar: Auditorio, Quito, Ecuador"."""
    lines = (headings.label_of(block.text) for block in blocks)
    values = (value for label, value in lines if headings.kind_of_label(label, cues) in ("where", "both"))
    return next((place for value in values if (place := places.read(value, cues)).country), None)


def _with_country(place: Place, prose: Sequence[Block], cues: Cues) -> Place:
    """Return ``place``, or the same city with its country where a sentence tells that: "Puno", "en Puno, Perú"."""
    texts = (block.text[:READ_CHARACTERS] for block in prose if place.city and place.city in block.text)
    candidates = (places.in_prose(text, cues) for text in texts)
    return next((candidate for candidate in candidates if candidate.city == place.city), place)


def _city_of_news(text: str, headlines: Sequence[Block], cues: Cues) -> str:
    """Return the city of a news item that says "here", or that is in its headline too.

    "Bridgetown, 2 October - ... at a seminar held here"; "Weavers meet in Lomé", "Lomé, 2 October - ...".
    """
    dateline = _DATELINE.match(text[:READ_CHARACTERS])
    if not dateline:
        return ""
    city = dateline["city"]
    in_city = cues.pattern(rf"\b{{in at}}\s+{re.escape(city)}\s*$")
    is_here = cues.pattern(r"\b{here}\b").search(text[:READ_CHARACTERS])
    if not is_here and not any(in_city.search(block.text) for block in headlines if block.text != text):
        return ""
    return city.title() if city.isupper() else city


def _place_in_prose(blocks: Sequence[Block], cues: Cues) -> Place | None:
    texts = (block.text[:READ_CHARACTERS] for block in blocks)
    candidates = (places.in_prose(text, cues) for text in texts if titles_in_text.announces_event(text, cues))
    return next((place for place in candidates if place.country), None)


def _place_in_line(blocks: Sequence[Block], cues: Cues) -> Place | None:
    """Return the place of the first short line that tells a city and its country: "Quito, Ecuador, 14-16 October"."""
    texts = (block.text for block in blocks if block.kind != "item" and len(block.text.split()) < MAX_PLACE_WORDS)
    candidates = (places.read(text, cues) for text in texts if not titles_in_text.announces_event(text, cues))
    return next((place for place in candidates if place.city and place.country), None)


def _tells_place(block: Block, cues: Cues) -> bool:
    is_labelled = headings.kind_of_line(block.text, cues) in ("where", "both")
    return block.kind != "item" and (is_labelled or titles_in_text.announces_event(block.text, cues))


def _names_mode(blocks: Sequence[Block], index: int, cues: Cues) -> bool:
    return 0 <= index < len(blocks) and places.names_mode(blocks[index].text, cues)
