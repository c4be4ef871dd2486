"""The protocol's revisions, and what a request of each has to say of itself.

Since the revision of 2026-07-28 every request carries its revision, and over HTTP repeats it in headers; before, a
client and a server agreed on one by the request ``initialize``. Both kinds of clients are answered, without sessions.
https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from policysearch.mcp.json_rpc import INVALID_PARAMS, Message, RpcError

STATELESS = ("2026-07-28",)
WITH_HANDSHAKE = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")  # the newest first
SUPPORTED = (*STATELESS, *WITH_HANDSHAKE)
HEADER_MISMATCH, UNSUPPORTED_VERSION = -32020, -32022
VERSION_HEADER, METHOD_HEADER, NAME_HEADER = "mcp-protocol-version", "mcp-method", "mcp-name"
_PREFIX = "io.modelcontextprotocol/"
VERSION_KEY, CAPABILITIES_KEY, SERVER_KEY = (
    _PREFIX + name for name in ("protocolVersion", "clientCapabilities", "serverInfo")
)
Headers = Mapping[str, str]  # by lower-case names


def revision_of(message: Message, headers: Headers | None) -> str:
    """Return the revision that a message is of. ``headers`` are those of HTTP, None where there are none.

    Raise RpcError where the revision is not supported, or where the headers say something else than the message.
    """
    written = message.meta.get(VERSION_KEY)
    header = (headers or {}).get(VERSION_HEADER)
    for version in (header, written):
        if version is not None and version not in SUPPORTED:
            raise _unsupported(str(version))
    if written is None and header not in STATELESS:
        return header or WITH_HANDSHAKE[-2]  # over HTTP, clients before 2025-06-18 say none
    _check_stateless(message, written, headers)
    return str(written)


def _check_stateless(message: Message, written: object, headers: Headers | None) -> None:
    if message.id is None:
        return  # what a notification has to say of itself is not defined
    if written not in STATELESS:
        raise RpcError(INVALID_PARAMS, f"_meta has to name the revision of the protocol as {VERSION_KEY}.")
    if not isinstance(message.meta.get(CAPABILITIES_KEY), dict):
        raise RpcError(INVALID_PARAMS, f"_meta has to have the client's capabilities as {CAPABILITIES_KEY}.")
    if headers is None:
        return
    required: dict[str, object] = {VERSION_HEADER: written, METHOD_HEADER: message.method}
    if message.method == "tools/call":
        required[NAME_HEADER] = message.params.get("name")
    for name, value in required.items():
        if decoded_header(headers.get(name, "")) != value:
            raise RpcError(HEADER_MISMATCH, f"The header {name} is missing or differs from the body.")


def decoded_header(value: str) -> str | None:
    """Return a header's text, which may be written in Base64 as ``=?base64?…?=``; None where that is malformed."""
    if not (value.startswith("=?base64?") and value.endswith("?=")):
        return value
    try:
        return base64.b64decode(value[9:-2], validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None


def _unsupported(version: str) -> RpcError:
    data = {"supported": [*SUPPORTED], "requested": version}
    return RpcError(UNSUPPORTED_VERSION, "Unsupported protocol version", data=data)
