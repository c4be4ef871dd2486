"""The MCP endpoint for assistants, off unless the setting ``mcp`` is on: the same answers and limits as the API."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import orjson
from flask import Blueprint, Response, abort, current_app, request

from policysearch import __version__
from policysearch.mcp import TOOLS, ApiRefusalError, McpServer
from policysearch.mcp.json_rpc import INVALID_REQUEST, JSON, RpcError, error
from policysearch.mcp.tool import Parameters
from policysearch.web.languages import set_request_language
from policysearch.web.rsgi import IN_MEMORY
from policysearch.web.site import site

mcp = Blueprint("mcp", __name__)
PATH = "/mcp"
API = "/api/v1"
MAX_BODY_BYTES = 1_000_000
_LOOPBACK = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?")


@mcp.post(PATH)
def endpoint() -> Response:
    """Answer one message of the protocol (streamable HTTP, without streams and sessions)."""
    if not site().settings.mcp:
        abort(404)
    if not _is_own_origin(request.headers.get("Origin")):
        return _send(403, error(None, RpcError(INVALID_REQUEST, "Requests from pages of other sites are refused.")))
    if request.mimetype != "application/json":
        abort(415)
    if request.accept_mimetypes and not request.accept_mimetypes["application/json"]:
        abort(406)
    request.max_content_length = MAX_BODY_BYTES
    request.environ[IN_MEMORY] = True  # the answer to match names paragraphs of a draft
    headers = {name.lower(): value for name, value in request.headers.items()}
    reply = mcp_server(site().settings.name("en")).answer(request.get_data(), headers)
    return _send(*reply)


def mcp_server(name: str) -> McpServer:
    """Return what answers messages, within the context of the app."""
    return McpServer(name, __version__, TOOLS, ask_api)


def ask_api(path: str, parameters: Parameters, body: JSON | None = None) -> JSON:
    """Return what the API answers, asked within this process. Raises ApiRefusalError with what it says instead.

    The request of the assistant has been counted already: none of what surrounds a request is done again.
    """
    method: dict[str, Any] = {"method": "GET"} if body is None else {"method": "POST", "json": body}
    with current_app.test_request_context(API + path, query_string=_encoded(parameters), **method):
        try:
            set_request_language()
            response = current_app.make_response(current_app.dispatch_request())
        except Exception as failure:
            response = current_app.make_response(current_app.handle_user_exception(failure))
        if response.status_code == 301:  # a workshop has another slug now
            return ask_api(_path_below_api(response.headers["Location"]), parameters, body)
        answer = orjson.loads(response.get_data())
    if response.status_code != 200:
        raise ApiRefusalError(" ".join(filter(None, (answer.get("detail") or answer.get("title"), answer.get("hint")))))
    return dict(answer)


def _encoded(parameters: Parameters) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in parameters:
        values.setdefault(name, []).append(value)
    return values


def _path_below_api(location: str) -> str:
    return urlsplit(location).path.removeprefix(site().addresses.prefix).removeprefix(API)


def _is_own_origin(origin: str | None) -> bool:
    """Return whether a request comes from no page, or from one of this site. The Host header proves nothing of it."""
    public = site().addresses.origin
    return origin is None or (origin == public if public else bool(_LOOPBACK.fullmatch(origin)))


def _send(status: int, body: JSON | None) -> Response:
    content = b"" if body is None else orjson.dumps(body)
    return Response(content, status, mimetype="application/json", headers={"Cache-Control": "no-store"})
