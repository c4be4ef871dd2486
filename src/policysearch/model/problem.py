"""A problem of a material, and its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

Severity = Literal["error", "advice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of a material. An ``error`` keeps the file from being published, ``advice`` does not.

    ``path`` is relative to the materials folder, ``line`` and ``column`` count from 1 (code points).
    ``suggestion`` is what to write instead, or empty. ``code`` is a stable short name for tests and ``--fix``.
    """

    path: PurePosixPath
    line: int
    column: int
    message: str
    suggestion: str = ""
    severity: Severity = "error"
    code: str = ""
