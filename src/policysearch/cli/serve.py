"""``policysearch serve``."""

from __future__ import annotations

import dataclasses
import errno
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import click
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from policysearch import wsgi
from policysearch.alerts import configuration as alerts
from policysearch.cli import worker_memory
from policysearch.cli.index_rights import warn_of_index_rights
from policysearch.cli.language import gettext as _
from policysearch.cli.options import common
from policysearch.cli.repair import build_anew, start_repair
from policysearch.engines.registry import open_engine, open_generations
from policysearch.model.errors import SettingsError
from policysearch.processes import safe_path
from policysearch.setting_values import MEANING_OFF
from policysearch.settings import SECRETS, Settings
from policysearch.web.http.observation import MULTIPROCESS
from policysearch.web.http.process_end import end_process
from policysearch.web.rsgi import RsgiAdapter

BACKPRESSURE = 4_096  # connections in each worker before it stops accepting them
HEAD_SECONDS = 10  # in which the head of a request must have arrived; a silent connection ends after them
MAX_HEAD_BYTES = 65_536
MAX_FILES = 65_536  # that each process may have open, connections among them
STOP_SECONDS = 8  # in which a worker may finish its answers before it is killed
PARENT_POLL = 1.0  # seconds


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
    worker_memory.share_between_threads()
    overrides: dict[str, Any] = {"host": host, "port": port, "workers": workers}
    settings = dataclasses.replace(settings, **{name: value for name, value in overrides.items() if value is not None})
    address = free_address(settings.host, settings.port)
    warn_of_index_rights(settings)
    alerts.check_settings(settings)  # here once, and not in every worker
    if settings.meaning != MEANING_OFF:
        check_meaning(settings)
    path = urlsplit(settings.public_url).path
    click.echo(
        _(
            "Generation {generation} on {address}  (stop with Ctrl-C)",
            generation=_served(settings),
            address=f"{_address(settings)}{path}/",
        )
    )
    _export_settings(settings)
    _allow_many_files()
    with safe_path(), _metrics_folder(settings):
        _server(settings, address).serve(target_loader=create_in_worker, wrap_loader=False)


def create_in_worker() -> RsgiAdapter:
    """Create the application in a worker, which ends with its parent even if that is killed."""
    Thread(target=_end_with_parent, name="parent", daemon=True).start()
    settings = wsgi.read_settings()
    searcher = wsgi.open_searcher(settings)
    start_repair(searcher, settings)
    application = wsgi.application(settings, searcher)
    worker_memory.freeze()
    worker_memory.start_giving_back(searcher)
    return RsgiAdapter(application, end_process)


def _served(settings: Settings) -> str:
    """Return the generation that is served; an index that is damaged as a whole is built anew.

    Raise the reason where there is none, once here and not in every worker.

    No engine is opened: it would start a thread, and what a thread holds while a process is forked stays held.
    """
    current = open_generations(settings).current()
    if current is None and open_generations(settings).ids():
        build_anew(settings)
        current = open_generations(settings).current()
    return current.id if current else open_engine(settings).snapshot().id


def _server(settings: Settings, address: str) -> Any:
    """Return the server. HTTP/1 alone, since only then it closes silent connections in time."""
    return Granian(
        "policysearch",
        address=address,
        port=settings.port,
        workers=settings.workers,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1_000, max_buffer_size=MAX_HEAD_BYTES),
        websockets=False,
        backlog=BACKPRESSURE,
        backpressure=BACKPRESSURE,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )


def check_meaning(settings: Settings) -> None:
    """Raise SettingsError where meaning is on and cannot be used, so that this is reported once. Loads no model."""
    from policysearch.search.meaning import check_settings

    check_settings(settings)


@contextmanager
def _metrics_folder(settings: Settings) -> Iterator[None]:
    """Give the workers a folder in which they count together, where metrics are on."""
    if not settings.metrics or MULTIPROCESS in os.environ:
        yield
        return
    with TemporaryDirectory(prefix="policysearch-metrics-", ignore_cleanup_errors=True) as folder:
        os.environ[MULTIPROCESS] = folder
        yield
    del os.environ[MULTIPROCESS]


def _allow_many_files() -> None:
    """Let this process and its children have as many files open as the system allows, up to ``MAX_FILES``."""
    if os.name == "posix":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MAX_FILES if hard == resource.RLIM_INFINITY else min(hard, MAX_FILES)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def free_address(host: str, port: int) -> str:
    """Return ``host`` as an IP address. Raise SettingsError where nothing can listen there.

    The server's own sockets share a port with other processes of the same user, so it would not notice.
    """
    try:
        family, *_kind, (address, *_port) = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError, ValueError):
        raise SettingsError(
            _("There is no host {host}.", host=f"{host!r:.100}"), _("Set host to an address of this machine.")
        ) from None
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # connections that were closed a moment ago do no harm
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise _refusal(error, host, port) from None
    return str(address)


def _refusal(error: OSError, host: str, port: int) -> SettingsError:
    if error.errno == errno.EADDRINUSE:
        hint = _("Stop the program that listens there, or take another port: --port {port}.", port=port % 65_535 + 1)
        return SettingsError(_("The port {port} of {host} is taken.", port=port, host=host), hint)
    if error.errno == errno.EACCES:
        return SettingsError(_("This user may not listen on port {port}.", port=port), _("Take a port from 1024 on."))
    if error.errno == errno.EADDRNOTAVAIL:
        return SettingsError(
            _("This machine does not have the address {host}.", host=host), _("Set host to one that it has.")
        )
    return SettingsError(
        _("Nothing can listen on port {port} of {host}: {strerror}.", port=port, host=host, strerror=error.strerror),
        _("Set host and port."),
    )


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is None:
        return
    if os.name == "posix":  # the sentinel of multiprocessing stays open in workers that were forked later
        while os.getppid() == parent.pid:
            time.sleep(PARENT_POLL)
    else:
        parent.join()
    os._exit(1)


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    display_host = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)
    return f"http://{display_host}:{settings.port}"


def _export_settings(settings: Settings) -> None:
    """Put the settings file and the options, which outrank it, into the environment that workers read."""
    if settings.file:
        os.environ[wsgi.SETTINGS_FILE] = str(settings.file.resolve())
    for name in ("materials", "index"):
        os.environ[f"POLICYSEARCH_{name.upper()}"] = str(getattr(settings, name).resolve())
    for name in SECRETS:
        if getattr(settings, name) and getattr(settings, f"{name}_file") is None:
            os.environ[f"POLICYSEARCH_{name.upper()}"] = getattr(settings, name)  # each worker takes it out again
    os.environ["POLICYSEARCH_WORKERS"] = str(settings.workers)  # who share the machine's cores
