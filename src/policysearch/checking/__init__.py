"""Checking materials before they are published: all that reading notes, and what only the whole collection shows."""

from policysearch.checking.collection import Check, check
from policysearch.checking.fixing import Fix, fix

__all__ = ["Check", "Fix", "check", "fix"]
