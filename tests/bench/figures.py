"""Tables of figures, as Markdown for the documentation and as JSON, with the machine that they were measured on."""

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
    """A table: a title, notes under it, and rows of cells as a reader sees them; ``data`` has them as numbers.

    ``failed`` means that the table shows what must not be: the run ends with exit code 1.
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    failed: bool = False

    def markdown(self) -> str:
        """Return the table as Markdown, its title in bold above it."""
        lines = [self.header, ["---"] * len(self.header), *self.rows]
        grid = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return "\n\n".join(filter(None, [f"**{self.title}**", grid, "\n".join(self.notes)]))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` (0 to 1) of ``values`` do not exceed, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def p50_p95(rounds: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return (p50, p95) over a round's values, each as the median over the rounds."""
    return median(percentile(values, 0.50) for values in rounds), median(percentile(values, 0.95) for values in rounds)


def milliseconds(value: float) -> str:
    """Return ``value`` with two or three significant digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def ratio(value: float) -> str:
    """Return ``value`` as a ratio such as 1.25x, with two or three significant digits."""
    return f"{value:,.0f}x" if value >= 20 else f"{value:.1f}x" if value >= 2 else f"{value:.2f}x"


def machine() -> dict[str, str]:
    """Return what a reader must know of this machine to compare figures: cores, processor, versions, date."""
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
    """Write the tables of benchmark ``name`` into the JSON file ``path``; the tables of other benchmarks stay in it."""
    results = json.loads(path.read_text("utf-8")) if path.exists() else {}
    results[name] = {"machine": machine(), "tables": [asdict(table) for table in tables]}
    path.write_text(json.dumps(results, indent=1), "utf-8")
