"""The search box on other sites: its frame, the page that makes it for a webmaster, and oEmbed."""

from policysearch.web.embed.routes import embed

__all__ = ["embed"]
