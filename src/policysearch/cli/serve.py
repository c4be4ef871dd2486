"""``policysearch serve``."""

from __future__ import annotations

import dataclasses
import os
from typing import Any
from urllib.parse import urlsplit

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from policysearch.cli.options import common
from policysearch.engines.registry import open_engine
from policysearch.settings import Settings
from policysearch.wsgi import SETTINGS_FILE

THREADS = 4  # in each worker; slow clients occupy none of them: the server's own runtime sends the answers
BACKPRESSURE = 256  # requests in each worker before it stops accepting connections


@click.command("serve")
@click.option("--host", help="Address to listen on (default: 127.0.0.1, this machine alone).")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port to listen on (default: 8000).")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that answer (default: 2).")
@common
def command(host: str | None, port: int | None, workers: int | None, settings: Settings) -> None:
    """Serve the pages and the API; a new build is picked up by itself.

    \b
    policysearch serve
    policysearch serve --host 0.0.0.0 --port 8080 --workers 4
    """
    overrides: dict[str, Any] = {"host": host, "port": port, "workers": workers}
    settings = dataclasses.replace(settings, **{name: value for name, value in overrides.items() if value is not None})
    engine = open_engine(settings)  # so that a missing index is reported once here and not by every worker
    path = urlsplit(settings.public_url).path
    click.echo(f"Generation {engine.snapshot().id} on {_address(settings)}{path}/  (stop with Ctrl-C)")
    engine.close()
    _export_settings(settings)
    Granian(
        "policysearch.wsgi:create",
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        interface=Interfaces.WSGI,
        factory=True,
        websockets=False,
        blocking_threads=THREADS,
        backpressure=BACKPRESSURE,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    display_host = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)
    return f"http://{display_host}:{settings.port}"


def _export_settings(settings: Settings) -> None:
    """Put the settings file and the options, which outrank it, into the environment that workers read."""
    if settings.file:
        os.environ[SETTINGS_FILE] = str(settings.file.resolve())
    for name in ("materials", "index"):
        os.environ[f"POLICYSEARCH_{name.upper()}"] = str(getattr(settings, name).resolve())
