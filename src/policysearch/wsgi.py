"""The application for a WSGI server: ``policysearch.wsgi:create`` is a factory without parameters.

Settings come from the environment: ``POLICYSEARCH_SETTINGS`` names the file (default ``policysearch.toml`` here).
"""

from __future__ import annotations

import os
from pathlib import Path
from wsgiref.types import WSGIApplication

from policysearch import settings
from policysearch.engines.registry import open_engine
from policysearch.search.service import SearchService
from policysearch.web import create_app

SETTINGS_FILE = "POLICYSEARCH_SETTINGS"


def create() -> WSGIApplication:
    """The application over the index that the settings name. Raises PolicySearchError."""
    file = os.environ.get(SETTINGS_FILE)
    chosen = settings.read(Path(file) if file else None)
    return create_app(SearchService(open_engine(chosen), chosen.cache_size), chosen)
