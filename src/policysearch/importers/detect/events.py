"""An outline -> the events it tells of: each with its title, days, place and blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import (
    event_anchors,
    event_parties,
    event_places,
    event_titles,
    headings,
    parties,
    places,
    titles,
    titles_in_text,
)
from policysearch.importers.detect.event_anchors import Anchor, Section
from policysearch.importers.detect.party_phrases import Role
from policysearch.importers.detect.place import Place
from policysearch.importers.outline import Block, Outline
from policysearch.model.message import message
from policysearch.text.dates import Span

_FIELDS = {"when": "start", "where": "city", "both": "start", "title": "title", "series": "series"}
_MAX_ROWS = 200  # above an event's row, in which its table's heading is looked for
_MAX_ANCHOR_GAP = 12  # blocks between the day of a letter and that of its event
_LONGEST_AFTER = timedelta(days=45)  # from an event to news about it


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``blocks`` are all of its own but those that only say its title, days and place.

    ``span`` is None where no day is told. ``preface`` is what the page says before its first event; ``dated_text`` the
    block that tells the days. ``readings`` are (field, block): what the title, days, place and series were read from.
    """

    title: str
    span: Span | None
    place: Place
    blocks: tuple[Block, ...]
    preface: tuple[Block, ...] = ()
    dated_text: str = ""
    title_doubt: str = ""
    series: str = ""
    mode: str = ""
    links: tuple[tuple[str, str], ...] = ()
    readings: tuple[tuple[str, Block], ...] = ()


def split(outline: Outline, day_first: bool, cues: Cues) -> tuple[Event, ...]:
    """Return the events of a document, at least one (its title then the document's, its days unknown)."""
    blocks = _join_labels(outline.blocks, cues)
    anchors = event_anchors.find(blocks, day_first, cues)
    if ordinal_events := _ordinal_events(outline, blocks, anchors, cues):
        return ordinal_events
    starts = _event_starts(blocks, anchors, cues)
    if not starts:
        return (_undated_event(outline, blocks, cues),)
    firsts = [min(title, anchor.index) for anchor, title in starts]
    ranges = [range(first, end) for first, end in zip(firsts, [*firsts[1:], len(blocks)], strict=True)]
    sections = [Section(*start, indexes) for start, indexes in zip(starts, ranges, strict=True)]
    return tuple(_event(outline, blocks, section, blocks[: firsts[0]], cues) for section in sections)


def _ordinal_events(
    outline: Outline, blocks: Sequence[Block], anchors: Sequence[Anchor], cues: Cues
) -> tuple[Event, ...]:
    """Return the events told one after the other ("The first will be held in ..."); none where there is one."""
    ordinal = cues.pattern(r"\W*{ordinal}\b")
    ordered = [a for a in anchors if a.place.country and ordinal.match(blocks[a.index].text)]
    days = {(anchor.span.start, anchor.span.end) for anchor in ordered}
    if len(ordered) < 2 or len(days) < len(ordered):
        return ()
    title = next((b for b in blocks[: ordered[0].index] if titles.may_be_title(b, cues)), None)
    words, readings = (title.text, (("title", title),)) if title else (outline.title, ())
    doubt = message("{ordered} workshops have this title", ordered=len(ordered))
    return tuple(
        Event(words, a.span, a.place, (block,), (), block.text, doubt, readings=(*readings, ("start", block)))
        for a in ordered
        for block in [blocks[a.index]]
    )


def _join_labels(blocks: Sequence[Block], cues: Cues) -> tuple[Block, ...]:
    """Return the blocks, a label on a line of its own ("Fecha") put before its value."""
    joined: list[Block] = []
    for block in blocks:
        label = joined[-1].text if joined else ""
        is_sentence = block.text.endswith(".") and titles_in_text.announces_event(block.text, cues)
        may_be_value = block.kind != "item" and len(block.text) < 200 and not is_sentence
        if may_be_value and 0 < len(label) < 40 and headings.kind_of_label(label, cues):
            joined[-1] = replace(block, text=f"{label.rstrip(' :')}: {block.text}", kind="paragraph")
        elif may_be_value and block.text[:1].islower() and _is_open_title(label, cues):
            joined[-1] = replace(joined[-1], text=f"{label} {block.text}")
        else:
            joined.append(block)
    return tuple(joined)


