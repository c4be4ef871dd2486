"""The server: one message in, one answer out; what is wrong is refused as the protocol says."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.mcp import TOOLS, ApiRefusalError, McpServer, Reply
from policysearch.mcp.json_rpc import JSON
from policysearch.mcp.revisions import CAPABILITIES_KEY, SERVER_KEY, SUPPORTED, VERSION_KEY
from policysearch.mcp.tool import Parameters

VERSION = "2026-07-28"
META = {VERSION_KEY: VERSION, CAPABILITIES_KEY: {}}


def refuse(path: str, parameters: Parameters, body: JSON | None = None) -> JSON:
    raise ApiRefusalError(f"Refused {path}.")


SERVER = McpServer("Lessons", "1", TOOLS, refuse)


def request(method: str, params: JSON | None = None, **more: Any) -> JSON:
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}, **more}


def modern(method: str, **params: Any) -> JSON:
    return request(method, {**params, "_meta": META})


def headers(method: str, **more: str) -> dict[str, str]:
    return {"mcp-protocol-version": VERSION, "mcp-method": method} | {k.replace("_", "-"): v for k, v in more.items()}


def answer(message: Any, of_http: Mapping[str, str] | None = None) -> Reply:
    return SERVER.answer(json.dumps(message), of_http)


def code(reply: Reply) -> int:
    assert reply.body is not None
    number = reply.body["error"]["code"]
    assert isinstance(number, int)
    return number


def test_it_says_what_it_is_in_the_current_revision() -> None:
    reply = answer(modern("server/discover"), headers("server/discover"))
    assert reply.status == 200
    assert reply.body is not None
    result = reply.body["result"]
    assert result["supportedVersions"][0] == VERSION
    assert result["resultType"] == "complete"
    assert result["capabilities"] == {"tools": {}}
    assert result["_meta"][SERVER_KEY] == {"name": "policysearch", "title": "Lessons", "version": "1"}
    assert result["ttlMs"] > 0
    assert result["cacheScope"] == "public"


@pytest.mark.parametrize(("requested", "agreed"), [(v, v) for v in SUPPORTED[1:]] + [("1999-01-01", "2025-11-25")])
def test_clients_of_earlier_revisions_agree_on_one(requested: str, agreed: str) -> None:
    reply = answer(request("initialize", {"protocolVersion": requested, "capabilities": {}}), {})
    assert reply.body is not None
    assert reply.body["result"]["protocolVersion"] == agreed
    assert answer({"jsonrpc": "2.0", "method": "notifications/initialized"}, {}) == Reply(202, None)
    assert answer(request("ping"), {"mcp-protocol-version": agreed}).body == {"jsonrpc": "2.0", "id": 1, "result": {}}


def test_every_tool_only_reads_and_says_what_it_takes() -> None:
    reply = answer(modern("tools/list"), headers("tools/list"))
    assert reply.body is not None
    for tool in reply.body["result"]["tools"]:
        assert tool["annotations"]["readOnlyHint"]
        assert tool["inputSchema"]["additionalProperties"] is False
        assert {*tool["inputSchema"]["required"]} <= {*tool["inputSchema"]["properties"]}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", -32700),
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 100_000, -32700),
        (b"1" * 10_000, -32700),
        (b'{"jsonrpc": "2.0", "id": "\\ud800", "method": "ping"}', -32700),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "\\udfff"}}', -32700),
        (b'{"jsonrpc": "2.0", "id": %d, "method": "ping"}' % 2**64, -32600),
        (b"[]", -32600),
        (b"[{}]", -32600),
        (b"null", -32600),
        (b"{}", -32600),
        (b'{"jsonrpc": "1.0", "id": 1, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "result": {}}', -32600),
        (b'{"jsonrpc": "2.0", "id": null, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": true, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}', -32600),
    ],
)
def test_what_is_no_message_is_refused(content: bytes, expected: int) -> None:
    reply = SERVER.answer(content, {})
    assert reply.status == 400
    assert code(reply) == expected


def test_a_batch_is_refused_in_words() -> None:
    reply = answer([modern("tools/list"), modern("tools/list")], headers("tools/list"))
    assert reply.body is not None
    assert reply.body["id"] is None
    assert reply.body["error"] == {"code": -32600, "message": "A batch is not answered: send each request by itself."}


@pytest.mark.parametrize(
    ("message", "of_http", "expected", "status"),
    [
        (modern("tools/list"), headers("tools/call"), -32020, 400),
        (modern("tools/list"), {"mcp-protocol-version": VERSION}, -32020, 400),
        (modern("tools/list"), {"mcp-method": "tools/list"}, -32020, 400),
        (modern("tools/list"), headers("tools/list") | {"mcp-protocol-version": "2025-11-25"}, -32020, 400),
        (modern("tools/call", name="search"), headers("tools/call"), -32020, 400),
        (modern("tools/call", name="search"), headers("tools/call", mcp_name="facets"), -32020, 400),
        (modern("tools/call", name="search"), headers("tools/call", mcp_name="=?base64?x?="), -32020, 400),
        (request("tools/list"), headers("tools/list"), -32602, 400),
        (request("tools/list", {"_meta": {VERSION_KEY: VERSION}}), headers("tools/list"), -32602, 400),
        (request("tools/list", {"_meta": {**META, VERSION_KEY: "1900-01-01"}}), None, -32022, 400),
        (request("tools/list"), {"mcp-protocol-version": "1900-01-01"}, -32022, 400),
        (modern("nothing"), headers("nothing"), -32601, 404),
        (modern("ping"), headers("ping"), -32601, 404),
        (request("nothing"), {}, -32601, 200),
        (modern("tools/call", name="nothing"), headers("tools/call", mcp_name="nothing"), -32602, 400),
        (modern("tools/call", name="search", arguments=[]), headers("tools/call", mcp_name="search"), -32602, 400),
    ],
)
def test_a_request_is_refused_where_headers_and_body_differ_or_nothing_answers_it(
    message: JSON, of_http: dict[str, str] | None, expected: int, status: int
) -> None:
    reply = answer(message, of_http)
    assert (code(reply), reply.status) == (expected, status)
    assert reply.body is not None
    assert reply.body["id"] == 1


def test_an_unsupported_revision_is_answered_with_the_supported_ones() -> None:
    reply = answer(request("tools/list"), {"mcp-protocol-version": "2030-01-01"})
    assert reply.body is not None
    assert reply.body["error"]["data"] == {"supported": [*SUPPORTED], "requested": "2030-01-01"}


def test_a_name_may_be_written_in_base64() -> None:
    reply = answer(modern("tools/call", name="search"), headers("tools/call", mcp_name="=?base64?c2VhcmNo?="))
    assert reply.status == 200


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("search", {"query": 1}, "query takes a text of at most 1,000 characters"),
        ("search", {"query": "x" * 1_001}, "query takes"),
        ("search", {"limit": 51}, "limit takes a whole number from 1 to 50"),
        ("search", {"limit": True}, "limit takes"),
        ("search", {"countries": "CL"}, "countries takes a list of 0 to 20 values, each a text"),
        ("search", {"countries": ["C"]}, "countries takes"),
        ("search", {"lang": "de"}, "lang takes one of en, es, pt, fr"),
        ("search", {"words": "x"}, "There is no argument 'words'"),
        ("get_lesson", {}, "The argument id is missing."),
        ("get_lesson", {"id": "a b"}, "takes a lesson's id"),
        ("compare", {"countries": ["CL"]}, "countries takes a list of 2 to 4 values"),
        ("facets", {"facets": ["colour"]}, "facets takes a list of 1 to 7 values, each one of theme"),
        ("facets", {}, "Refused /search."),
    ],
)
def test_wrong_arguments_are_said_so_that_an_assistant_can_mend_them(tool: str, arguments: JSON, said: str) -> None:
    reply = answer(request("tools/call", {"name": tool, "arguments": arguments}))
    assert reply.body is not None
    result = reply.body["result"]
    assert result["isError"]
    assert said in result["content"][0]["text"]


def test_a_defect_is_named_without_its_details(caplog: pytest.LogCaptureFixture) -> None:
    def fail(path: str, parameters: Parameters, body: JSON | None = None) -> JSON:
        raise ValueError("a secret")

    reply = McpServer("Lessons", "1", TOOLS, fail).answer(json.dumps(request("tools/call", {"name": "facets"})))
    assert reply.status == 500
    assert "secret" not in str(reply.body)
    assert "A message was not answered" in caplog.text


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["tools/call", "2.0", VERSION]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
messages = st.fixed_dictionaries(
    {},
    optional={
        "jsonrpc": st.sampled_from(["2.0", 2]),
        "id": values,
        "method": st.sampled_from(["tools/call", "tools/list", "initialize", "server/discover", ""]),
        "params": values
        | st.fixed_dictionaries(
            {"name": st.sampled_from([*TOOLS]), "arguments": values, "_meta": st.just(META) | values}
        ),
    },
)


@given(messages | values)
def test_any_message_is_answered(message: Any) -> None:
    for of_http in (None, {}, headers("tools/call", mcp_name="search")):
        reply = answer(message, of_http)
        assert reply.status in (200, 202, 400, 404)
        assert (reply.body is None) == (reply.status == 202)
