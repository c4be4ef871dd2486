"""A real OpenSearch cluster on the loopback interface, one JVM for each node."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.cluster.jdk import JAVA, ClusterError, best_version, java_flags, java_for, library
from tests.cluster.network import Network
from tests.ports import free_ports

HOST = "127.0.0.1"
LEAST_MEMORY = 2_000_000_000  # bytes
STOP_SECONDS = 20  # in which a node may end gently


class Cluster:
    """Nodes 1 to ``nodes`` below ``folder``: ``cluster.json`` says what they are, ``n1/`` has data, log and pid.

    They listen on the loopback interface, or each in its own namespace of ``network``. For a ``short`` life their code
    is compiled quickly and not well.
    """

    def __init__(
        self, folder: Path, nodes: int = 3, heap: int = 384, version: str = "", port: int = 0, wait: float = 180.0,
        settings: tuple[str, ...] = (), die_with_parent: bool = False, network: Network | None = None,
        short: bool = False,
    ) -> None:  # fmt: skip
        self.folder = Path(folder).resolve()
        self._file = self.folder / "cluster.json"
        self._wait = wait
        self._processes: list[subprocess.Popen[bytes]] = []
        self._is_bound = die_with_parent
        self._network = network
        self._is_short = short
        if self._file.is_file():
            self._record: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
        else:
            self._record = {
                "version": version or best_version(), "nodes": nodes, "heap": heap, "first": port, "settings": settings,
                "http": [], "transport": [],
            }  # fmt: skip

    @property
    def version(self) -> str:
        """Return the version of OpenSearch."""
        return str(self._record["version"])

    @property
    def urls(self) -> list[str]:
        """Return the nodes' addresses, whether they answer or not."""
        return [f"http://{self._host(n)}:{port}" for n, port in enumerate(self._record["http"], 1)]

    @property
    def numbers(self) -> range:
        """Return the numbers of the nodes."""
        return range(1, self._record["nodes"] + 1)

    @contextlib.contextmanager
    def started(self) -> Iterator[Cluster]:
        """Yield the cluster, green; stop it at the end."""
        try:
            self.start()
            yield self
        finally:
            self.stop()

    def start(self) -> None:
        """Start what does not run, and wait until the cluster is green."""
        library(self.version)
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._record["http"]:
            count, first = self._record["nodes"], self._record["first"]
            ports = [first + n for n in range(2 * count)] if first else free_ports(2 * count)
            self._record |= {"http": ports[:count], "transport": ports[count:]}
            self._file.write_text(json.dumps(self._record, indent=1), "utf-8")
        for number in self.numbers:
            self.revive(number)
        self.wait()

    def revive(self, number: int) -> None:
        """Start one node where it does not run."""
        if self.pid(number):
            return
        home = self.folder / f"n{number}"
        home.mkdir(exist_ok=True)
        lib, java = library(self.version), java_for(self.version)
        record = self._record
        log = (home / "out.log").open("ab")
        process = subprocess.Popen(
            [
                *(self._network.inside(number) if self._network else ()),
                str(java / "bin" / "java"), f"-Xms{record['heap']}m", f"-Xmx{record['heap']}m", "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=96m", "-XX:MetaspaceSize=160m", "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                *java_flags(java), *(["-XX:TieredStopAtLevel=1"] if self._is_short else []),
                f"-Djava.io.tmpdir={_new_folder(home / 'tmp')}",
                f"-Dlog4j2.configurationFile={JAVA / 'log4j2.properties'}",
                "-Dlog4j2.disable.jmx=true", "-Djava.util.logging.config.file=/dev/null",
                "-cp", f"{lib}/classes:{lib}/lib/*", "OsNode", str(home),
                *self._settings(number), *record["settings"],
            ],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            preexec_fn=_die_with_parent if self._is_bound else None,  # noqa: PLW1509 - a system call alone
        )  # fmt: skip
        log.close()
        self._processes.append(process)  # or its end would be a warning
        (home / "pid").write_text(f"{process.pid} {_birth(process.pid)}", "ascii")

    def _settings(self, number: int) -> list[str]:
        record = self._record
        seeds = ",".join(f"{self._host(n)}:{port}" for n, port in enumerate(record["transport"], 1))
        names = ",".join(f"n{n}" for n in self.numbers)
        several = record["nodes"] > 1
        return [
            f"cluster.name=ps-{record['transport'][0]}", f"node.name=n{number}", f"network.host={self._host(number)}",
            f"http.port={record['http'][number - 1]}", f"transport.port={record['transport'][number - 1]}",
            "discovery.type=zen" if several else "discovery.type=single-node",
            *([f"discovery.seed_hosts[]={seeds}"] if several else []),
            *([f"cluster.initial_cluster_manager_nodes[]={names}"] if several else []),
            "cluster.routing.allocation.disk.threshold_enabled=false", "action.auto_create_index=false",
            "action.destructive_requires_name=true", "cluster.no_cluster_manager_block=write",
            "indices.query.bool.max_clause_count=16384",
        ]  # fmt: skip

    def _host(self, number: int) -> str:
        return self._network.host(number) if self._network else HOST

    def wait(self, status: str = "green", nodes: int | None = None, indexes: str = "") -> None:
        """Wait until all (or so many) nodes are there and the cluster (or those of its indexes) has that status."""
        count, until = nodes or self._record["nodes"], time.monotonic() + self._wait
        path = f"/_cluster/health/{indexes}?wait_for_nodes=>={count}&wait_for_status={status}&timeout=3s"
        while time.monotonic() < until:
            running = [n for n in self.numbers if self.pid(n)]
            if len(running) < count:
                dead = next(n for n in self.numbers if n not in running)
                raise ClusterError(f"Node {dead} is not running.\n{self.log(dead)}")
            for number in running:
                try:
                    answer = self.get(number, path)
                except OSError:
                    continue
                if not answer["timed_out"]:
                    return
            time.sleep(0.25)
        raise ClusterError(f"Not {status} after {self._wait:.0f} s.\n{self.log(1)}")

    def get(self, number: int, path: str, timeout: float = 5.0) -> Any:
        """Return what a node answers to GET."""
        with urllib.request.urlopen(self.urls[number - 1] + path, timeout=timeout) as answer:
            return json.load(answer)

    def pid(self, number: int) -> int | None:
        """Return the process of a node that runs or is paused; never another program's of the same number."""
        try:
            pid, birth = (self.folder / f"n{number}" / "pid").read_text("ascii").split()
        except (OSError, ValueError):
            return None
        return int(pid) if birth == _birth(int(pid)) else None

    def processor_seconds(self) -> float:
        """Return the seconds of the processor that the running nodes took since they were started."""
        pids = [pid for number in self.numbers if (pid := self.pid(number))]
        ticks = sum(int(ticks) for pid in pids for ticks in _status_fields(pid)[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")

    def signal(self, number: int, sent: signal.Signals) -> None:
        """Send a signal to a node: SIGSTOP pauses it, SIGCONT lets it go on."""
        pid = self.pid(number)
        if pid is None:
            raise ClusterError(f"Node {number} does not run.")
        os.kill(pid, sent)

    def pause(self, number: int, seconds: float) -> None:
        """Stop a node as it is, for some seconds."""
        self.signal(number, signal.SIGSTOP)
        time.sleep(seconds)
        self.resume(number)

    def resume(self, number: int) -> None:
        """Let a node go on, if it is paused."""
        if self.pid(number):
            self.signal(number, signal.SIGCONT)

    def kill(self, number: int) -> None:
        """Kill a node, and wait until it is gone."""
        self.signal(number, signal.SIGKILL)
        self._wait_until_gone([number], 10)

    def stop(self) -> None:
        """Stop all nodes, gently, then not."""
        running = [n for n in self.numbers if self.pid(n)]
        for number in running:
            self.signal(number, signal.SIGCONT)
            self.signal(number, signal.SIGTERM)
        for number in self._wait_until_gone(running, STOP_SECONDS):
            self.kill(number)
        for process in self._processes:  # its first thread may be gone before the others are
            process.wait(STOP_SECONDS)

    def clean(self) -> None:
        """Stop all nodes, and remove the folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_until_gone(self, numbers: list[int], seconds: float) -> list[int]:
        until = time.monotonic() + seconds
        while (remaining := [n for n in numbers if self.pid(n)]) and time.monotonic() < until:
            time.sleep(0.1)
        return remaining

    def log(self, number: int, size: int = 3000) -> str:
        """Return the end of a node's log."""
        path = self.folder / f"n{number}" / "out.log"
        return path.read_text("utf-8", "replace")[-size:] if path.is_file() else ""

    def status(self) -> Iterator[str]:
        """Yield a line for each node."""
        for number in self.numbers:
            pid = self.pid(number)
            state = "down"
            if pid:
                answer = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
                paused = re.search(r"^State:\s+T", answer, re.MULTILINE)
                resident = re.search(r"^VmRSS:\s+(\d+)", answer, re.MULTILINE)
                state = f"{'paused' if paused else 'up'} pid={pid} rss={int(resident[1]) // 1024 if resident else 0}MiB"
                if not paused:
                    try:
                        health = self.get(number, "/_cluster/health?local=true")
                        state += f" {health['status']} nodes={health['number_of_nodes']}"
                    except (OSError, ValueError) as error:
                        state += f" no answer: {error}"
            yield f"n{number} {self.urls[number - 1] if self.urls else '-'} {state}"


@contextlib.contextmanager
def in_memory() -> Iterator[Path]:
    """Yield a folder in memory where there is enough, for nodes that write much and keep nothing; else on the disk."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > LEAST_MEMORY
    with tempfile.TemporaryDirectory(prefix="oscluster-", dir=memory if has_room else None) as folder:
        yield Path(folder)


def _birth(pid: int) -> str:
    """Return when a process began, in ticks since boot; "" for none and for a zombie."""
    try:
        fields = _status_fields(pid)
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]


def _status_fields(pid: int) -> list[str]:
    """Return the fields of /proc/<pid>/stat from the state on, which has number 3 in proc(5)."""
    return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()


def _new_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
