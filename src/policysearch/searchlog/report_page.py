"""Report -> one HTML page that loads nothing else: its style and its charts are in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policysearch.searchlog.summary import Report


def render(report: Report, site: str, today: date, pairs: Sequence[tuple[str, str, int]]) -> str:
    """Return the page of ``site``; ``pairs`` are candidates for synonyms, (old, new, times)."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,  # readers typed what is in the tables
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["thousands"] = "{:,}".format
    weeks = [astuple(week) for week in report.weeks]
    highest = max((count for _, *counts in weeks for count in counts), default=0) or 1
    page = environment.get_template("report_page.html")
    return page.render(report=report, site=site, today=today, pairs=pairs, weeks=weeks, highest=highest)
