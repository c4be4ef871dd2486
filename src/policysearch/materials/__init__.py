"""Materials: Markdown with front matter -> Workshop and Problems. The only room that knows Markdown."""

from policysearch.materials.markdown import plain, render
from policysearch.materials.reading import read
from policysearch.materials.sources import Source, sources

__all__ = ["Source", "plain", "read", "render", "sources"]
