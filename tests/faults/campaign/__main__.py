"""The commands of the campaign of faults.

    python -m tests.faults.campaign kills 200
    python -m tests.faults.campaign flips 2000
    python -m tests.faults.campaign calls 500
    python -m tests.faults.campaign rebuilds 1000
    python -m tests.faults.campaign memory 30

Each prints its figures, and ends with 1 where something was lost, wrong or late. With ``--record FILE``, the trials
follow those of the file, are added to it, and the figures are of all of them: a campaign can be run in pieces.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.campaign.memory import memory
from tests.faults.campaign.pieces import CAMPAIGNS, Record


def main() -> int:
    """Run one campaign in a folder of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.campaign")
    parser.add_argument("name", choices=[*CAMPAIGNS, "memory"])
    parser.add_argument("count", type=int, help="trials, rebuilds, or minutes")
    parser.add_argument("--record", type=Path, help="go on after the trials of this file, and add these")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="policysearch-faults-") as folder:
        if arguments.name == "memory":
            return 0 if memory(arguments.count, Path(folder)) else 1
        record = Record(arguments.name, arguments.record)
        record.add(arguments.count, Path(folder))
    print(record.summary())
    return 0 if record.is_good() else 1


if __name__ == "__main__":
    sys.exit(main())
