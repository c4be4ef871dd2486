"""Immutable, checksummed builds in a folder: their manifest, and the switch from one to the next."""
