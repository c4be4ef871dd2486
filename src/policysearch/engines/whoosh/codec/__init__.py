"""Whoosh's classes over segments of arrays, so that Whoosh's own searcher answers from them.

The product's own search never opens these. They are for whoever opens a generation with ``whoosh.index.open_dir``, and
for the tests, where Whoosh is the oracle. They only read: segments are written by this engine alone.
"""

from __future__ import annotations

from policysearch.engines.whoosh.codec.contents import write_contents
from policysearch.engines.whoosh.codec.segment import ArrayCodec, ArraySegment

__all__ = ["ArrayCodec", "ArraySegment", "write_contents"]
