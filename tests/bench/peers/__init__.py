"""The engines that are compared, each in a file of its own. A peer whose library is missing is left out with a note."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tests.bench import ROOT
from tests.bench.peer import Peer
from tests.bench.peers import commit_peer

NAMES = ("ours", "tantivy", "whoosh", "sqlite", "xapian")


class PeerInfo(NamedTuple):
    """A peer's name and version in tables, and the number of entries beyond which it is not worth the wait."""

    name: str
    version: str
    largest: int


def load(name: str) -> Peer:
    """Return the peer of that name. Raises ImportError where its library is missing."""
    peer: Peer = import_module(f"tests.bench.peers.{name}_peer").PEER
    return peer


def info(name: str) -> PeerInfo:
    """Return what tables tell of a peer. Raises ImportError or LookupError where it cannot take part."""
    peer = load(module(name))
    if is_commit(name):
        return PeerInfo("commit", commit_peer.commit_hash(name), peer.largest)
    return PeerInfo(peer.name, peer.version, peer.largest)


def is_commit(name: str) -> bool:
    """Return True for the name of a former commit, ``commit:REV``."""
    return name.startswith(commit_peer.PREFIX)


def module(name: str) -> str:
    """Return the name in the peer's file, NAME_peer.py."""
    return commit_peer.MODULE if is_commit(name) else name


def tree(name: str) -> Path:
    """Return the root of the tree whose code the peer runs."""
    return commit_peer.worktree(name) if is_commit(name) else ROOT


def missing(name: str) -> str:
    """Return why a peer cannot take part; empty when it can."""
    try:
        info(name)
    except (ImportError, LookupError) as error:
        return f"{name} is left out: {error}."
    return ""
