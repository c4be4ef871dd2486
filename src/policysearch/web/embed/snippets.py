"""The lines that a webmaster pastes into a page. They are tested as pasted."""

from __future__ import annotations

from markupsafe import Markup

from policysearch.web.addresses import Addresses
from policysearch.web.catalogues import template_translations
from policysearch.web.embed.options import Options
from policysearch.web.pages.static_files import BOX, Statics

HEIGHTS = {"box": 70, "list": 420, "results": 640}  # of a frame; the field and its button are 70 pixels high
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
    """The lines for one box of ``options``; the site's name is ``title``.

    A page that ``is_form`` as a whole takes no form within: the end of the inner one would be its own end.
    """

    def __init__(
        self, options: Options, addresses: Addresses, statics: Statics, title: str, *, is_form: bool = False
    ) -> None:
        self.base = (addresses.origin or UNKNOWN) + addresses.prefix
        self._options = options
        self._addresses = addresses
        self._statics = statics
        self._title = title
        self._is_form = is_form

    def element(self) -> str:
        """Return the script of the element, and the element with what works without scripts: a form, or a link."""
        attributes = Markup("").join(Markup(' {}="{}"').format(*pair) for pair in self._options.attributes())
        plain = "\n".join(f"  {line}" for line in self.plain().splitlines())
        return f"{self.script()}\n<policysearch-box{attributes}>\n{plain}\n</policysearch-box>"

    def script(self) -> str:
        """Return the script tag of the newest version."""
        return f'<script src="{self.base}/static/{BOX}" defer></script>'

    def pinned(self) -> str:
        """Return the script tag of the newest release by its own address, with its hash."""
        newest = self._statics.releases[-1]
        file = self._statics.get(newest)
        integrity = file.integrity if file else ""
        address = f"{self.base}/static/{newest}"
        return f'<script src="{address}"\n  integrity="{integrity}"\n  crossorigin="anonymous" defer></script>'

    def plain(self) -> str:
        """Return what needs no script: a form or, within a page that is a form itself, a link."""
        translate = template_translations(self._options.get("lang")).gettext
        label = self._options.get("placeholder") or translate("Search lessons from policy workshops")
        if self._is_form:
            return str(Markup('<a href="{}">{}</a>').format(self.address(), label))
        params = [pair for pair in self._options.search_params() if pair[0] != "q"]
        hidden_params = [*params, ("lang", self._options.get("lang"))]
        hidden = [Markup('  <input type="hidden" name="{}" value="{}">').format(*pair) for pair in hidden_params]
        lines = [
            Markup('<form action="{}/" role="search">').format(self.base),
            *hidden,
            Markup('  <label>{} <input type="search" name="q" value="{}"></label>').format(
                label, self._options.get("q")
            ),
            Markup("  <button>{}</button>").format(translate("Search")),
            "</form>",
        ]
        return "\n".join(map(str, lines))

    def frame(self) -> str:
        """Return the frame."""
        height = HEIGHTS[self._options.get("mode") or "box"]
        frame = Markup(
            '<iframe src="{}" title="{}"\n  width="100%" height="{}" frameborder="0" loading="lazy"></iframe>'
        )
        return str(frame.format(self._absolute("/embed", self._options.pairs), self._title, height))

    def address(self) -> str:
        """Return the address of the page that the box leads to; WordPress makes a box of it."""
        return self._absolute("/", [*self._options.search_params(), ("lang", self._options.get("lang"))])

    def feed(self) -> str:
        """Return the address of the same results as a feed."""
        return self._absolute("/feed.atom", [*self._options.search_params(), ("lang", self._options.get("lang"))])

    def _absolute(self, path: str, pairs: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> str:
        return (self._addresses.origin or UNKNOWN) + self._addresses.bare(path, pairs)
