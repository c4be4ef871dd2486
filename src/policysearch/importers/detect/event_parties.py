"""The parties of one event: listed under headings such as "Organizers", or named in sentences about the event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings, named_bodies, parties, party_sentences
from policysearch.importers.detect.party_names import is_body, is_doubtful, split
from policysearch.importers.detect.party_phrases import ROLES, Role
from policysearch.importers.outline import Block
from policysearch.model.message import message
from policysearch.vocabulary import country_code

_EVENT = r"{event gathering}|(?:^|\b{article this a}\s*(?:[\w-]+\s){0,3}){activity}\b"
_MAX_BLOCKS, _MAX_CHARACTERS = 60, 2_000
_MAX_LABELLED = 300  # characters
_LEAST_COLUMNS = 3  # of a table with a head
_MAX_NAMED = 3
_MAX_DATED_TEXT = 5_000


@dataclass(frozen=True, slots=True)
class EventParties:
    """The names by role, the blocks that are about nothing else with their role, and what is doubtful by role."""

    by_role: Mapping[Role, tuple[str, ...]]
    readings: tuple[tuple[str, Block], ...]
    doubts: tuple[tuple[Role, str], ...]


def under_headings(
    blocks: Sequence[Block], organizations: Collection[str], cues: Cues
) -> tuple[tuple[tuple[Role, Block], ...], list[Block]]:
    """Return the headings such as "Organizers" and the lines of names below them, by role, and the other blocks."""
    lines: list[tuple[Role, Block]] = []
    rest: list[Block] = []
    heading: tuple[Role, Block] | None = None
    has_names = False
    for block in blocks:
        role = parties.headed(block.text, cues) if block.kind != "item" else None
        may_be_names = heading and block.kind != "heading" and not role
        may_be_names = may_be_names and not _is_other_label(block, organizations, cues)
        if heading and may_be_names and parties.named(block.text, organizations, cues):
            if not has_names:
                lines.append(heading)
                has_names = True
            lines.append((heading[0], block))
            continue
        if heading and not has_names:
            rest.append(heading[1])
        heading, has_names = ((role, block) if role else None), False
        if not role:
            rest.append(block)
    return tuple(lines), [*rest, *([heading[1]] if heading and not has_names else [])]


def find(
    lines: Sequence[tuple[Role, Block]],
    blocks: Sequence[Block],
    dated_text: str,
    organizations: Collection[str],
    cues: Cues,
) -> EventParties:
    """Return the parties of ``lines`` and those in sentences about the event ("a study financed by ..." is not)."""
    by_role: dict[Role, tuple[str, ...]] = {}
    readings: list[tuple[str, Block]] = list(lines)
    for role, line in (pair for pair in lines if not parties.headed(pair[1].text, cues)):
        names = parties.named(line.text, organizations, cues)
        by_role[role] = tuple(dict.fromkeys([*by_role.get(role, ()), *names]))
    undated = [b for b in blocks[:_MAX_BLOCKS] if b.text != dated_text and not is_table_head(b, cues)]
    about = [(block.text[:_MAX_CHARACTERS], block) for block in _about_event(undated, cues)]
    texts = [text for text, block in about if block.kind != "heading"]
    texts += [value for block in undated if (value := _bodies_under_label(block.text, organizations, cues))]
    for text, block in ((dated_text[:_MAX_DATED_TEXT], None), *about):
        names_by_role = parties.find(text, organizations, cues)
        for role, names in names_by_role.items():
            by_role[role] = tuple(dict.fromkeys([*by_role.get(role, ()), *names]))
        if block and any(names_by_role.values()) and parties.is_about(block.text, cues):
            readings.append((next(role for role, names in names_by_role.items() if names), block))
    doubts = (
        *_doubts(by_role, organizations, cues),
        *_no_organizer(by_role, (dated_text, *texts), organizations, cues),
    )
    return EventParties(by_role, tuple(readings), doubts)


def _bodies_under_label(text: str, organizations: Collection[str], cues: Cues) -> str:
    """Return what stands after a label if it is nothing but bodies: "In charge: Ministry of Trade; UNDP"."""
    _, value = headings.label_of(text)
    names = split(value, organizations, cues) if len(value) < _MAX_LABELLED else ()
    return value if names and all(is_body(name, organizations, cues) for name in names) else ""


def _is_other_label(block: Block, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether a row begins with a label and no body: "Participants | 47"."""
    label, _ = headings.label_of(block.text) if block.kind == "row" else ("", "")
    return bool(label) and not is_body(label.strip(), organizations, cues)


def is_table_head(block: Block, cues: Cues) -> bool:
    """Return whether a row has nothing but headings of columns: "Event | Date | Organizer | Lessons"."""
    cells = [cell.strip() for cell in block.text.split(" | ")] if block.kind == "row" else []
    tests = (parties.headed, headings.kind_of_label, headings.is_lessons_column)
    labels = [cell for cell in cells if any(test(cell, cues) for test in tests)]
    return len(cells) >= _LEAST_COLUMNS and len(labels) > 1


def _about_event(blocks: Sequence[Block], cues: Cues) -> Iterator[Block]:
    """Yield the blocks that tell of the event, and those that go on after such a one: "It was supported by"."""
    goes_on = False
    for block in blocks:
        text = block.text[:_MAX_CHARACTERS]
        goes_on = _is_about_event(text, cues) or (goes_on and bool(cues.pattern(r"{refers_back}\b").match(text)))
        if goes_on:
            yield block


def _is_about_event(text: str, cues: Cues) -> bool:
    names_event = cues.pattern(_EVENT).search(text) or cues.pattern(r"\b{event_verb}\b").match(text)
    _, value = headings.label_of(text)
    return (
        bool(names_event)
        or parties.opens(text, cues)
        or parties.opens(value, cues)
        or party_sentences.are_in(text, cues)
    )


def _no_organizer(
    by_role: Mapping[Role, tuple[str, ...]], texts: Sequence[str], organizations: Collection[str], cues: Cues
) -> Iterator[tuple[Role, str]]:
    """Yield a doubt where no organizer was read though ``texts`` about the event name bodies that have no role."""
    if by_role.get("organizers"):
        return
    with_role = " ".join(name for names in by_role.values() for name in names)
    unread_texts = [text for text in texts if not parties.are_in(text, cues)]  # in the others each body was looked at
    body_names = (name for text in unread_texts for name in named_bodies.find(text, organizations, cues))
    names = [name for name in body_names if name not in with_role]
    if names:
        unread = "; ".join(dict.fromkeys(names[:_MAX_NAMED]))
        yield "organizers", message("no organizer was read; did one of these organize it: {names}?", names=unread)


def _doubts(
    by_role: Mapping[Role, tuple[str, ...]], organizations: Collection[str], cues: Cues
) -> Iterator[tuple[Role, str]]:
    """Yield the roles of names that may be several bodies, or none."""
    for role in ROLES:
        unsure = [
            name
            for name in by_role.get(role, ())
            if is_doubtful(name, organizations, cues) and not (role == "funders" and country_code(name))
        ]
        if unsure:
            yield role, message("is this one body, and a body at all: {unsure}?", unsure="; ".join(unsure))
