"""The ways to name a lesson to a tool: its id, its path, its address on this site, or that of its Markdown page."""

from __future__ import annotations

import re
from typing import NamedTuple

from policysearch.mcp.tool import ToolError

_ADDRESS = re.compile(r"(?:(?P<site>.*)/workshops/)?(?P<slug>[^/?#\s]+?)(?:/(?P<part>[^/?#\s]+?))?(?:\.md)?(?:[?#].*)?")


class LessonAddress(NamedTuple):
    """What stands before ``/workshops/``, the workshop's slug, and the lesson's part; empty where it is not said."""

    site: str
    slug: str
    part: str


def lesson_address(text: str) -> LessonAddress:
    """Return what ``text`` names. Raises ToolError where it is no address of a workshop or lesson."""
    match = _ADDRESS.fullmatch(text.strip())
    if match is None:
        raise ToolError("The argument id takes a lesson's id, such as 2009-orlando/h1, or its address.")
    return LessonAddress(match["site"] or "", match["slug"], match["part"] or "")


def check_site(site: str, address: str) -> None:
    """Raise ToolError where ``site`` is no path and not the beginning of ``address``, which is one of this site's."""
    base = address.partition("/workshops/")[0]
    is_path = not site or re.match("/(?!/)", site)
    if not is_path and _without_scheme(site) != _without_scheme(base):
        reason = f"those of this site begin with {base}" if base else "this site does not know its own"
        raise ToolError(f"The address is another site's: {reason}. The argument id also takes 2009-orlando/h1.")


def _without_scheme(address: str) -> str:
    return address.split("//", 1)[-1].lower()
