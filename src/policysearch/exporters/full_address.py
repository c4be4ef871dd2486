"""Addresses in files: full ones or none."""


def full_address(address: str) -> str:
    """Return ``address``, or "" where it is a path alone, which leads nowhere from a file."""
    return address if "://" in address else ""
