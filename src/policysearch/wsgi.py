"""The application for a WSGI server: ``policysearch.wsgi:create`` is a factory without parameters.

``POLICYSEARCH_SETTINGS`` in the environment names the settings file (default: ``policysearch.toml`` in the current
folder).
"""

from __future__ import annotations

import os
from pathlib import Path
from wsgiref.types import WSGIApplication

from policysearch import settings
from policysearch.engines.registry import open_when_ready
from policysearch.search.service import SearchService, open_service
from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.warm_up import warm_up

SETTINGS_FILE = "POLICYSEARCH_SETTINGS"


def create() -> WSGIApplication:
    """Create the application over the index that the settings name. Raises SettingsError."""
    site_settings = read_settings()
    return application(site_settings, open_searcher(site_settings))


def read_settings() -> Settings:
    """Return the settings of the file that the environment names. Raises SettingsError."""
    file = os.environ.get(SETTINGS_FILE)
    site_settings = settings.read(Path(file) if file else None)
    settings.take_secrets(os.environ)  # servers copy the environment into every request
    return site_settings


def open_searcher(site_settings: Settings) -> SearchService:
    """Return the Searcher. Until the index can be read, each call raises why not. Raises SettingsError."""
    return open_service(open_when_ready(site_settings), site_settings, site_settings.workers)


def application(site_settings: Settings, searcher: SearchService) -> WSGIApplication:
    """Return the application, warm: the first reader waits no longer than others."""
    app = create_app(searcher, site_settings)
    warm_up(app)
    return app
