"""The engines compared, each in a room of its own; one that is not installed is left out, and that is said."""

from __future__ import annotations

from importlib import import_module

from tests.bench.peer import Peer

NAMES = ("ours", "tantivy", "whoosh", "sqlite", "xapian")


def load(name: str) -> Peer:
    """The peer of that name. Raises ImportError where its library is missing."""
    peer: Peer = import_module(f"tests.bench.peers.{name}_peer").PEER
    return peer


def missing(name: str) -> str:
    """Why a peer cannot take part; empty when it can."""
    try:
        load(name)
    except ImportError as error:
        return f"{name} is left out: {error}."
    return ""
