"""Checking materials before they are published: all that reading notes, and what only the whole collection shows."""

from policysearch.materials.checking.check_collection import Check, check
from policysearch.materials.checking.fix import Fix, fix

__all__ = ["Check", "Fix", "check", "fix"]
