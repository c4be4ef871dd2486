"""An outline -> drafts of workshops. What the document does not tell stays empty; what is unsure is a review mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from policysearch.importers.detect import event_anchors, events, headings, parties, themes
from policysearch.importers.detect.events import Event
from policysearch.importers.detect.party_cues import Role
from policysearch.importers.outline import Block, Outline
from policysearch.settings import LANGUAGES
from policysearch.text import dates, is_stop_word
from policysearch.vocabulary import Vocabulary

_EVENT = re.compile(
    r"workshop|seminar|webinar|dialogue|conference|forum|meeting|course|training|summit|symposium|taller"
    r"|conferencia|foro|reuni[oó]n|di[aá]logo"
    r"|encuentro|curso|jornada|cumbre|oficina|encontro|f[oó]rum|atelier|rencontre|colloque|reuni[aã]o|r[eé]union"
    r"|\b(?:this|the|our|el|este|esta|la|o|a|cette|cet|l['’])\s*(?:event|activity|evento|actividad|atividade|[eé]v[eé]nement"
    r"|activit[eé])\b",
    re.I,
)
_SECRETARIAT = re.compile(r"\b(?:secretariat|secretar[ií]a|secretaria|secr[eé]tariat)\b", re.I)
_UNIT = re.compile(
    r"(?:department|departamento|d[eé]partement|office|oficina|divisi[oó]n|unit|unidad|unidade|bureau)\b", re.I
)
_SERIES = re.compile(
    r"\b(?:series|serie|s[eé]rie|workshops|seminars|talleres|seminarios|oficinas|semin[aá]rios|ateliers"
    r"|s[eé]minaires|dialogues|di[aá]logos)\b",
    re.I,
)
_CALENDAR = re.compile(r"\b(?:calend\w+|past|upcoming|list[ae]?|events|eventos|pr[oó]xim[oa]s)\b", re.I)
_EDGE = re.compile(r"\w+")
Parties = Mapping[Role, tuple[str, ...]]
MAX_BODY_BLOCKS, MAX_BODY_CHARACTERS = 3_000, 400_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed workshop. ``reviews`` are (field, what to look at); the field "highlights" or "body" is the text's.

    ``known`` is front matter that the document already had; it outranks what was found.
    """

    title: str
    language: str
    start: date | None = None
    end: date | None = None
    city: str = ""
    region: str = ""
    country: str = ""
    themes: tuple[str, ...] = ()
    organizers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    series: str = ""
    secretariat: str = ""
    links: tuple[tuple[str, str], ...] = ()
    source: str = ""
    highlights: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    reviews: tuple[tuple[str, str], ...] = ()
    known: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Page:
    """What all drafts of one document share."""

    language: str
    source: str
    known: Mapping[str, object]
    several: bool


def draft(outline: Outline, vocabulary: Vocabulary) -> tuple[Draft, ...]:
    """One draft per event the document tells of, at least one."""
    whole = " ".join(block.text for block in outline.blocks[:400])
    language = language_of(whole) or (outline.language if outline.language in LANGUAGES else "")
    split = events.split(outline, day_first=language in ("es", "pt", "fr"))
    page = _Page(language, outline.address, outline.fields if len(split) == 1 else {}, len(split) > 1)
    return tuple(_of_event(event, page, vocabulary) for event in split)


def language_of(text: str) -> str:
    """The language most of whose stop words ``text`` uses; empty where that is not clear."""
    counts = dict.fromkeys(LANGUAGES, 0)
    for word in _EDGE.findall(text.casefold())[:5_000]:
        for language in LANGUAGES:
            counts[language] += is_stop_word(word, language)
    best, second = sorted(counts, key=lambda name: -counts[name])[:2]
    return best if counts[best] >= 3 and counts[best] > counts[second] * 1.1 else ""


def _of_event(event: Event, page: _Page, vocabulary: Vocabulary) -> Draft:
    names = {name for organization in vocabulary.organizations for name in organization.names}
    listed, blocks = _listed_parties(event.blocks, names)
    highlights, rest, doubt = _highlights(blocks)
    who = _parties(rest, event.told, names, listed)
    whole = [block for block in rest if not (headings.is_navigation(block.text) or parties.is_about(block.text))]
    body = list(_beginning(whole))
    said = " ".join([event.title, *highlights, *(block.text for block in body)])
    language = language_of(said) or page.language
    sure, date_doubt = _days(event, body)
    made = Draft(
        event.title,
        language or "en",
        event.span.start if sure and event.span else None,
        event.span.end if sure and event.span else None,
        event.place.city,
        event.place.region,
        event.place.country,
        themes.find(" ".join([event.title, *highlights]), vocabulary) or themes.find(said, vocabulary),
        who.get("organizers", ()),
        who.get("partners", ()),
        who.get("funders", ()),
        event.series or (_last(event.preface, _SERIES) if page.several else ""),
        _secretariat(event.preface),
        event.links,
        page.source,
        highlights,
        tuple(body),
        known=page.known,
    )
    reviews = [*_reviews(made, event, language, date_doubt), *([("highlights", doubt)] if doubt else [])]
    if len(body) < len(whole):
        reviews.append(("body", "the rest of this long document was left out; attach it with --attach"))
    return _with_reviews(made, reviews)


def _beginning(blocks: Sequence[Block]) -> Iterator[Block]:
    """As many of the first blocks as a material may have."""
    characters = 0
    for block in blocks[:MAX_BODY_BLOCKS]:
        characters += len(block.text)
        if characters > MAX_BODY_CHARACTERS:
            return
        yield block


