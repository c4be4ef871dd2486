"""The server of the protocol: one message in, one answer out, nothing remembered.

https://modelcontextprotocol.io/specification/2026-07-28
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from typing import NamedTuple

from policysearch.mcp.json_rpc import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    JSON,
    METHOD_NOT_FOUND,
    Message,
    RpcError,
    decode,
    error,
    id_of,
    read_message,
    result,
)
from policysearch.mcp.revisions import SERVER_KEY, STATELESS, SUPPORTED, WITH_HANDSHAKE, Headers, revision_of
from policysearch.mcp.tool import ApiRefusalError, AskApi, Tool, ToolError

CAPABILITIES: JSON = {"tools": {}}
CACHED_FOR: JSON = {"ttlMs": 3_600_000, "cacheScope": "public"}  # tools change with the software alone
INSTRUCTIONS = (
    "Lessons learned in policy workshops, each with the country whose experience it tells of. Search or compare first,"
    " then cite every lesson you use by its url. Quote lessons as they are; where nothing is found, say so."
)

log = logging.getLogger(__name__)


class Reply(NamedTuple):
    """An answer: the status of HTTP and the body; None is no body, as for a notification."""

    status: int
    body: JSON | None


class McpServer:
    """Answers messages with ``tools``, which ask the site's API by ``ask``. Threads may share it."""

    def __init__(self, name: str, version: str, tools: Mapping[str, Tool], ask: AskApi) -> None:
        self._info = {"name": "policysearch", "title": name, "version": version}
        self._tools = tools
        self._ask = ask

    def answer(self, content: bytes | str, headers: Headers | None = None) -> Reply:
        """Return the answer to one message. ``headers`` are those of HTTP, by lower-case names; None elsewhere."""
        message_id = None
        try:
            decoded = decode(content)
            message_id = id_of(decoded)
            message = read_message(decoded)
            revision = revision_of(message, headers)
            if message.id is None:
                return Reply(202, None)
            return Reply(200, result(message.id, self._result(message, revision)))
        except RpcError as refusal:
            return Reply(refusal.status, error(message_id, refusal))
        except Exception:
            log.exception("A message was not answered")
            return Reply(500, error(message_id, RpcError(INTERNAL_ERROR, "Internal error")))

    def _result(self, message: Message, revision: str) -> JSON:
        is_stateless = revision in STATELESS
        methods: dict[str, Callable[[JSON], JSON]] = {"tools/list": self._list, "tools/call": self._call}
        if is_stateless:
            methods["server/discover"] = self._discover
        else:
            methods |= {"initialize": self._initialize, "ping": lambda _params: {}}
        if message.method not in methods:
            status = 404 if is_stateless else 200
            raise RpcError(METHOD_NOT_FOUND, f"There is no method {message.method!r}.", status)
        content = methods[message.method](message.params)
        return {"resultType": "complete", **content, "_meta": {SERVER_KEY: self._info}} if is_stateless else content

    def _discover(self, _params: JSON) -> JSON:
        return {
            "supportedVersions": [*SUPPORTED],
            "capabilities": CAPABILITIES,
            "instructions": INSTRUCTIONS,
            **CACHED_FOR,
        }

    def _initialize(self, params: JSON) -> JSON:
        requested = params.get("protocolVersion")
        return {
            "protocolVersion": requested if requested in WITH_HANDSHAKE else WITH_HANDSHAKE[0],
            "capabilities": CAPABILITIES,
            "serverInfo": self._info,
            "instructions": INSTRUCTIONS,
        }

    def _list(self, _params: JSON) -> JSON:
        return {"tools": [tool.description_for_clients() for tool in self._tools.values()], **CACHED_FOR}

    def _call(self, params: JSON) -> JSON:
        tool, arguments = self._tools.get(str(params.get("name"))), params.get("arguments", {})
        if tool is None or not isinstance(arguments, dict):
            raise RpcError(INVALID_PARAMS, f"There is no tool {params.get('name')!r}, or its arguments are no object.")
        try:
            tool.check(arguments)
            content = tool.call(arguments, self._ask)
        except (ToolError, ApiRefusalError) as refusal:
            return {"content": [{"type": "text", "text": str(refusal)}], "isError": True}
        text = json.dumps(content, ensure_ascii=False)
        return {"content": [{"type": "text", "text": text}], "structuredContent": content, "isError": False}
