"""The tree of errors.

Everything that this package raises on purpose is a ``PolicySearchError``. Errors of libraries are translated where they
enter (a parser, an engine, an importer); the border (``cli``, ``web``) words them for people, once.
"""

from __future__ import annotations

import errno

from policysearch.model.message import as_message

_SHORTAGES = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)


class PolicySearchError(Exception):
    """The base of all errors. ``message`` says what is wrong, ``hint`` the way out (or ""); both in plain sentences."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message: str = as_message(message)
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class SettingsError(PolicySearchError):
    """A settings file or an environment variable cannot be used."""


class MaterialsError(PolicySearchError):
    """The materials folder as a whole cannot be read (one bad file is a Problem, not an error)."""


class QueryError(PolicySearchError):
    """A query is over a cap or has a malformed value. ``parameter`` names the offending one."""

    def __init__(self, message: str, hint: str = "", parameter: str = "q") -> None:
        super().__init__(message, hint)
        self.parameter = parameter


class EngineError(PolicySearchError):
    """The base of an engine's errors. ``retry_after`` (seconds) says when asking again may help."""

    retry_after = 60


class EngineUnavailableError(EngineError):
    """The engine cannot be reached, or cannot answer completely."""

    retry_after = 5


class UnusableIndexError(EngineError):
    """There is no index that can be read, until a build writes one."""


class IndexMissingError(UnusableIndexError):
    """There is no index at the place named."""


class IndexOutdatedError(UnusableIndexError):
    """The index was written by another schema version."""


class IndexDamagedError(UnusableIndexError):
    """No generation of the index can be read without damage."""


class BuildBusyError(EngineError):
    """Another build holds the lock."""


class PlanOutdatedError(EngineError):
    """A build was planned for a generation that is not the current one any more."""


class ImportRefusedError(PolicySearchError):
    """A document cannot be imported."""


class SearchLogError(PolicySearchError):
    """The search log cannot be read."""


class EvaluationError(PolicySearchError):
    """Judged queries, or a saved evaluation, cannot be used."""


class AlertsError(PolicySearchError):
    """The database of alerts cannot be used."""


class AlertsFullError(AlertsError):
    """Too many sign-ups wait to be confirmed."""


class AlertsBusyError(AlertsError):
    """Another run sends alerts."""


class MailServerError(AlertsError):
    """The mail server cannot be reached, or takes no mail from this site."""


def is_shortage(error: Exception) -> bool:
    """Return whether ``error`` says that this process or machine lacks open files or memory: no file is to blame."""
    return isinstance(error, OSError) and error.errno in _SHORTAGES
