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

THREADS = 4  # in each worker; slow lines cost none of them, the server's own runtime sends the answers
WAITING = 256  # requests in each worker before it stops taking connections


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
    given: dict[str, Any] = {"host": host, "port": port, "workers": workers}
    settings = dataclasses.replace(settings, **{name: value for name, value in given.items() if value is not None})
    engine = open_engine(settings)  # so that a missing index is said here, once, and not by every worker
    path = urlsplit(settings.public_url).path
    click.echo(f"Generation {engine.snapshot().id} on {_address(settings)}{path}/  (stop with Ctrl-C)")
    engine.close()
    _hand_down(settings)
    Granian(
        "policysearch.wsgi:create",
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        interface=Interfaces.WSGI,
        factory=True,
        websockets=False,
        blocking_threads=THREADS,
        backpressure=WAITING,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    shown = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)
    return f"http://{shown}:{settings.port}"


def _hand_down(settings: Settings) -> None:
    """Workers read the same settings: the file, outranked by what the options said."""
    if settings.file:
        os.environ[SETTINGS_FILE] = str(settings.file.resolve())
    for name in ("materials", "index"):
        os.environ[f"POLICYSEARCH_{name.upper()}"] = str(getattr(settings, name).resolve())
