"""An outline -> the events it tells of: each with its title, days, place and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from policysearch.importers.detect import event_anchors, headings, parties, places
from policysearch.importers.detect.event_anchors import LONGEST_TITLE, READ_CHARACTERS, TOLD, Anchor
from policysearch.importers.detect.places import Place
from policysearch.importers.outline import Block, Outline
from policysearch.text.dates import Span

_DAY_OF_AGENDA = re.compile(
    r"^\s*(?:day|d[ií]a|jour|dia|session|sesi[oó]n)\s*\d|^\s*\w+day\b|^\s*(?:lunes|martes|mi[eé]rcoles|jueves"
    r"|viernes)\b",
    re.I,
)
_ROWS = 200  # how far above an event's row its table's heading is looked for
_REPORT = re.compile(
    r"^(?:(?:draft\s+)?(?:final\s+|summary\s+)?report\s+(?:of|on)\s+the|(?:informe(?:\s+final)?|relator[ií]a|memorias?|acta|res[uú]men)\s+del?"
    r"|relat[oó]rio(?:\s+final)?\s+d[oa]|rapport(?:\s+final)?\s+(?:du|de\s+l['’]))\s*(?=(?:[^\s]+\s){0,3}?(?:workshop|seminar|dialogue"
    r"|forum|conference|taller|seminario|di[aá]logo|foro|encuentro|oficina|semin[aá]rio|encontro|atelier|s[eé]minaire|colloque)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``blocks`` are all of its own but those that only say its title, days and place.

    ``span`` is None where no day is told. ``preface`` is what the page says before its first event;
    ``told`` the block that tells the days.
    """

    title: str
    span: Span | None
    place: Place
    blocks: tuple[Block, ...]
    preface: tuple[Block, ...] = ()
    told: str = ""
    title_doubt: str = ""
    series: str = ""
    virtual: bool = False
    links: tuple[tuple[str, str], ...] = ()


def split(outline: Outline, day_first: bool) -> tuple[Event, ...]:
    """The events of a document, at least one (its title then the document's, its days unknown)."""
    blocks = _with_labels_joined(outline.blocks)
    chosen = _events(blocks, event_anchors.find(blocks, day_first))
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
        if (
            label
            and block.kind != "item"
            and len(label) < 40
            and headings.kind_of_label(label)
            and len(block.text) < 200
        ):
            joined[-1] = replace(block, text=f"{label.rstrip(' :')}: {block.text}", kind="paragraph")
        else:
            joined.append(block)
    return tuple(joined)


def _events(blocks: Sequence[Block], dated: Sequence[Anchor]) -> list[tuple[Anchor, int]]:
    """The anchors that begin an event, with the index of its title (the anchor's own where it is inline)."""
    after = _titles_follow(blocks, dated)
    chosen: list[tuple[Anchor, int]] = []
    for place, anchor in enumerate(dated):
        if not chosen and _is_outdone(anchor, dated[place + 1 :]):
            continue
        lower = chosen[-1][0].index + 1 if chosen else 0
        title = anchor.index if anchor.inline else _title_index(blocks, lower, anchor, after, dated)
        if not chosen:
            chosen.append((anchor, title if title is not None else anchor.index))
        elif _is_further_day(blocks, chosen[-1][0], anchor):
            chosen[-1] = (_longer(chosen[-1][0], anchor), chosen[-1][1])
        elif title is not None and _is_new(blocks, chosen[-1], anchor, title):
            chosen.append((anchor, title))
    return chosen


def _is_outdone(anchor: Anchor, later: Sequence[Anchor]) -> bool:
    """Whether ``anchor`` may be a letter's or a news item's day, and a later one is surely an event's."""
    if not (anchor.compact or anchor.told):
        return bool(later)
    near = [a for a in later if a.index - anchor.index <= 12]
    return anchor.plain and any(a.told and not a.plain for a in near)