def _is_open_title(line: str, cues: Cues) -> bool:
    """Return whether "Event: ..." may go on in the next line."""
    is_title = headings.kind_of_line(line, cues) == "title"
    return is_title and len(line) < titles_in_text.MAX_TITLE and not line.endswith((".", ";", ":"))


def _event_starts(blocks: Sequence[Block], anchors: Sequence[Anchor], cues: Cues) -> list[tuple[Anchor, int]]:
    """Return the anchors that begin an event, with the index of its title (the anchor's own where it has the title)."""
    finder = titles.TitleFinder(blocks, anchors, cues)
    starts: list[tuple[Anchor, int]] = []
    place_of_news = Place()
    for number, anchor in enumerate(anchors):
        if not starts and _is_outdone(anchor, anchors[number + 1 :]):
            place_of_news = anchor.place if anchor.is_of_news else place_of_news
            continue
        title = finder.index_of(anchor, starts[-1][0].index + 1 if starts else 0)
        if not starts:
            place = anchor.place if anchor.place.country else place_of_news
            first = replace(anchor, place=place) if place.country else anchor
            starts.append((first, title if title is not None else anchor.index))
        elif _is_further_day(blocks, starts[-1][0], anchor, cues) or _is_longer(starts[-1][0].span, anchor):
            earlier, title = starts[-1]
            starts[-1] = (replace(earlier, span=replace(earlier.span, end=anchor.span.end)), title)
        elif title is not None and _is_new(blocks, starts[-1], anchor, title, cues):
            starts.append((anchor, title))
    return starts


def _is_outdone(anchor: Anchor, later: Sequence[Anchor]) -> bool:
    """Return whether ``anchor`` may be a letter's or a news item's day, and a later one is surely an event's."""
    if not (anchor.compact or anchor.announced):
        is_frame = anchor.span.start < anchor.span.end and all(_is_within(a.span, anchor.span) for a in later)
        return bool(later) and not is_frame  # "from 4 to 8 November" before the days of an agenda
    near = [a for a in later if a.index - anchor.index <= _MAX_ANCHOR_GAP and a.announced]
    if anchor.is_of_news:
        return any(_is_event_of_news(a, anchor) for a in near)
    return anchor.is_bare_day and any(not a.is_bare_day for a in near)


def _is_event_of_news(anchor: Anchor, news: Anchor) -> bool:
    """Return whether ``anchor`` tells of the event that ``news`` is about, and not of one that is to come."""
    is_near = timedelta(0) <= news.span.start - anchor.span.start <= _LONGEST_AFTER
    return is_near and (anchor.span.start < anchor.span.end or bool(anchor.place.country))


def _is_within(span: Span, days: Span) -> bool:
    return days.start <= span.start and span.end <= days.end


def _is_longer(span: Span, anchor: Anchor) -> bool:
    """Return whether ``anchor`` tells a later end for the event of ``span``: "Dates: 6-7 March" after "6 March"."""
    return anchor.compact and anchor.span.start == span.start == span.end < anchor.span.end


def _is_new(blocks: Sequence[Block], start: tuple[Anchor, int], anchor: Anchor, title: int, cues: Cues) -> bool:
    """Return whether ``anchor`` tells of another event than ``start``, under a title set like that one's."""
    earlier, later = start[0].span, anchor.span
    if later.start <= earlier.end and earlier.start <= later.end:
        return False
    if not anchor.announced and not (
        anchor.compact and (anchor.place.country or event_anchors.place_nearby(blocks, anchor.index, cues).country)
    ):
        return False
    if anchor.title and blocks[anchor.index].kind == "paragraph" and not anchor.place.country:
        return False
    first, second = blocks[start[1]], blocks[title]
    return first.kind == second.kind and (first.kind != "heading" or first.level == second.level)


