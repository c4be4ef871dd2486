"""``policysearch mcp``."""

from __future__ import annotations

import json
import sys
from typing import BinaryIO

import click

from policysearch.cli.options import common
from policysearch.engines.registry import open_engine
from policysearch.mcp import McpServer
from policysearch.search.service import open_service
from policysearch.settings import Settings

MAX_LINE_BYTES = 1_000_000


@click.command("mcp")
@common
def command(settings: Settings) -> None:
    """Answer an assistant on standard input and output (MCP), from the index of this machine.

    \b
    policysearch mcp
    policysearch mcp --settings /srv/lessons/policysearch.toml
    """
    from policysearch.web import create_app
    from policysearch.web.api.mcp_endpoint import mcp_server

    searcher = open_service(open_engine(settings), settings)
    try:
        with create_app(searcher, settings).app_context():
            answer_lines(mcp_server(settings.name("en")), sys.stdin.buffer, sys.stdout.buffer)
    finally:
        searcher.close()


def answer_lines(server: McpServer, lines: BinaryIO, answers: BinaryIO) -> None:
    """Answer each line of ``lines``, a message, with a line; until their end. A line over the limit is no JSON."""
    while line := lines.readline(MAX_LINE_BYTES):
        if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            _skip_line(lines)
        if line.strip() and (body := server.answer(line).body) is not None:
            answers.write(json.dumps(body, ensure_ascii=False).encode("utf-8") + b"\n")
            answers.flush()


def _skip_line(lines: BinaryIO) -> None:
    while (rest := lines.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
        pass
