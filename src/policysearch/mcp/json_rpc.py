"""Messages of JSON-RPC 2.0, as the protocol uses it: one request or notification at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

JSON = dict[str, Any]
PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS, INTERNAL_ERROR = -32700, -32600, -32601, -32602, -32603
MessageId = str | int


class RpcError(Exception):
    """A message that cannot be answered as it is. ``status`` is that of HTTP; ``data`` says more to programs."""

    def __init__(self, code: int, message: str, status: int = 400, data: JSON | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.data = data


@dataclass(frozen=True, slots=True)
class Message:
    """A request, or with ``id`` None a notification."""

    id: MessageId | None
    method: str
    params: JSON

    @property
    def meta(self) -> JSON:
        """Return what the message says of itself."""
        meta = self.params.get("_meta")
        return meta if isinstance(meta, dict) else {}


def decode(content: bytes | str) -> JSON:
    """Return the one object that ``content`` holds. Raise RpcError where it holds none.

    Half a surrogate pair is refused: no answer could repeat it. Whole numbers beyond 64 bits become floats.
    """
    try:
        message = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise RpcError(PARSE_ERROR, "This is no JSON.") from None
    if isinstance(message, list):
        raise RpcError(INVALID_REQUEST, "A batch is not answered: send each request by itself.")
    if not isinstance(message, dict):
        raise RpcError(INVALID_REQUEST, "The body has to be a single request or notification.")
    return message


def id_of(message: JSON) -> MessageId | None:
    """Return the id of a request; None where it has none that an answer could name."""
    message_id = message.get("id")
    return message_id if isinstance(message_id, str | int) and not isinstance(message_id, bool) else None


def read_message(message: JSON) -> Message:
    """Return the request or notification. Raise RpcError where it is neither."""
    method, params = message.get("method"), message.get("params", {})
    if message.get("jsonrpc") != "2.0" or not isinstance(method, str):
        raise RpcError(INVALID_REQUEST, "The body has to be a request or notification of JSON-RPC 2.0.")
    if "id" in message and id_of(message) is None:
        raise RpcError(INVALID_REQUEST, "The id of a request has to be a text or a whole number.")
    if not isinstance(params, dict):
        raise RpcError(INVALID_REQUEST, "The parameters have to be an object.")
    return Message(id_of(message), method, params)


def result(message_id: MessageId | None, content: JSON) -> JSON:
    """Return the answer to a request."""
    return {"jsonrpc": "2.0", "id": message_id, "result": content}


def error(message_id: MessageId | None, refusal: RpcError) -> JSON:
    """Return the error that answers a request."""
    body: JSON = {"code": refusal.code, "message": refusal.message}
    if refusal.data is not None:
        body["data"] = refusal.data
    return {"jsonrpc": "2.0", "id": message_id, "error": body}
