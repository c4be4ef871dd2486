"""Errors that say nothing of a file: too many open files, or too little memory, in this process or on this machine."""

from __future__ import annotations

from policysearch.model.errors import EngineUnavailableError, is_shortage
from policysearch.model.message import message


def raise_shortage(error: Exception) -> None:
    """Raise EngineUnavailableError where ``error`` is a shortage, so that no file is taken for damaged."""
    if is_shortage(error) and isinstance(error, OSError):
        raise EngineUnavailableError(
            message("The index cannot be read now: {strerror}.", strerror=error.strerror),
            "Try again, or allow this machine more open files and memory.",
        ) from error
