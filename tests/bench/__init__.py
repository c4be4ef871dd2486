"""Benchmarks: this product beside other engines and its own former commits."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
