"""Answers of text, gzipped for a reader who takes it."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

SMALLEST = 600
TEXTS = ("text/", "application/json", "application/problem+json", "application/xml", "application/atom+xml")


def compress(app: Flask) -> None:
    """Compress what ``app`` answers, where that pays; streamed answers pass through."""
    app.after_request(compressed)


def compressed(response: Response) -> Response:
    """The same answer in fewer bytes."""
    if not (response.mimetype or "").startswith(TEXTS):
        return response
    response.vary.add("Accept-Encoding")
    if (
        response.is_streamed
        or response.content_encoding
        or not request.accept_encodings["gzip"]
        or (response.content_length or 0) < SMALLEST
    ):
        return response
    response.set_data(gzip.compress(response.get_data(), 4, mtime=0))
    response.content_encoding = "gzip"
    return response
