"""Report -> one HTML page that loads nothing else: its style and its charts are in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from policysearch.searchlog.summary import Report, Week

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;margin:1rem 0 2rem;min-width:24rem}
th,td{text-align:left;padding:.25rem .75rem;border-bottom:1px solid #d0d5da}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
svg{max-width:100%;height:auto}.all{fill:#2b6cb0}.none{fill:#b83227}.open{fill:#3d7a4b}
text{font:11px system-ui,sans-serif;fill:#333}h2{margin-top:2.5rem}
p.key span{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}
"""
_WIDTH, _HEIGHT, _FOOT = 860, 220, 34
_LINE = 240
_SERIES = (("searches", "all", "#2b6cb0"), ("without_results", "none", "#b83227"), ("openings", "open", "#3d7a4b"))
_NAMES = {"searches": "searches", "without_results": "of them without results", "openings": "pages opened"}


def html(report: Report, site: str, made: date, pairs: Iterable[tuple[str, str, int]]) -> str:
    """The page. ``pairs`` are suggested synonyms."""
    weeks = f"{report.weeks[0].monday} to {made}" if report.weeks else "no weeks yet"
    key = "".join(f'<span style="background:{colour}"></span>{_NAMES[name]}' for name, _, colour in _SERIES)
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{escape(site)}: what was searched</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(site)}: what was searched</h1><p>{weeks}.</p>",
        f'<h2>By week</h2><p class="key">{key}</p>{_plot(report.weeks)}',
        _table(
            ("week of", *_NAMES.values()), [(w.monday, w.searches, w.without_results, w.openings) for w in report.weeks]
        ),
        f"<h2>Searched most</h2>{_ranked('search', report.searched, 'all')}",
        f"<h2>Found nothing</h2>{_ranked('search', report.without_results, 'none')}",
        f"<h2>Asked instead</h2>{_table(('found nothing', 'then asked', 'times'), report.retries)}",
        f"<h2>Synonyms to consider</h2>{_table(('readers wrote', 'and then', 'times'), list(pairs))}",
        f"<h2>Opened most</h2>{_ranked('page', report.opened, 'open')}",
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _plot(weeks: Sequence[Week]) -> str:
    """Three bars a week."""
    if not weeks:
        return "<p>Nothing yet.</p>"
    highest = max((getattr(week, name) for week in weeks for name, _, _ in _SERIES), default=0) or 1
    slot = _WIDTH / len(weeks)
    bars = [_bar(week, place, slot, highest) for place, week in enumerate(weeks)]
    step = max(1, len(weeks) // 12)
    labels = [
        f'<text x="{place * slot + slot / 2:.1f}" y="{_HEIGHT + 16}" text-anchor="middle">{week.monday:%d %b}</text>'
        for place, week in enumerate(weeks)
        if place % step == 0
    ]
    top = f'<text x="0" y="10">{highest:,}</text>'
    base = f'<line x1="0" y1="{_HEIGHT}" x2="{_WIDTH}" y2="{_HEIGHT}" stroke="#888"/>'
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT + _FOOT}" width="{_WIDTH}" height="{_HEIGHT + _FOOT}"'
    title = "<title>Searches, searches without results and pages opened, by week</title>"
    return f'<svg role="img" {size} xmlns="http://www.w3.org/2000/svg">{title}{top}{base}{"".join(bars + labels)}</svg>'


def _bar(week: Week, place: int, slot: float, highest: int) -> str:
    width = slot * 0.26
    rects = []
    for number, (name, style, _) in enumerate(_SERIES):
        count = getattr(week, name)
        tall = (_HEIGHT - 14) * count / highest
        x = place * slot + slot * 0.1 + number * width
        shape = f'x="{x:.1f}" y="{_HEIGHT - tall:.1f}" width="{width:.1f}" height="{tall:.1f}"'
        rects.append(f'<rect class="{style}" {shape}><title>{week.monday}: {count:,} {_NAMES[name]}</title></rect>')
    return "".join(rects)


def _ranked(head: str, rows: Sequence[tuple[str, int]], style: str) -> str:
    """A table whose last column draws its numbers."""
    if not rows:
        return _table((head, "times"), rows)
    highest = max(times for _, times in rows) or 1
    body = "".join(
        f'<tr><td>{escape(text)}</td><td class="n">{times:,}</td><td>{_line(times / highest, style)}</td></tr>'
        for text, times in rows
    )
    heads = f'<th scope="col">{escape(head)}</th><th scope="col" class="n">times</th><td></td>'
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _line(part: float, style: str) -> str:
    shape = f'<rect class="{style}" width="{_LINE * part:.1f}" height="12"/>'
    return f'<svg role="presentation" width="{_LINE}" height="12">{shape}</svg>'


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return "<p>Nothing yet.</p>"
    head = "".join(
        f'<th scope="col"{_numeric(value)}>{escape(name)}</th>' for name, value in zip(heads, rows[0], strict=True)
    )
    body = "".join(f"<tr>{''.join(f'<td{_numeric(v)}>{_cell(v)}</td>' for v in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _numeric(value: object) -> str:
    return ' class="n"' if isinstance(value, int) else ""


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else escape(str(value))
