"""The frame on other sites: an ordinary one, one without scripts, and one as WordPress makes of a pasted link."""

import json
import re
from html import escape
from html.parser import HTMLParser
from urllib.request import urlopen

import pytest
from playwright.sync_api import Frame, Page, expect

from policysearch.web.embed import policies
from policysearch.web.embed.snippets import LISTENER
from tests.web.browser.box.conftest import Host, Service, Visit, field_of

SECRET = "a1B2c3D4e5"
# What WordPress's wp-embed.js does with messages of its sandboxed frames.
WORDPRESS = """<script>
window.told = [];
addEventListener("message", ({ data, source }) => {
  if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
  for (const frame of document.querySelectorAll(`iframe[data-secret="${data.secret}"]`)) {
    if (source !== frame.contentWindow) continue;
    told.push(data);
    if (data.message === "height") frame.height = Math.min(Math.max(parseInt(data.value, 10), 200), 1000);
    if (data.message !== "link") continue;
    const host = (address) => new URL(address, location).host;
    if (host(data.value) === host(frame.getAttribute("src")) && document.activeElement === frame)
      window.top.location.href = data.value;
  }
});
</script>"""


class Discovery(HTMLParser):
    """Finds the oEmbed address in a page's head, as content systems do."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.address = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "link" and attributes.get("type") == "application/json+oembed":
            self.address = attributes["href"] or ""


def wordpress(link: str) -> str:
    """What WordPress makes of a pasted link: discovery, then its filter of what an unknown provider answers."""
    with urlopen(link) as page:
        discovered = Discovery(page.read().decode()).address
    with urlopen(f"{discovered}&maxwidth=640&maxheight=960") as answer:
        record = json.load(answer)
    assert record["type"] == "rich"
    frame = re.search(r"<iframe.*?></iframe>", record["html"])
    assert frame is not None
    names = ("src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title")
    attributes = " ".join(f'{n}="{v}"' for n, v in re.findall(r'(\w+)="([^"]*)"', frame[0]) if n in names)
    attributes = re.sub(r'src="([^"]*)"', rf'src="\1#?secret={SECRET}" data-secret="{SECRET}"', attributes)
    return f'<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" {attributes}></iframe>'


def framed(page: Page) -> Frame:
    page.frame_locator("iframe").locator("policysearch-box").wait_for()
    return page.frames[1]


def test_a_frame_searches_the_whole_window_and_tells_its_height(visit: Visit, host: Host, service: Service) -> None:
    frame = (
        f'<iframe src="{service.address}/embed?lang=es&theme=ict" title="Lessons" width="100%" height="300"></iframe>'
    )
    page = visit(host.page(frame + LISTENER))
    inside = framed(page)
    expect(page.locator("iframe")).not_to_have_attribute("height", "300")
    low = int(page.locator("iframe").get_attribute("height") or 0)
    field_of(inside).press_sequentially("trade", delay=10)
    expect(inside.get_by_role("option")).to_be_visible()
    list_height = (inside.locator("[role=listbox]").bounding_box() or {"height": 0})["height"]
    page.wait_for_function("least => document.querySelector('iframe').height >= least", arg=low + list_height)
    inside.wait_for_function("document.documentElement.scrollHeight <= innerHeight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.address}/?q=trade&theme=ict&lang=es")


def test_a_frame_under_a_strict_policy_needs_its_one_line(visit: Visit, host: Host, service: Service) -> None:
    policy = f"default-src 'none'; img-src data:; {policies.frame(service.address)}"
    frame = f'<iframe src="{service.address}/embed?mode=list" title="Lessons"></iframe>'
    page = visit(host.page(frame, Content_Security_Policy=policy))
    expect(framed(page).get_by_role("link", name="Workshop 39")).to_be_visible()


def test_a_frame_asked_for_again_is_still_a_frame(visit: Visit, host: Host, service: Service) -> None:
    frame = f'<iframe src="{service.address}/embed?mode=list&lang=fr" title="Lessons"></iframe>'
    page = visit(host.page(frame))
    expect(framed(page).get_by_role("link", name="Workshop 39")).to_be_visible()
    page.reload()
    expect(framed(page).get_by_role("link", name="Workshop 39")).to_be_visible()


def test_no_other_page_can_be_framed(visit: Visit, host: Host, service: Service) -> None:
    for path in ("/", "/?q=chile", "/embed/setup", "/workshops/ict-use"):
        headers = urlopen(service.address + path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("mode", ["", "mode=results&q=chile", "mode=list"])
def test_without_scripts_a_frame_is_a_form_and_titles(visit: Visit, host: Host, service: Service, mode: str) -> None:
    frame = f'<iframe src="{service.address}/embed?{mode}" title="Lessons" width="600" height="500"></iframe>'
    page = visit(host.page(frame), java_script_enabled=False)
    inside = framed(page)
    if mode:
        expect(inside.get_by_role("link", name="Workshop 39")).to_be_visible()
    if "list" in mode:
        inside.get_by_role("link", name="Workshop 39").click()
        expect(page).to_have_url(f"{service.address}/workshops/w39")
        return
    inside.get_by_role("searchbox").fill("chile")
    inside.get_by_role("button").click()
    expect(page).to_have_url(f"{service.address}/?lang=en&q=chile")


def test_wordpress_makes_a_box_of_the_start_page(visit: Visit, host: Host, service: Service) -> None:
    page = visit(host.page(WORDPRESS + wordpress(f"{service.address}/?lang=es")))
    inside = framed(page)
    assert inside.evaluate("self.origin") == "null"
    expect(page.locator("iframe")).to_have_attribute("height", "200")
    field_of(inside).click()
    field_of(inside).press_sequentially("trade", delay=10)
    expect(inside.get_by_role("option")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.address}/?q=trade&lang=es")


def test_wordpress_makes_results_in_place_of_a_results_page(visit: Visit, host: Host, service: Service) -> None:
    page = visit(host.page(WORDPRESS + wordpress(f"{service.address}/?q=chile&country=PA")))
    inside = framed(page)
    expect(inside.locator("#count")).to_have_text("Results: 41")
    page.wait_for_function("told.at(-1)?.value > 400 && document.querySelector('iframe').height == told.at(-1).value")
    inside.get_by_role("button", name="Next").click()
    expect(inside.locator(".title").first).to_have_text("Workshop 34")
    inside.get_by_role("link", name="Workshop 34").click()
    expect(page).to_have_url(f"{service.address}/workshops/w34?lang=en")


def test_a_sandbox_that_is_not_wordpress_gets_results_in_place(visit: Visit, host: Host, service: Service) -> None:
    address = escape(f"{service.address}/embed?lang=en&year=1985")
    page = visit(host.page(f'<iframe sandbox="allow-scripts" src="{address}" title="Lessons"></iframe>'))
    inside = framed(page)
    field_of(inside).fill("chile")
    inside.get_by_role("button", name="Search").click()
    expect(inside.locator("#count")).to_have_text("Results: 1")
    expect(field_of(inside)).to_have_value("chile")
