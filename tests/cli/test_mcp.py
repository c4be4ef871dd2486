"""``policysearch mcp``: a line in, a line out, until the end of the input."""

import json
from io import BytesIO

from policysearch.cli import mcp
from policysearch.cli.mcp import answer_lines
from policysearch.mcp import TOOLS, McpServer
from policysearch.mcp.json_rpc import JSON
from policysearch.mcp.tool import Parameters
from tests.cli.conftest import Run


def ask(path: str, parameters: Parameters, body: JSON | None = None) -> JSON:
    raise AssertionError("nothing is asked here")


def answers(lines: bytes) -> list[JSON]:
    written = BytesIO()
    answer_lines(McpServer("Lessons", "1", TOOLS, ask), BytesIO(lines), written)
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_each_request_has_its_line_and_notifications_and_empty_lines_have_none() -> None:
    ping = b'{"jsonrpc": "2.0", "id": %d, "method": "ping"}\n'
    lines = (
        ping % 1 + b"\n" + b'{"jsonrpc": "2.0", "method": "notifications/cancelled"}\n' + b"{\n" + (ping % 2).strip()
    )
    assert [(line["id"], "error" in line) for line in answers(lines)] == [(1, False), (None, True), (2, False)]


def test_a_line_over_the_limit_is_refused_and_the_next_one_answered() -> None:
    ping = b'{"jsonrpc": "2.0", "id": 3, "method": "ping"}\n'
    too_long = b" " * (3 * mcp.MAX_LINE_BYTES // 2) + ping
    refused, answered = answers(b"[" + too_long + ping)
    assert refused["error"]["code"] == -32700
    assert answered == {"jsonrpc": "2.0", "id": 3, "result": {}}


def test_half_a_surrogate_pair_is_refused_and_the_next_line_answered() -> None:
    half = b'{"jsonrpc": "2.0", "id": "\\ud83d", "method": "ping"}\n'
    refused, answered = answers(half + half.replace(b"ud83d", b"ud83d\\ude00"))
    assert refused["error"]["code"] == -32700
    assert answered["id"] == "\N{GRINNING FACE}"


def test_the_command_answers_from_the_index(run: Run) -> None:
    run("new", "lima", "--title", "Trade", "--start", "2012-01-01")
    assert run("build", "--yes").exit_code == 0
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "facets", "arguments": {}}}
    result = run("mcp", answers=json.dumps(call) + "\n")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["result"]["structuredContent"]["total"] == 0