def _titles_follow(blocks: Sequence[Block], dated: Sequence[Anchor]) -> bool:
    """Whether on this page an event's days and place come before its title."""
    later = [a for a in dated if a.compact and not a.inline and a.place.country][1:]
    return bool(later) and all(
        a.index + 1 < len(blocks) and not _may_be_title(blocks[a.index - 1]) and _may_be_title(blocks[a.index + 1])
        for a in later
    )


def _may_be_title(block: Block) -> bool:
    text = block.text
    if block.kind not in ("heading", "paragraph") or not 8 <= len(text) <= LONGEST_TITLE or headings.is_generic(text):
        return False
    if block.kind == "paragraph" and (text.endswith((".", ";", ":")) or len(text.split()) > 45):
        return False
    label = headings.label_of(text)[0]
    labelled = headings.kind_of_label(label) not in ("", "title") or headings.is_highlights(label)
    return not (labelled or headings.is_navigation(text) or parties.is_about(text) or _is_only_place(text))


def _is_only_place(text: str) -> bool:
    return len(text.split()) < 9 and bool(places.read(text).country) and not event_anchors.inline_title(text)


def _title_index(
    blocks: Sequence[Block], lower: int, anchor: Anchor, after: bool, dated: Sequence[Anchor]
) -> int | None:
    if after:
        return anchor.index + 1 if anchor.index + 1 < len(blocks) and _may_be_title(blocks[anchor.index + 1]) else None
    own = headings.kind_of_label(headings.label_of(blocks[anchor.index].text)[0])
    numbered = anchor.index - 1  # "1. Access to Finance", then "Date: ..."
    if (
        own
        and numbered >= lower
        and blocks[numbered].kind == "item"
        and _may_be_title(replace(blocks[numbered], kind="heading"))
    ):
        return numbered
    labelled = [
        i for i in range(lower, anchor.index) if headings.kind_of_label(headings.label_of(blocks[i].text)[0]) == "title"
    ]
    if own and labelled:
        return labelled[-1]
    candidates = [i for i in range(lower, anchor.index) if _may_be_title(blocks[i])]
    titles = [i for i in candidates if blocks[i].kind == "heading"]
    if titles and not anchor.compact and not lower:
        top = min(blocks[i].level for i in titles)
        first = next(i for i in titles if blocks[i].level == top)
        return titles[-1] if _has_siblings(blocks, titles[-1], dated) else first
    found = titles or candidates
    return found[-1] if found else None


def _has_siblings(blocks: Sequence[Block], heading: int, dated: Sequence[Anchor]) -> bool:
    """Whether days are told under another heading of the same level too."""
    level = blocks[heading].level
    peers = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == level]
    above = {max((i for i in peers if i < a.index), default=heading) for a in dated if a.told}
    return len(above) > 1


def _is_new(blocks: Sequence[Block], current: tuple[Anchor, int], anchor: Anchor, title: int) -> bool:
    """Whether ``anchor`` tells of another event than the current one, under a title set like that one's."""
    earlier, later = current[0].span, anchor.span
    if later.start <= earlier.end and earlier.start <= later.end:
        return False
    if not (anchor.compact or anchor.told) or not (
        anchor.place.country or anchor.told or event_anchors.place_nearby(blocks, anchor.index).country
    ):
        return False
    if bool(anchor.inline) and blocks[anchor.index].kind == "paragraph" and not anchor.place.country:
        return False
    first, second = blocks[current[1]], blocks[title]
    return first.kind == second.kind and (first.kind != "heading" or first.level == second.level)


def _is_further_day(blocks: Sequence[Block], current: Anchor, anchor: Anchor) -> bool:
    """Whether ``anchor`` is the next day in an agenda of the current event."""
    gap = anchor.span.start - current.span.end
    return timedelta(0) < gap <= timedelta(1) and bool(_DAY_OF_AGENDA.match(blocks[anchor.index].text))


