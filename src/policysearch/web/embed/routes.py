"""The addresses of the box: ``/embed``, ``/embed/setup``, ``/oembed``."""

from __future__ import annotations

from flask import Blueprint, Response

from policysearch.web.embed import frame, oembed, setup

embed = Blueprint("embed", __name__)


@embed.get("/embed")
def frame_page() -> Response:
    """Show the box as a page for a frame."""
    return frame.page()


@embed.get("/embed/setup")
def setup_page() -> Response:
    """Show the page on which a webmaster makes a box and copies its lines."""
    return setup.page()


@embed.get("/oembed")
def oembed_response() -> Response:
    """Send what a content system shows in place of a pasted link."""
    return oembed.response()