def _with_reviews(made: Draft, reviews: Iterable[tuple[str, str]]) -> Draft:
    return replace(made, reviews=tuple((name, note) for name, note in reviews if not made.known.get(name)))


def _highlights(blocks: Sequence[Block]) -> tuple[tuple[str, ...], list[Block], str]:
    """The lessons listed under such headings, the other blocks, and what is doubtful about the lessons."""
    found: list[str] = []
    rest: list[Block] = []
    loose: list[str] = []
    heading: Block | None = None
    listed = False
    announced = ""
    for block in blocks:
        if block.kind != "item" and headings.is_highlights(block.text):
            heading, listed = block, False
        elif block.kind != "item" and headings.inline_highlight(block.text):
            found.append(headings.inline_highlight(block.text))
            heading, listed = None, False
        elif block.kind != "item" and headings.introduces_lessons(block.text):
            heading, listed, announced = block, False, f"taken from the list after {block.text!r}"
        elif heading and block.kind == "item":
            if block.level > 1 and listed and found:
                found[-1] = f"{found[-1]} {block.text}"
            else:
                found.append(block.text)
            listed = True
        elif heading and not listed and _is_loose(block):
            loose.append(block.text)
        else:
            heading = None
            rest.append(block)
    doubt = "taken from paragraphs, not from a list" if loose and not found else (announced if found else "")
    if loose and found:
        rest += [Block("paragraph", text) for text in loose]
    return tuple(dict.fromkeys(found or loose)), rest, doubt


def _is_loose(block: Block) -> bool:
    """Whether a paragraph right under the heading may be a lesson though it stands in no list."""
    return block.kind == "paragraph" and 25 <= len(block.text) <= 1_500 and not headings.is_navigation(block.text)


def _listed_parties(blocks: Sequence[Block], names: Collection[str]) -> tuple[Parties, list[Block]]:
    """The parties listed under headings such as "Organizers", and the other blocks."""
    found: dict[Role, tuple[str, ...]] = {}
    rest: list[Block] = []
    role: Role | None = None
    for block in blocks:
        under = parties.headed(block.text) if block.kind != "item" else None
        named = parties.named(block.text, names) if role and block.kind != "heading" and not under else ()
        if under:
            role = under
        elif role and named:
            found[role] = tuple(dict.fromkeys([*found.get(role, ()), *named]))
        else:
            role = None
            rest.append(block)
    return found, rest


def _parties(blocks: Sequence[Block], told: str, names: Collection[str], listed: Parties) -> Parties:
    merged: dict[Role, tuple[str, ...]] = dict(listed)
    for text in (told, *(block.text[:2_000] for block in blocks[:60])):
        if not (parties.opens(text) or _EVENT.search(text) or event_anchors.TOLD.match(text) or text == told):
            continue  # "a study financed by ..." is not about the event
        for role, found in parties.find(text, names).items():
            merged[role] = tuple(dict.fromkeys([*merged.get(role, ()), *found]))
    return merged


def _days(event: Event, body: Sequence[Block]) -> tuple[bool, str]:
    """Whether the event's days are sure, and what to ask where they are not."""
    near = " ".join([event.title, *(block.text for block in body[:6])])
    if event.span is None:
        month = dates.month_only(near)
        return False, f"no day was found, only {month}" if month else "no date was found"
    if not event.span.certain:
        return False, f"the day and month may be swapped: {event.span.start} or the other way round"
    if event_anchors.is_dateline(event.told, event.span):
        return False, f"the news is dated {event.span.start}; is that the event's day?"
    if event.place.country or event.span.end > event.span.start or _EVENT.search(near):
        return True, ""
    return False, f"the document is dated {event.span.start}; is that the event's day?"


def _secretariat(preface: Sequence[Block]) -> str:
    """The secretariat that a page says it is of, with its department if that stands in the next line."""
    lines = [block.text.strip(" :") for block in preface if len(block.text) < 150]
    at = next((n for n, line in enumerate(lines) if _SECRETARIAT.search(line)), None)
    if at is None:
        return ""
    return ", ".join([lines[at], *(line for line in lines[at + 1 : at + 2] if _UNIT.match(line))])


def _last(preface: Sequence[Block], pattern: re.Pattern[str]) -> str:
    found = [b for b in preface if _is_a_line(b.text) and pattern.search(b.text) and not _CALENDAR.search(b.text)]
    titles = [block for block in found if block.kind == "heading"] or found
    if not titles:
        return ""
    label, value = headings.label_of(titles[-1].text)
    return (value if headings.kind_of_label(label) == "series" else titles[-1].text).strip(" :")


def _is_a_line(text: str) -> bool:
    """Whether ``text`` is a name rather than a sentence."""
    return len(text) < 150 and not text.rstrip().endswith((".", ";"))


def _reviews(made: Draft, event: Event, language: str, date_doubt: str) -> list[tuple[str, str]]:
    place_doubt = event.place.doubt or "no place was found"
    needs_place = not (made.country or event.virtual)
    checks = (
        (not made.title or bool(event.title_doubt), "title", event.title_doubt or "no title was found"),
        (bool(date_doubt), "start", date_doubt),
        (needs_place, "country", place_doubt),
        (bool(made.country) and not made.city, "city", "no city was found"),
        (not made.themes, "themes", "no theme's cue words were found"),
        (not language, "language", "the language is not clear"),
        (not made.highlights, "highlights", "no list of highlights was found"),
    )
    return [(name, note) for applies, name, note in checks if applies]
