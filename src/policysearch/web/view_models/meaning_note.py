"""What the standing pages say of searching by meaning: which model, and where it runs."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from policysearch.setting_values import MEANING_BUNDLED, MEANING_OFF
from policysearch.settings import Settings

BUNDLED_MODEL = "multilingual-e5-small"


class MeaningNote(NamedTuple):
    """The name of the ``model``, and the ``host`` that texts and questions are sent to, empty for this server."""

    model: str
    host: str


def meaning_note(settings: Settings) -> MeaningNote | None:
    """Return what to say; None where meaning is off."""
    if settings.meaning == MEANING_OFF:
        return None
    if settings.meaning == MEANING_BUNDLED:
        return MeaningNote(BUNDLED_MODEL, "")
    return MeaningNote(settings.meaning_model, urlsplit(settings.meaning).netloc)
