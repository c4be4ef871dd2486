"""Every page also as Markdown: its address with ``.md`` at the end, for programs and assistants that read texts."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from policysearch.web.addresses import split_address
from policysearch.web.markdown_text import page_to_markdown
from policysearch.web.site import site

ENDING = ".md"
START = "/index"  # what the start page, and so a page of results, is called: /index.md?q=…
FILES = "attachments.attachment"  # an attached file may have that ending itself


def install_markdown_pages(app: Flask) -> None:
    """Make ``app`` answer a page's address with ``.md`` by its Markdown. To be called after the ETags."""
    app.before_request(answer_as_markdown)


def page_path(path: str) -> str:
    """Return the path of the page whose Markdown ``path`` is; any other path as it is."""
    if not path.endswith(ENDING):
        return path
    page = path.removesuffix(ENDING)
    return "/" if page in ("", "/", START) else page


def markdown_path(path: str) -> str:
    """Return the path of the Markdown of the page at ``path``."""
    return (START if path == "/" else path) + ENDING


def is_markdown() -> bool:
    """Return whether this request asks for a page as Markdown."""
    return request.method in ("GET", "HEAD") and request.path.endswith(ENDING) and request.endpoint != FILES


def answer_as_markdown() -> AnyResponse | None:
    """Return the Markdown of a page; None where another answer is asked for, or there is no such page."""
    if not is_markdown():
        return None
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        endpoint, arguments = adapter.match(page_path(request.path), "GET")
    except HTTPException:  # no such page, or a redirect: the answer is that of the address itself
        return None
    room = endpoint.rpartition(".")[0]  # the page's blueprint, whose rules hold for its Markdown too
    for prepare in current_app.before_request_funcs.get(room, ()):
        current_app.ensure_sync(prepare)()
    page = current_app.make_response(current_app.ensure_sync(current_app.view_functions[endpoint])(**arguments))
    if 300 <= page.status_code < 400:
        return _redirect(page)
    if page.mimetype != "text/html" or page.is_streamed:
        return None
    text = page_to_markdown(page.get_data(as_text=True), _full_address)
    headers = {"X-Robots-Tag": "noindex"}  # the page says the same
    response = Response(text, page.status_code, headers, content_type="text/markdown; charset=utf-8")
    for finish in reversed(current_app.after_request_funcs.get(room, ())):
        response = current_app.ensure_sync(finish)(response)
    return response


def _redirect(response: AnyResponse) -> AnyResponse:
    """Return the redirect to where the other page's Markdown is."""
    address = split_address(response.headers["Location"])
    if address is not None and not address.path.endswith(ENDING):
        response.headers["Location"] = address._replace(path=markdown_path(address.path)).geturl()
    return response


def _full_address(href: str) -> str:
    return site().addresses.absolute(href) if href.startswith("/") else href
