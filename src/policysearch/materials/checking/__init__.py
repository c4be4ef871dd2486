"""Checking materials before they are published: each file by itself, and the whole collection side by side."""

from policysearch.materials.checking.check_collection import Check, check
from policysearch.materials.checking.fix import Fix, fix

__all__ = ["Check", "Fix", "check", "fix"]
