"""The lines a webmaster pastes. They are tested as pasted."""

from __future__ import annotations

from markupsafe import Markup

from policysearch.web.addresses import Addresses
from policysearch.web.embed.oembed import HEIGHTS
from policysearch.web.embed.options import Options
from policysearch.web.languages import wording
from policysearch.web.pages.static_files import BOX, Statics

UNKNOWN = "https://HOST"  # where the settings name no public_url
LISTENER = """\
<script>
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "policysearch:height") return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source) frame.height = data.height;
});
</script>"""


class Snippets:
    """Lines for one box of ``options``, on the site called ``title``, at ``addresses``."""

    def __init__(self, options: Options, addresses: Addresses, statics: Statics, title: str) -> None:
        self.base = (addresses.origin or UNKNOWN) + addresses.prefix
        self._options = options
        self._addresses = addresses
        self._statics = statics
        self._title = title

    def element(self) -> str:
        """The element with its plain form, after the script that gives it life."""
        attributes = Markup("").join(Markup(' {}="{}"').format(*pair) for pair in self._options.attributes())
        form = "\n".join(f"  {line}" for line in self.form().splitlines())
        return f"{self.script()}\n<policysearch-box{attributes}>\n{form}\n</policysearch-box>"

    def script(self) -> str:
        """The newest version."""
        return f'<script src="{self.base}/static/{BOX}" defer></script>'

    def pinned(self) -> str:
        """One released version, with its hash."""
        newest = self._statics.releases[-1]
        held = self._statics.get(newest)
        integrity = held.integrity if held else ""
        address = f"{self.base}/static/{newest}"
        return f'<script src="{address}"\n  integrity="{integrity}"\n  crossorigin="anonymous" defer></script>'

    def form(self) -> str:
        """A form that needs nothing."""
        word = wording(self._options.get("lang")).gettext
        label = self._options.get("placeholder") or word("Search lessons from policy workshops")
        asked = [pair for pair in self._options.searched() if pair[0] != "q"]
        kept = [*asked, ("lang", self._options.get("lang"))]
        hidden = [Markup('  <input type="hidden" name="{}" value="{}">').format(*pair) for pair in kept]
        lines = [
            Markup('<form action="{}/" role="search">').format(self.base),
            *hidden,
            Markup('  <label>{} <input type="search" name="q" value="{}"></label>').format(
                label, self._options.get("q")
            ),
            Markup("  <button>{}</button>").format(word("Search")),
            "</form>",
        ]
        return "\n".join(map(str, lines))

    def frame(self) -> str:
        """A frame."""
        height = HEIGHTS[self._options.get("mode") or "box"]
        frame = Markup(
            '<iframe src="{}" title="{}"\n  width="100%" height="{}" frameborder="0" loading="lazy"></iframe>'
        )
        return str(frame.format(self._absolute("/embed", self._options.pairs), self._title, height))

    def address(self) -> str:
        """The page that the box leads to: a link, or what WordPress makes a box of."""
        asked = self._options.searched()
        return self._absolute("/", [*asked, ("lang", self._options.get("lang"))])

    def feed(self) -> str:
        """The same as a feed."""
        return self._absolute("/feed.atom", [*self._options.searched(), ("lang", self._options.get("lang"))])

    def _absolute(self, path: str, pairs: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> str:
        return (self._addresses.origin or UNKNOWN) + self._addresses.bare(path, pairs)
