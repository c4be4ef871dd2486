"""The ``policysearch`` command: options and printing only; each command has a file, which is imported when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast

import click

from policysearch import __version__
from policysearch.cli.language import LANG_HELP, LANG_OPTION, language_of, speak, translate, translated_command
from policysearch.model.errors import PolicySearchError, QueryError
from policysearch.setting_values import LANGUAGES

COMMANDS = {
    "init": "init",
    "new": "new",
    "import": "import_",
    "review": "review",
    "publish": "publish",
    "check": "check",
    "build": "build",
    "watch": "watch",
    "search": "search",
    "match": "match",
    "mcp": "mcp",
    "explain": "explain",
    "serve": "serve",
    "status": "status",
    "verify": "verify",
    "rollback": "rollback",
    "report": "report",
    "alerts": "alerts",
    "evaluate": "evaluate",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is used, so that each command starts fast."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"policysearch.cli.{COMMANDS[name]}").command
        assert isinstance(command, click.Command)
        return translated_command(command)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the command that ``args`` name, in the language that they or the system name."""
        arguments = sys.argv[1:] if args is None else args
        speak(language_of(arguments, os.environ))
        return super().main(args, *rest, **extra)

    def format_help(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, which is that of a translated copy."""
        click.Group.format_help(cast(click.Group, translated_command(self)), context, formatter)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        self.commands = {name: click.Command(name) for name in COMMANDS}  # for click's "did you mean"
        return super().resolve_command(context, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policysearch")
@click.option(LANG_OPTION, type=click.Choice(LANGUAGES), expose_value=False, help=LANG_HELP)
def policysearch() -> None:
    """Search over policy workshop materials: write Markdown, build, serve.

    \b
    policysearch init mysite      a folder to start with
    policysearch build            materials/ -> index/
    policysearch serve            pages on http://127.0.0.1:8000
    """


def main() -> None:
    """Run the command line. Only this function turns errors into a message and an exit code (0, 1 or 2)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows terminal may not know every letter
    color = False if os.environ.get("NO_COLOR") else None  # None: where the output is a terminal
    try:
        policysearch(color=color)
    except PolicySearchError as error:
        click.secho(translate(error.message), err=True, fg="red", color=color)
        if error.hint:
            click.echo(translate(error.hint), err=True)
        sys.exit(2 if isinstance(error, QueryError) else 1)
    except OSError as error:  # a full disk, a folder that may not be written
        file = f"{error.filename}: " if error.filename else ""
        click.secho(f"{file}{error.strerror or error}.", err=True, fg="red", color=color)
        sys.exit(1)