def _longer(current: Anchor, anchor: Anchor) -> Anchor:
    return replace(current, span=replace(current.span, end=anchor.span.end))


def _event(outline: Outline, blocks: Sequence[Block], chosen: tuple[Anchor, int], own: range, first: int) -> Event:
    anchor, title = chosen
    place = anchor.place if anchor.place.country else event_anchors.place_nearby(blocks, anchor.index)
    place = place if place.country or place.doubt else anchor.place
    if not (place.country or place.doubt):
        texts = [blocks[i].text[:READ_CHARACTERS] for i in own[:80] if blocks[i].kind != "item"]
        place = next((p for p in map(places.in_prose, filter(TOLD.search, texts)) if p.country), anchor.place)
    spent = (
        ({title} if title != anchor.index or anchor.inline else set())
        | ({anchor.index} if anchor.compact and not parties.are_in(blocks[anchor.index].text) else set())
        | {i for i in own if _is_spent(blocks[i], place)}
    )
    quoted = event_anchors.quoted_title(blocks[anchor.index].text)
    heading = blocks[title].text if title != anchor.index else outline.title
    subject = event_anchors.subject_title(blocks[anchor.index].text) if title == anchor.index else ""
    words_of_title = anchor.inline or ("" if anchor.compact else quoted or subject) or heading
    label, value = headings.label_of(words_of_title)
    if headings.kind_of_label(label) == "title" and blocks[title].kind != "heading":  # "Workshop: ..." may head a page
        words_of_title = value
    series = next((headings.label_of(blocks[i].text)[1] for i in own if _label(blocks[i]) == "series"), "")
    kept = (*_columns(blocks, anchor.index), *(blocks[i] for i in own if i not in spent))
    telling = [words_of_title, *(b.text[:READ_CHARACTERS] for b in (blocks[i] for i in own[:20]) if _tells_place(b))]
    virtual = any(map(places.is_virtual, telling))
    links = _links([blocks[i] for i in own], words_of_title)
    told = blocks[anchor.index].text
    title_shown = words_of_title.strip(" :–—|")
    doubt = "taken from a sentence" if subject and words_of_title == subject else ""
    title_shown = _REPORT.sub("", title_shown)
    return Event(title_shown, anchor.span, place, kept, tuple(blocks[:first]), told, doubt, series, virtual, links)


def _columns(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """Cells of an event's row that stand under a heading such as "Partners", as lines with that label."""
    cells = blocks[index].text.split(" | ")
    above = (b.text.split(" | ") for b in reversed(blocks[max(0, index - _ROWS) : index]) if b.kind == "row")
    heads = next((head for head in above if len(head) == len(cells) and any(map(parties.headed, head))), None)
    if blocks[index].kind == "row" and heads:
        for head, cell in zip(heads, cells, strict=True):
            if parties.headed(head) and cell.strip():
                yield Block("paragraph", f"{head}: {cell}")


def _label(block: Block) -> str:
    return headings.kind_of_label(headings.label_of(block.text)[0])


def _links(blocks: Sequence[Block], title: str) -> tuple[tuple[str, str], ...]:
    """Outside links of an event: those in a line of their own ("Visit Event Site"), and the one on its title."""
    pairs = [(block, words, address) for block in blocks for words, address in block.links]
    own = [pair for pair in pairs if len(pair[0].text) <= len(pair[1]) + 12 or pair[1] == title]
    return tuple({address: (words.strip(" »›>"), address) for _, words, address in own}.values())


def _tells_place(block: Block) -> bool:
    return block.kind != "item" and (
        _label(block) in ("where", "both") or bool(TOLD.search(block.text[:READ_CHARACTERS]))
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
    texts = [block.text[:READ_CHARACTERS] for block in blocks[:80]]
    place = next((p for p in map(places.in_prose, filter(TOLD.search, texts)) if p.country), Place())
    return Event(title, None, place, kept)
