"""Figures as tables that go into the README, and as JSON; what machine they are of."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Table:
    """A title, notes under it, and rows of cells as they are to be read; ``data`` is the same as numbers."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    data: Mapping[str, object] = field(default_factory=dict)

    def markdown(self) -> str:
        """As Markdown."""
        lines = [self.header, ["---"] * len(self.header), *self.rows]
        drawn = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return "\n\n".join(filter(None, [f"**{self.title}**", drawn, "\n".join(self.notes)]))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def halves(rounds: Sequence[Sequence[float]]) -> tuple[float, float]:
    """(p50, p95) over the questions, the median over the rounds of each."""
    return median(percentile(one, 0.50) for one in rounds), median(percentile(one, 0.95) for one in rounds)


def milliseconds(value: float) -> str:
    """``value`` with as many digits as mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def times(value: float) -> str:
    """A ratio."""
    return f"{value:,.0f}x" if value >= 20 else f"{value:.1f}x" if value >= 2 else f"{value:.2f}x"


def machine() -> dict[str, str]:
    """What a reader must know to compare."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "processor": _processor(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def save(path: Path, name: str, tables: Sequence[Table]) -> None:
    """Put the tables of benchmark ``name`` into the JSON file ``path``, those of others kept."""
    told = json.loads(path.read_text("utf-8")) if path.exists() else {}
    told[name] = {"machine": machine(), "tables": [asdict(table) for table in tables]}
    path.write_text(json.dumps(told, indent=1), "utf-8")
