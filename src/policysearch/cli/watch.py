"""``policysearch watch``."""

from __future__ import annotations

import dataclasses
import logging
import tempfile
import threading
import webbrowser
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import click
import watchfiles

from policysearch import publishing
from policysearch.cli.language import gettext as _
from policysearch.cli.language import translate
from policysearch.cli.live_reload import live_reload
from policysearch.cli.options import common
from policysearch.cli.output import count, print_problems
from policysearch.engines.build_contract import Generations
from policysearch.engines.registry import open_engine, open_generations
from policysearch.model.errors import PolicySearchError
from policysearch.search.service import SearchService
from policysearch.setting_values import MEANING_OFF
from policysearch.settings import EMBEDDED, Settings
from policysearch.web import create_app


@click.command("watch")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port to listen on (default: 8000).")
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
@common
def command(port: int | None, opens: bool, settings: Settings) -> None:
    """Show the materials while you write: drafts too, rebuilt as you save, the page in the browser renewed.

    Only this machine sees it, and what is online is not touched. A half-written file leaves the page as it was until
    it is mended. Ctrl-C ends it.

    \b
    policysearch watch
    policysearch watch --port 8010 --open
    """
    logging.getLogger("watchfiles").setLevel(logging.CRITICAL)  # it would speak of its interruption
    with tempfile.TemporaryDirectory(prefix="policysearch-", ignore_cleanup_errors=True) as folder:
        preview = dataclasses.replace(
            settings,
            engine=EMBEDDED,  # drafts go to no other machine; answers are the same
            index=Path(folder),
            state=None,
            port=port or settings.port,
            public_url="",
            searchlog=False,
            rate_limit=0,
            meaning=MEANING_OFF,
        )
        _watch(preview, opens)


def _watch(settings: Settings, opens: bool) -> None:
    generations = open_generations(settings)
    _rebuild(settings, generations)
    searcher = SearchService(open_engine(settings), settings.cache_size)
    application = live_reload(create_app(searcher, settings), lambda: searcher.generation)
    with make_server("127.0.0.1", settings.port, application, _Server, _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{settings.port}/"
        click.secho(
            _(
                "{address}  shows {materials} with its drafts (stop with Ctrl-C)",
                address=address,
                materials=settings.materials,
            ),
            fg="green",
        )
        if opens:
            webbrowser.open(address)
        try:
            for changes in watchfiles.watch(settings.materials, watch_filter=_Written(), raise_interrupt=False):
                _say_changed(path for _, path in changes)
                _rebuild(settings, generations)
            click.echo("\n" + _("Stopped."))
        finally:
            server.shutdown()
            searcher.close()


def _rebuild(settings: Settings, generations: Generations) -> None:
    """Build what is written so far; whatever is wrong with it is said, and never ends the watch."""
    try:
        with generations.writing():
            damages = generations.verify_all()
            current = generations.current()
            plan = publishing.plan_build(settings, generations, current, drafts=True, damages=damages)
            print_problems(plan.problems)
            report = publishing.execute(plan, generations)
            print_problems(plan.store.problems)
    except PolicySearchError as error:
        click.secho(f"{translate(error.message)} {translate(error.hint)}", fg="red", err=True)
        return
    except OSError as error:  # a file moved or deleted while it was read: its next change is on the way
        click.secho(_("{error}. It is read again when it changes.", error=error), fg="yellow", err=True)
        return
    if report.built:
        click.echo(f"{_now()} {count(report.documents.get('workshop', 0), 'workshop')}, {report.seconds:.1f} s")


def _say_changed(paths: Iterable[str]) -> None:
    names = sorted({Path(path).name for path in paths})
    click.echo(_("{time} saved: {names}", time=_now(), names=", ".join(names[:5]) + (" ..." if len(names) > 5 else "")))


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"


class _Written(watchfiles.DefaultFilter):
    """Leaves out editors' swap files, which often have no ending, and our own half-written ones."""

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        name = Path(path).name
        passing = name.startswith((".", "~$")) or name.endswith((".tmp", "~", ".partial")) or "." not in name
        return super().__call__(change, path) and not passing


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    allow_reuse_address = True


class _Handler(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: object) -> None:
        return
