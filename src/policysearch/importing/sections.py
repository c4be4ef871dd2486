"""An outline -> the events it tells of: each with its title, days, place and blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from policysearch.importing import dates, parties, places, words
from policysearch.importing.dates import Span
from policysearch.importing.outline import Block, Outline
from policysearch.importing.places import Place

TOLD = re.compile(
    r"\b(?:held|took place|takes place|convened|celebrated|hosted|se\s+(?:realiz|celebr|llev|efectu|desarroll"
    r"|reali)\w+|tuvo lugar|realizad[oa]"
    r"|celebrad[oa]|llevad[oa] a cabo|realizou-se|aconteceu|ocorreu|foi realizad[oa]|s['’]est (?:tenue?"
    r"|déroulée?)|a eu lieu|organi[sz]\w+)\b",
    re.I,
)
_DAY_OF_AGENDA = re.compile(
    r"^\s*(?:day|d[ií]a|jour|dia|session|sesi[oó]n)\s*\d|^\s*\w+day\b|^\s*(?:lunes|martes|mi[eé]rcoles|jueves"
    r"|viernes)\b",
    re.I,
)
_TRAILING = re.compile(
    r"[\s,;:(\[|–—-]*\b(?:on|el|los d[ií]as|el d[ií]a|del?|nos dias|du|le|les|from|in|en|em)?[\s,;:(\[|–—-]*$", re.I
)
_LONGEST_TITLE = 300
_COMPACT_WORDS = 10
_READ_BLOCKS, _READ_CHARACTERS = 5_000, 1_000  # what is looked through for days and places


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``blocks`` are all of its own but those that only say its title, days and place.

    ``span`` is None where no day is told. ``preface`` is what the page says before its first event.
    """

    title: str
    span: Span | None
    place: Place
    blocks: tuple[Block, ...]
    preface: tuple[Block, ...] = ()
    series: str = ""
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A block that tells days. ``compact``: little else; ``inline`` is a title in the same block."""

    index: int
    span: Span
    place: Place
    compact: bool
    told: bool
    inline: str = ""


def split(outline: Outline, day_first: bool) -> tuple[Event, ...]:
    """The events of a document, at least one (its title then the document's, its days unknown)."""
    blocks = _with_labels_joined(outline.blocks)
    told_years = {year for block in blocks[:_READ_BLOCKS] for year in dates.years(block.text[:_READ_CHARACTERS])}
    only_year = told_years.pop() if len(told_years) == 1 else 0
    anchors = [
        a for index in range(min(len(blocks), _READ_BLOCKS)) for a in _anchor(blocks, index, day_first, only_year)
    ]
    chosen = _events(blocks, anchors)
    if not chosen:
        return (_undated(outline, blocks),)
    starts = [min(title, anchor.index) for anchor, title in chosen]
    ends = [*starts[1:], len(blocks)]
    return tuple(
        _event(outline, blocks, pair, range(start, end), starts[0])
        for pair, start, end in zip(chosen, starts, ends, strict=True)
    )


def _with_labels_joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, a label on a line of its own ("Fecha") put before its value."""
    joined: list[Block] = []
    for block in blocks:
        label = joined[-1].text if joined else ""
        if label and block.kind != "item" and len(label) < 40 and words.kind_of_label(label) and len(block.text) < 200:
            joined[-1] = replace(block, text=f"{label.rstrip(' :')}: {block.text}", kind="paragraph")
        else:
            joined.append(block)
    return tuple(joined)


def _anchor(blocks: Sequence[Block], index: int, day_first: bool, only_year: int) -> list[_Anchor]:
    block = replace(blocks[index], text=blocks[index].text[:_READ_CHARACTERS])
    if block.kind == "item" or not any(c.isdigit() for c in block.text):
        return []
    spans = dates.find(block.text, _year_near(blocks, index) or only_year, day_first)
    if not spans:
        return []
    span = max(spans[:3], key=lambda s: (s.certain, TOLD.search(block.text[: s.first]) is not None, -s.first))
    around = _TRAILING.sub("", block.text[: span.first]), block.text[span.last :].strip(" ,;:.()|–—-")
    label = words.kind_of_label(words.label_of(block.text)[0])
    place = _place_of(around, label)
    inline = "" if label else _inline_title(around[0])
    left = around[0].removeprefix(inline) if inline else around[0]
    compact = label in ("when", "both") or (
        len(left.split()) + len(around[1].split()) <= _COMPACT_WORDS and len(block.text) < 400
    )
    told = bool(label) or bool(TOLD.search(block.text))
    return [_Anchor(index, span, place, compact, told, inline)]


def _place_of(around: tuple[str, str], label: str) -> Place:
    value = words.label_of(around[0])[1] if label else around[0]
    read = [p for text in (value, around[1]) for p in (places.read(text), places.in_prose(text))]
    return next((p for p in read if p.city), next((p for p in read if p.country or p.doubt), Place()))


def _inline_title(before: str) -> str:
    """A title that stands before the place and days in one line, else empty."""
    for cut in reversed([m.start() for m in re.finditer(r"\s[-–—]\s|[,:(|.]\s?|\s(?:in|en|em|à)\s", before)]):
        place = places.read(before[cut:].strip(" ,:(|.–—-"))
        if place.city and len(before[cut:].split()) <= 9:
            title = _TRAILING.sub("", before[:cut])
            return title if len(title.split()) >= 3 and not TOLD.search(title) else ""
    is_name = len(before.split()) >= 4 and not TOLD.search(before) and not places.read(before).country
    return before if is_name and len(before) <= _LONGEST_TITLE else ""


def _year_near(blocks: Sequence[Block], index: int) -> int:
    """The one year that the block itself, else its headings or neighbours name; 0 when there are several or none."""
    for nearby in (blocks[index : index + 1], blocks[max(0, index - 3) : index], blocks[index + 1 : index + 3]):
        named = {year for block in nearby for year in dates.years(block.text[:_READ_CHARACTERS])}
        if named:
            return named.pop() if len(named) == 1 else 0
    return 0


def _events(blocks: Sequence[Block], anchors: Sequence[_Anchor]) -> list[tuple[_Anchor, int]]:
    """The anchors that begin an event, with the index of its title (the anchor's own where it is inline)."""
    after = _titles_follow(blocks, anchors)
    chosen: list[tuple[_Anchor, int]] = []
    for anchor in anchors:
        if not chosen and not (anchor.compact or anchor.told or anchor is anchors[-1]):
            continue
        lower = chosen[-1][0].index + 1 if chosen else 0
        title = anchor.index if anchor.inline else _title_index(blocks, lower, anchor, after, anchors)
        if not chosen:
            chosen.append((anchor, title if title is not None else anchor.index))
        elif _is_further_day(blocks, chosen[-1][0], anchor):
            chosen[-1] = (_longer(chosen[-1][0], anchor), chosen[-1][1])
        elif title is not None and _is_new(blocks, chosen[-1], anchor, title):
            chosen.append((anchor, title))
    return chosen


def _titles_follow(blocks: Sequence[Block], anchors: Sequence[_Anchor]) -> bool:
    """Whether on this page an event's days and place come before its title."""
    later = [a for a in anchors if a.compact and not a.inline and a.place.country][1:]
    return bool(later) and all(
        a.index + 1 < len(blocks) and not _may_be_title(blocks[a.index - 1]) and _may_be_title(blocks[a.index + 1])
        for a in later
    )


def _may_be_title(block: Block) -> bool:
    text = block.text
    if block.kind not in ("heading", "paragraph") or not 8 <= len(text) <= _LONGEST_TITLE or words.is_generic(text):
        return False
    if block.kind == "paragraph" and (text.endswith((".", ";", ":")) or len(text.split()) > 45):
        return False
    labelled = words.kind_of_label(words.label_of(text)[0]) or words.is_highlights(words.label_of(text)[0])
    return not (labelled or words.is_navigation(text) or parties.is_about(text) or _is_only_place(text))


def _is_only_place(text: str) -> bool:
    return len(text.split()) < 9 and bool(places.read(text).country) and not _inline_title(text)


def _title_index(
    blocks: Sequence[Block], lower: int, anchor: _Anchor, after: bool, anchors: Sequence[_Anchor]
) -> int | None:
    if after:
        return anchor.index + 1 if anchor.index + 1 < len(blocks) and _may_be_title(blocks[anchor.index + 1]) else None
    own = words.kind_of_label(words.label_of(blocks[anchor.index].text)[0])
    labelled = [
        i for i in range(lower, anchor.index) if words.kind_of_label(words.label_of(blocks[i].text)[0]) == "title"
    ]
    if own and labelled:
        return labelled[-1]
    candidates = [i for i in range(lower, anchor.index) if _may_be_title(blocks[i])]
    headings = [i for i in candidates if blocks[i].kind == "heading"]
    if headings and not anchor.compact and not lower:
        top = min(blocks[i].level for i in headings)
        return (
            headings[-1]
            if _has_siblings(blocks, headings[-1], anchors)
            else next(i for i in headings if blocks[i].level == top)
        )
    found = headings or candidates
    return found[-1] if found else None


def _has_siblings(blocks: Sequence[Block], heading: int, anchors: Sequence[_Anchor]) -> bool:
    """Whether days are told under another heading of the same level too."""
    level = blocks[heading].level
    peers = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == level]
    above = {max((i for i in peers if i < a.index), default=heading) for a in anchors if a.told}
    return len(above) > 1


def _is_new(blocks: Sequence[Block], current: tuple[_Anchor, int], anchor: _Anchor, title: int) -> bool:
    """Whether ``anchor`` tells of another event than the current one, under a title set like that one's."""
    earlier, later = current[0].span, anchor.span
    if later.start <= earlier.end and earlier.start <= later.end:
        return False
    if not (anchor.compact or anchor.told) or not (
        anchor.place.country or anchor.told or _place_nearby(blocks, anchor.index).country
    ):
        return False
    if bool(anchor.inline) and blocks[anchor.index].kind == "paragraph" and not anchor.place.country:
        return False
    first, second = blocks[current[1]], blocks[title]
    return first.kind == second.kind and (first.kind != "heading" or first.level == second.level)


def _is_further_day(blocks: Sequence[Block], current: _Anchor, anchor: _Anchor) -> bool:
    """Whether ``anchor`` is the next day in an agenda of the current event."""
    gap = anchor.span.start - current.span.end
    return timedelta(0) < gap <= timedelta(1) and bool(_DAY_OF_AGENDA.match(blocks[anchor.index].text))


def _longer(current: _Anchor, anchor: _Anchor) -> _Anchor:
    return replace(current, span=replace(current.span, end=anchor.span.end))


def _place_nearby(blocks: Sequence[Block], index: int) -> Place:
    """The place in a line beside that of the days, or under a label close to it."""
    for near in (index + 1, index - 1, index + 2, index - 2, index + 3, index - 3):
        if 0 <= near < len(blocks) and blocks[near].kind != "item" and len(blocks[near].text) < 200:
            label, value = words.label_of(blocks[near].text)
            labelled = words.kind_of_label(label) in ("where", "both")
            place = places.read(value if labelled else blocks[near].text)
            if (place.country or place.doubt) and (labelled or len(blocks[near].text.split()) < 9):
                return place
    return Place()


def _event(outline: Outline, blocks: Sequence[Block], chosen: tuple[_Anchor, int], own: range, first: int) -> Event:
    anchor, title = chosen
    place = anchor.place if anchor.place.country else _place_nearby(blocks, anchor.index)
    if not (place.country or place.doubt):
        texts = [blocks[i].text[:_READ_CHARACTERS] for i in own[:80] if blocks[i].kind != "item"]
        place = next((p for p in map(places.in_prose, filter(TOLD.search, texts)) if p.country), anchor.place)
    spent = (
        {title}
        | ({anchor.index} if anchor.compact and not parties.are_in(blocks[anchor.index].text) else set())
        | {i for i in own if _is_spent(blocks[i], place)}
    )
    words_of_title = anchor.inline or (blocks[title].text if title != anchor.index else outline.title)
    label, value = words.label_of(words_of_title)
    words_of_title = value if words.kind_of_label(label) == "title" else words_of_title
    series = next((words.label_of(blocks[i].text)[1] for i in own if _label(blocks[i]) == "series"), "")
    kept = tuple(blocks[i] for i in own if i not in spent)
    telling = [words_of_title, *(b.text[:_READ_CHARACTERS] for b in (blocks[i] for i in own[:20]) if _tells_place(b))]
    virtual = any(map(places.is_virtual, telling))
    return Event(words_of_title.strip(" :–—"), anchor.span, place, kept, tuple(blocks[:first]), series, virtual)


def _label(block: Block) -> str:
    return words.kind_of_label(words.label_of(block.text)[0])


def _tells_place(block: Block) -> bool:
    return block.kind != "item" and (
        _label(block) in ("where", "both") or bool(TOLD.search(block.text[:_READ_CHARACTERS]))
    )


def _is_spent(block: Block, place: Place) -> bool:
    """Whether a block says no more than the fields already do."""
    if block.kind == "item":
        return False
    return bool(_label(block)) or (
        len(block.text.split()) < 9 and bool(place.country) and places.read(block.text) == place
    )


def _undated(outline: Outline, blocks: tuple[Block, ...]) -> Event:
    titled = [i for i, block in enumerate(blocks) if block.kind == "heading" and _may_be_title(block)]
    index = titled[0] if titled else next((i for i, block in enumerate(blocks) if _may_be_title(block)), None)
    title = outline.title if index is None else blocks[index].text
    kept = tuple(block for i, block in enumerate(blocks) if i != index)
    texts = [block.text[:_READ_CHARACTERS] for block in blocks[:80]]
    place = next((p for p in map(places.in_prose, filter(TOLD.search, texts)) if p.country), Place())
    return Event(title, None, place, kept)
