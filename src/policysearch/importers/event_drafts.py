"""An outline -> drafts of workshops. What the document does not tell stays empty; what is unsure is a review mark."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

from policysearch.importers import foreign_front_matter
from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import (
    coverage,
    event_anchors,
    event_parties,
    events,
    headings,
    lessons,
    numbered_lessons,
    page_breaks,
    participants,
    places,
    places_in_brazil,
    preface,
    themes,
)
from policysearch.importers.detect.events import Event
from policysearch.importers.outline import Block, LeftOut, Outline
from policysearch.model.message import message, plural_message
from policysearch.settings import LANGUAGES
from policysearch.text import dates
from policysearch.text.language_of import language_of
from policysearch.vocabulary import Vocabulary

LEADS_ELSEWHERE = message("a line that only leads elsewhere")
OF_NO_WORKSHOP = message("outside the workshops of the page")
TOO_LONG = message("the rest of a long document")
NOT_TAKEN = message("not recognised")
MAX_BODY_BLOCKS, MAX_BODY_CHARACTERS = 3_000, 400_000

_EVENT = r"{event gathering}|\b{article this}\s*{activity}\b"
_LANGUAGE_BLOCKS = 400  # that the language is judged by
_READ_BLOCKS = 200  # in which the words of a field are looked for


@dataclass(frozen=True, slots=True)
class Reading:
    """Words of the document from which ``fields`` were read, and the page, slide or section where they stand."""

    fields: tuple[str, ...]
    part: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed workshop.

    ``fields`` are the values found for its front matter, by name, as YAML has them: texts, days as 2009-12-03, tuples
    of texts, and for ``links`` mappings with title and url. ``front_matter`` is what the document already had; it
    outranks them. ``lessons`` are the highlights as list items. ``reviews`` are (field, what to look at); the field
    "highlights" or "body" is the text's. ``readings`` say where fields were read, in parts called ``unit``.
    ``left_out`` are words of its part of the document that are nowhere in it.
    """

    fields: Mapping[str, Any]
    lessons: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    reviews: tuple[tuple[str, str], ...] = ()
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    unit: str = "section"
    left_out: tuple[LeftOut, ...] = ()

    @property
    def highlights(self) -> tuple[str, ...]:
        """Return the lessons' words."""
        return tuple(block.text for block in self.lessons)

    def text(self, name: str) -> str:
        """Return the field ``name`` as a text, empty where nobody knows it."""
        return str(self.front_matter.get(name) or self.fields.get(name) or "")

    def texts(self) -> Iterator[str]:
        """Yield all words that the draft has, what its fields were read from included."""
        yield from (block.text for block in (*self.lessons, *self.body))
        yield from (reading.text for reading in self.readings)
        yield from _values({**self.fields, **self.front_matter})


