"""Compression: responses of text are gzipped for clients that accept it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

from policysearch.method_cache import cached_for_short_texts
from policysearch.web.http.security_headers import add_vary

try:
    from isal import isal_zlib  # a tenth of zlib's time, for a twentieth more bytes

    compressobj: Callable[..., Any] = isal_zlib.compressobj
except ImportError:  # there is no wheel for this machine
    compressobj = zlib.compressobj

MAX_HEADER = 200  # characters of a header that stays known
MIN_BYTES = 600
TEXT_TYPES = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/xml",
    "application/atom+xml",
    "application/x-bibtex",
    "application/x-research-info-systems",
)
LEVEL = 2
GZIP_WBITS = 16 + zlib.MAX_WBITS


def install_compression(app: Flask) -> None:
    """Make ``app`` compress its responses where that pays."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Return the response, gzipped where it is text and the client accepts gzip."""
    if not (response.mimetype or "").startswith(TEXT_TYPES):
        return response
    add_vary(response, "Accept-Encoding")
    if response.content_encoding or not accepts_gzip(request.headers.get("Accept-Encoding", "")):
        return response
    if response.is_streamed:
        response.response = _compress_stream(response.iter_encoded())
    elif (response.content_length or 0) < MIN_BYTES:
        return response
    else:
        response.set_data(_compressed(response.get_data()))
    response.content_encoding = "gzip"
    return response


@cached_for_short_texts(256, MAX_HEADER)
def accepts_gzip(accept_encoding: str) -> bool:
    """Return True where an Accept-Encoding header accepts gzip.

    Cached: browsers send few different headers, and parsing one takes a noticeable part of an API answer's time.
    """
    return bool(parse_accept_header(accept_encoding)["gzip"])


def _compressed(content: bytes) -> bytes:
    """Return ``content`` as one gzip stream without a time, so that the same content gives the same bytes."""
    compressor = compressobj(LEVEL, zlib.DEFLATED, GZIP_WBITS)
    return bytes(compressor.compress(content) + compressor.flush())


def _compress_stream(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield ``chunks`` as one gzip stream."""
    compressor = compressobj(LEVEL, zlib.DEFLATED, GZIP_WBITS)
    for chunk in chunks:
        if compressed := compressor.compress(chunk):
            yield compressed
    yield compressor.flush()
