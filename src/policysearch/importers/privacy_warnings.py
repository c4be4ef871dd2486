"""What somebody should know before a document becomes public."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policysearch.importers.detect.headings import fold
from policysearch.importers.outline import Block, Outline

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:tel|phone|tel[eé]fono|celular|mobile|fax)\W{1,3}\+?\d[\d\s().-]{6,}", re.I)
_PARTICIPANTS = re.compile(
    r"(?:(?:list of|preliminary list of|final list of) (?:participants|attendees|delegates)|participants list"
    r"|attendance list|directorio de participantes"
    r"|lista (?:preliminar |final )?de (?:participantes|asistentes|asistencia|presenca|delegados)"
    r"|liste (?:provisoire |finale )?des (?:participants|delegues))"
)
_SHOWN = 3


def of(outline: Outline) -> tuple[str, ...]:
    """Sentences about e-mail addresses, telephone numbers, lists of participants, and what the reader warned of."""
    return (*outline.warnings, *_found(outline.blocks))


def _found(blocks: Iterable[Block]) -> Iterator[str]:
    emails: dict[str, int] = {}
    phones = lists = 0
    for block in blocks:
        if "@" in block.text:
            emails |= dict.fromkeys(_EMAIL.findall(block.text[:20000]), block.part)
        phones += len(_PHONE.findall(block.text[:20_000]))
        lists += len(block.text) < 120 and bool(_PARTICIPANTS.match(fold(block.text)))
    if emails:
        more = f" and {len(emails) - _SHOWN} more" if len(emails) > _SHOWN else ""
        yield f"It has e-mail addresses ({', '.join([*emails][:_SHOWN])}{more}): may they be public?"
    if phones:
        yield f"It has telephone numbers ({phones}): may they be public?"
    if lists:
        yield "It has a list of participants: may their names be public?"
