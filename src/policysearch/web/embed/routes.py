"""The addresses: ``/embed``, ``/embed/setup``, ``/oembed``."""

from __future__ import annotations

from flask import Blueprint, Response

from policysearch.web.embed import frame, oembed, setup

embed = Blueprint("embed", __name__)


@embed.get("/embed")
def framed() -> Response:
    """The box as a page for a frame."""
    return frame.page()


@embed.get("/embed/setup")
def setting_up() -> Response:
    """Where a webmaster chooses, sees and copies."""
    return setup.page()


@embed.get("/oembed")
def discovered() -> Response:
    """What a content system makes of a pasted link."""
    return oembed.answer()
