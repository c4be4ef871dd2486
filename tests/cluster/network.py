"""A network of its own for each node, in Linux's namespaces, so that nodes can be cut off from each other."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations

SUBNET = "198.18.77"  # of the addresses that are set aside for benchmarks (RFC 2544)
FIRST_HOST = 10


class Network:
    """A bridge of this machine, and behind it a namespace for each node of 1 to ``nodes``."""

    def __init__(self, nodes: int) -> None:
        self._numbers = range(1, nodes + 1)
        self._bridge = f"ps{os.getpid()}"

    @staticmethod
    def missing() -> str:
        """Return what is missing here to make one; "" where nothing is."""
        if os.geteuid() != 0:
            return "namespaces need root"
        if shutil.which("ip") is None:
            return "namespaces need the command ip"
        made = subprocess.run(["ip", "netns", "add", f"ps{os.getpid()}-try"], capture_output=True, check=False)
        subprocess.run(["ip", "netns", "del", f"ps{os.getpid()}-try"], capture_output=True, check=False)
        return "" if made.returncode == 0 else "this machine does not let root make namespaces"

    def host(self, number: int) -> str:
        """Return the address of a node; this machine reaches all of them."""
        return f"{SUBNET}.{FIRST_HOST + number}"

    def inside(self, number: int) -> list[str]:
        """Return the command before which another command runs in a node's namespace, in a process of its own."""
        return ["ip", "netns", "exec", self._name(number)]

    @contextmanager
    def made(self) -> Iterator[Network]:
        """Make the network; take it away at the end."""
        try:
            _run("ip", "link", "add", self._bridge, "type", "bridge")
            _run("ip", "address", "add", f"{SUBNET}.1/24", "dev", self._bridge)
            _run("ip", "link", "set", self._bridge, "up")
            for number in self._numbers:
                self._make(number)
            yield self
        finally:
            for number in self._numbers:
                subprocess.run(["ip", "netns", "del", self._name(number)], capture_output=True, check=False)
            subprocess.run(["ip", "link", "del", self._bridge], capture_output=True, check=False)

    def split(self, *sides: tuple[int, ...]) -> None:
        """Let no node reach one of another side; this machine goes on to reach all."""
        self._change("replace", sides)

    def heal(self, *sides: tuple[int, ...]) -> None:
        """Let the sides of a split reach each other again."""
        self._change("del", sides)

    def _change(self, command: str, sides: tuple[tuple[int, ...], ...]) -> None:
        for side, others in permutations(sides, 2):
            for number in side:
                for other in others:
                    route = f"{self.host(other)}/32"
                    _run(*self.inside(number), "ip", "route", command, "blackhole", route)

    def _make(self, number: int) -> None:
        name, outside = self._name(number), f"{self._bridge}-{number}"
        _run("ip", "netns", "add", name)
        _run("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", name)
        _run("ip", "link", "set", outside, "master", self._bridge, "up")
        _run("ip", "-n", name, "address", "add", f"{self.host(number)}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            _run("ip", "-n", name, "link", "set", device, "up")

    def _name(self, number: int) -> str:
        return f"{self._bridge}-n{number}"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
