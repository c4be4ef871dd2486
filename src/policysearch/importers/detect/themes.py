"""Themes of a text, by the cue words of the vocabulary."""

from __future__ import annotations

import re

from policysearch.text import fold
from policysearch.vocabulary import Theme, Vocabulary


def find(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the ids of the themes of which ``text`` has a cue, in the vocabulary's order."""
    folded = fold(text)
    return tuple(theme.id for theme in vocabulary.themes if _has_cue(folded, theme))


def _has_cue(folded: str, theme: Theme) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(fold(cue))}(?:s|es)?(?!\w)", folded) for cue in theme.cues if cue.strip())
