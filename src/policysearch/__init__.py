"""policysearch: what other countries learned, found in a second."""

__version__ = "0.1.0"
