"""Builds under readers: each answer is whole and in time."""

import random
from pathlib import Path

from tests.faults.campaign.build_process import start_build
from tests.faults.campaign.readers import readers
from tests.faults.campaign.site_under_fault import edit, make_site
from tests.faults.servers import running

READERS, PAUSE = 3, 0.02  # seconds
LATE = 2.0  # seconds


def rebuilds(count: int, first: int, folder: Path) -> dict[str, float]:
    """Build ``count`` times; return the figures."""
    site = make_site(folder / "site")
    with running(site.folder) as server, readers(server, READERS, PAUSE) as answers:
        for number in range(first, first + count):
            edit(site, random.Random(f"rebuilds {number}"))
            process = start_build(site.folder)
            process.join()
            assert process.exitcode == 0
    return {
        "answers": len(answers.seconds),
        "not answered by 200": len(answers.seconds) - answers.statuses[200],
        "late": answers.late(LATE),
        "worst seconds": round(max(answers.seconds), 3),
        "worst p99": round(answers.p99(), 3),
    }