@dataclass(frozen=True, slots=True)
class _Page:
    """What all drafts of one document share. ``names`` are those of the vocabulary's organizations."""

    language: str
    source: str
    unit: str
    front_matter: Mapping[str, Any]
    has_several: bool
    vocabulary: Vocabulary
    names: Collection[str]
    cues: Cues


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of a document, at least one, and the words of it that none of them has."""

    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...]


def draft(outline: Outline, vocabulary: Vocabulary, cues: Cues) -> tuple[Draft, ...]:
    """Return one draft per event the document tells of, at least one."""
    return drafts(outline, vocabulary, cues).drafts


def drafts(outline: Outline, vocabulary: Vocabulary, cues: Cues) -> Drafts:
    """Return one draft per event the document tells of, at least one, and all that is in none of them."""
    outline = numbered_lessons.adapted(foreign_front_matter.adapted(outline), cues)
    if outline.unit == "page":
        outline = replace(outline, blocks=page_breaks.rejoined(outline.blocks))
    text = " ".join(block.text for block in outline.blocks[:_LANGUAGE_BLOCKS])
    language = language_of(text) or (outline.language if outline.language in LANGUAGES else "")
    sections = events.split(outline, language in ("es", "pt", "fr"), cues)
    has_several = len(sections) > 1
    front_matter = {} if has_several else outline.fields
    names = {name for organization in vocabulary.organizations for name in organization.names}
    page = _Page(language, outline.address, outline.unit, front_matter, has_several, vocabulary, names, cues)
    proposed = tuple(_draft(event, page) for event in sections)
    left_out = [*outline.left_out, *(words for draft in proposed for words in draft.left_out)]
    named = (text for draft in proposed for text in draft.texts())
    missing = coverage.uncovered(outline.blocks, (*named, *(words.text for words in left_out)))
    return Drafts(proposed, (*left_out, *(LeftOut(b.text, b.part, _reason(b, has_several, cues)) for b in missing)))


def _reason(block: Block, has_several: bool, cues: Cues) -> str:
    """Return why a block is in no draft."""
    if headings.is_navigation(block.text, cues):
        return LEADS_ELSEWHERE
    return OF_NO_WORKSHOP if has_several else NOT_TAKEN


def _draft(event: Event, page: _Page) -> Draft:
    cues = page.cues
    blocks_of_event = event.blocks if page.has_several else (*event.preface, *event.blocks)
    in_event, participants_left_out = participants.without_participants(blocks_of_event, cues)
    secretariat = preface.secretariat(event.preface, cues)
    lines, blocks = event_parties.under_headings(in_event, page.names, cues)
    listed_lessons = lessons.find(blocks, cues)
    highlights = listed_lessons.texts
    roles = event_parties.find(lines, listed_lessons.rest, event.dated_text, page.names, cues)
    further = [("secretariat", line) for line in secretariat] + [("highlights", b) for b in listed_lessons.headings]
    read = (*event.readings, *roles.readings, *further)
    spent = {id(block) for _, block in read[len(event.readings) :]}
    prose = [b for b in listed_lessons.rest if id(b) not in spent and not headings.is_navigation(b.text, cues)]
    lengths = accumulate(len(block.text) for block in prose[:MAX_BODY_BLOCKS])
    body = tuple(block for block, length in zip(prose, lengths, strict=False) if length <= MAX_BODY_CHARACTERS)
    text = " ".join([event.title, *highlights, *(block.text for block in body)])
    language = language_of(text) or page.language
    event = replace(event, place=places_in_brazil.settled(event.place, language))
    days_doubt = _days_doubt(event, body, cues)
    span = None if days_doubt else event.span
    is_open = span is not None and event_anchors.only_begins(event.dated_text, span, cues)
    fields = {
        "title": event.title,
        "start": span.start.isoformat() if span else "",
        "end": span.end.isoformat() if span and not is_open else "",
        "city": event.place.city,
        "region": event.place.region,
        "country": event.place.country,
        "mode": event.mode,
        "themes": themes.find(" ".join([event.title, *highlights]), page.vocabulary)
        or themes.find(text, page.vocabulary),
        "organizers": roles.by_role.get("organizers", ()),
        "partners": roles.by_role.get("partners", ()),
        "funders": roles.by_role.get("funders", ()),
        "series": event.series or (preface.series(event.preface, cues) if page.has_several else ""),
        "secretariat": ", ".join(line.text.strip(" :") for line in secretariat),
        "language": language or "en",
        "links": tuple({"title": title, "url": address} for title, address in event.links),
        "source": page.source,
    }
    checks = (
        ("title", event.title_doubt or message("no title was found"), bool(event.title_doubt) or not event.title),
        ("start", days_doubt, bool(days_doubt)),
        ("end", message("only the day it began was read; when did it end?"), is_open),
        ("country", event.place.doubt or message("no place was found"), _is_place_unsure(event)),
        ("city", message("no city was found"), bool(event.place.country) and not event.place.city),
        ("themes", message("no theme's cue words were found"), not fields["themes"]),
        ("language", message("the language is not clear"), not language),
        ("highlights", _no_lessons(listed_lessons), not highlights),
        ("highlights", listed_lessons.doubt, bool(listed_lessons.doubt)),
        ("highlights", _offer(listed_lessons.agreements), bool(listed_lessons.agreements)),
        (
            "body",
            message("the rest of this long document was left out; attach it with --attach"),
            len(body) < len(prose),
        ),
        *((role, doubt, True) for role, doubt in roles.doubts),
    )
    front_matter = page.front_matter
    reviews = tuple((name, note) for name, note, applies in checks if applies and not front_matter.get(name))
    readings = _readings(read, fields, in_event)
    too_long = (LeftOut(block.text, block.part, TOO_LONG) for block in prose[len(body) :])
    left_out = (*participants_left_out, *listed_lessons.left_out, *too_long)
    return Draft(
        fields, listed_lessons.blocks, body, reviews, front_matter, readings, unit=page.unit, left_out=left_out
    )


def _is_place_unsure(event: Event) -> bool:
    return bool(event.place.doubt) or not (event.place.country or event.mode == "online")


def _no_lessons(result: lessons.Lessons) -> str:
    """Return that no lessons were found, and under which heading they may be."""
    if not result.perhaps:
        return message("no list of highlights was found")
    return message("no list of highlights was found; are they under {heading!r}?", heading=result.perhaps)


def _offer(agreements: int) -> str:
    return plural_message(
        "{number} agreement or recommendation is listed in the text and not taken as a highlight",
        "{number} agreements or recommendations are listed in the text and not taken as highlights",
        agreements,
    )


def _readings(
    spent: Sequence[tuple[str, Block]], fields: Mapping[str, Any], blocks: Sequence[Block]
) -> tuple[Reading, ...]:
    """Return where the fields were read: the blocks spent on them, and the first others that have their words."""
    by_block: dict[Block, list[str]] = {}
    for name, block in spent:
        by_block.setdefault(block, []).append(name)
    searched = [*by_block, *blocks[:_READ_BLOCKS]]
    for name in ("title", "city", "organizers", "partners", "funders"):
        for value in _values({name: fields[name]}):
            for block in [b for b in searched if value in b.text][:1]:
                if name not in by_block.setdefault(block, []):
                    by_block[block].append(name)
    return tuple(Reading(tuple(names), block.part, block.text) for block, names in by_block.items() if names)


def _values(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts within front matter."""
    for value in fields.values():
        if isinstance(value, str):
            yield from [value] if value else []
        elif isinstance(value, Mapping):
            yield from _values(value)
        else:
            yield from _values({str(number): item for number, item in enumerate(value)})


def _days_doubt(event: Event, body: Sequence[Block], cues: Cues) -> str:
    """Return what to ask about the event's days; empty where they are sure."""
    beginning = " ".join([event.title, *(block.text for block in body[:6])])
    span = event.span
    if span is None:
        month = dates.month_only(beginning)
        return (
            message("no day was found, only {month}; a month alone is written 2011-09", month=month)
            if month
            else message("no date was found")
        )
    if not span.certain:
        return message("the day and month may be swapped: {start} or the other way round", start=span.start)
    if event_anchors.is_dateline(event.dated_text, span, cues):
        return message("the news is dated {start}; is that the event's day?", start=span.start)
    is_labelled = headings.kind_of_line(event.dated_text, cues) in ("when", "both")
    if event.mode and (is_labelled or places.names_mode(event.dated_text, cues)):
        return ""
    if event.place.country or event.place.doubt or span.end > span.start or cues.pattern(_EVENT).search(beginning):
        return ""
    return message("the document is dated {start}; is that the event's day?", start=span.start)
