"""A real OpenSearch cluster for development and tests.

    python -m tests.cluster start            from nothing to a green cluster; prints one address a line
    python -m tests.cluster status | urls | logs [N]
    python -m tests.cluster kill N           SIGKILL node N (1, 2, ...); revive N starts it again on its data
    python -m tests.cluster pause N          SIGSTOP; resume N
    python -m tests.cluster stop             all nodes, data stays; clean: the data goes too

Options come before the command. Exit codes: 0 done; 1 it did not work (the last lines of the log are shown); 2 wrong
use; 3 no fitting JDK or no mvn.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from tests.cluster.cluster import Cluster
from tests.cluster.jdk import ClusterError


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("OSCLUSTER_FOLDER", ".oscluster")))
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--heap", type=int, default=384)
    parser.add_argument("--version", default="")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--wait", type=float, default=180)
    parser.add_argument("--set", action="append", default=[], dest="settings")
    commands = ["start", "stop", "clean", "status", "urls", "logs", "kill", "revive", "pause", "resume"]
    parser.add_argument("command", choices=commands)
    parser.add_argument("number", type=int, nargs="?")
    options = parser.parse_args()
    try:
        cluster = Cluster(
            options.folder,
            options.nodes,
            options.heap,
            options.version,
            options.port,
            options.wait,
            tuple(options.settings),
        )
        if options.command in ("kill", "revive", "pause", "resume") and options.number not in cluster.numbers:
            parser.error(f"{options.command} takes a node's number, 1 to {cluster.numbers[-1]}")
        match options.command:
            case "start":
                cluster.start()
                print(*cluster.urls, sep="\n")
            case "stop" | "clean":
                getattr(cluster, options.command)()
            case "status":
                print(*cluster.status(), sep="\n")
            case "urls":
                print(*cluster.urls, sep="\n")
            case "logs":
                print(cluster.log(options.number or 1))
            case "kill" | "revive":
                getattr(cluster, options.command)(options.number)
            case "pause":
                cluster.signal(options.number, signal.SIGSTOP)
            case "resume":
                cluster.signal(options.number, signal.SIGCONT)
    except ClusterError as error:
        print(error, file=sys.stderr)
        return error.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