def _is_further_day(blocks: Sequence[Block], start: Anchor, anchor: Anchor, cues: Cues) -> bool:
    """Return whether ``anchor`` is the next day in the agenda of the event that begins with ``start``."""
    gap = anchor.span.start - start.span.end
    is_next = timedelta(0) < gap <= timedelta(1)
    return is_next and cues.pattern(event_anchors.DAY_OF_AGENDA).match(blocks[anchor.index].text) is not None


def _event(outline: Outline, blocks: Sequence[Block], section: Section, preface: Sequence[Block], cues: Cues) -> Event:
    anchor, dated = section.anchor, blocks[section.anchor.index]
    in_section = [blocks[index] for index in section.indexes]
    place = event_places.find(blocks, anchor, in_section, cues)
    title, doubt = event_titles.title(outline, blocks, section, cues)
    spent = {index: field for index in section.indexes if (field := _spent_on(blocks[index], place, cues))}
    if section.title != anchor.index or anchor.title:
        spent[section.title] = "title"
    readings = [*spent.items(), *([] if spent.get(anchor.index) == "start" else [(anchor.index, "start")])]
    if anchor.compact and not parties.are_in(dated.text, cues):
        spent[anchor.index] = "start"
    mode_texts = (title, *event_places.mode_texts(blocks, section, cues))
    mode = next(filter(None, (places.mode(text, place, cues) for text in mode_texts)), "")
    if mode == "online" and not place.country:
        place = Place()
    series = (
        headings.label_of(block.text)[1] for block in in_section if headings.kind_of_line(block.text, cues) == "series"
    )
    return Event(
        event_titles.plain(title, cues),
        anchor.span,
        place,
        (*_party_columns(blocks, anchor.index, cues), *(blocks[i] for i in section.indexes if i not in spent)),
        tuple(preface),
        dated.text,
        doubt,
        next(series, ""),
        mode,
        _links(in_section, title),
        tuple((field, blocks[index]) for index, field in readings),
    )


def _party_columns(blocks: Sequence[Block], index: int, cues: Cues) -> Iterator[Block]:
    """Yield cells of an event's row that stand under a heading such as "Partners", as lines with that label."""
    if blocks[index].kind != "row":
        return
    cells = blocks[index].text.split(" | ")
    rows = (row.text.split(" | ") for row in reversed(blocks[max(0, index - _MAX_ROWS) : index]) if row.kind == "row")
    headed = (
        [(parties.headed(head, cues) or headings.is_highlights(head, cues), head) for head in row]
        for row in rows
        if len(row) == len(cells)
    )
    heads: list[tuple[Role | bool, str]] = next((row for row in headed if any(role for role, _ in row)), [])
    for (role, head), cell in zip(heads, cells, strict=False):
        if role and cell.strip():
            yield Block("paragraph", f"{head}: {cell}")


def _links(blocks: Sequence[Block], title: str) -> tuple[tuple[str, str], ...]:
    """Return outside links of an event: those in a line of their own ("Visit Event Site"), and the one on its title."""
    triples = [(block.text, words, address) for block in blocks for words, address in block.links]
    fitting = [triple for triple in triples if len(triple[0]) <= len(triple[1]) + 12 or triple[1] == title]
    return tuple({address: (words.strip(" »›>"), address) for _, words, address in fitting}.values())


def _spent_on(block: Block, place: Place, cues: Cues) -> str:
    """Return the field that a block says, and no more than that; empty for other blocks."""
    if block.kind == "item" or event_parties.is_table_head(block, cues):
        return ""
    kind = headings.kind_of_line(block.text, cues)
    is_place = bool(place.country) and places.read_line(block.text, cues) == place
    return _FIELDS.get(kind, "city" if is_place else "")


def _undated_event(outline: Outline, blocks: tuple[Block, ...], cues: Cues) -> Event:
    headed_first = sorted(range(len(blocks)), key=lambda index: blocks[index].kind != "heading")
    title = next((index for index in headed_first if titles.may_be_title(blocks[index], cues)), None)
    return Event(
        outline.title if title is None else blocks[title].text,
        None,
        event_places.of_undated(blocks, cues),
        tuple(block for index, block in enumerate(blocks) if index != title),
        readings=() if title is None else (("title", blocks[title]),),
    )
