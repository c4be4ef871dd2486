"""The box on other sites: the frame, the page where a webmaster makes it, and oEmbed."""

from policysearch.web.embed.routes import embed

__all__ = ["embed"]
