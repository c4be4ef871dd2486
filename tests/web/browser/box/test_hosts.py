"""The element on difficult pages: strict policies, hostile styles, pages built late and taken apart again."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from policysearch.web.embed import policies
from tests.web.browser.box.conftest import Host, Service, Visit, field_of

HOSTILE = """
* { all: revert !important; color: #ff00aa !important; background: #ffee00 !important; font-size: 37px !important;
    letter-spacing: 9px !important; text-transform: uppercase !important; line-height: 4 !important;
    text-align: right !important; text-indent: 3em !important; word-spacing: 2em !important;
    white-space: pre !important; cursor: wait !important; box-sizing: content-box !important;
    border: 5px dotted green !important; }
form, input, button, ul, li, p, mark, a { display: none !important; position: fixed !important; float: right; }
"""
LOOKS = """element => {
  const look = (part) => {
    const style = getComputedStyle(element.shadowRoot.querySelector(part));
    return ["color", "backgroundColor", "letterSpacing", "textTransform", "textIndent", "whiteSpace", "wordSpacing",
        "textAlign", "display", "borderTopWidth", "position", "float"].map((name) => style[name]);
  };
  return ["[role=combobox]", "form button", "[role=option]", "form"].map(look);
}"""


def suggested(page: Page) -> None:
    field_of(page).press_sequentially("trade", delay=10)
    expect(page.get_by_role("option", name="Trade & Poverty")).to_be_visible()


@pytest.mark.parametrize("variant", ["hosts", "nonce", "strict-dynamic"])
def test_under_a_policy_that_allows_nothing_else_the_documented_lines_suffice(
    visit: Visit, host: Host, service: Service, variant: str
) -> None:
    lines = policies.element(service.address)[variant].replace("NONCE", "r4nd0m").replace("\n", " ")
    policy = f"default-src 'none'; img-src data:; require-trusted-types-for 'script'; {lines}"
    nonce = "" if variant == "hosts" else ' nonce="r4nd0m"'
    script = f'<script src="{service.address}/static/policysearch-box.js"{nonce} defer></script>'
    boxes = "<policysearch-box accent='#7a1f1f'></policysearch-box><policysearch-box mode='list'></policysearch-box>"
    body = script + boxes
    page = visit(host.page(body, Content_Security_Policy=policy))
    suggested(page)
    button = page.locator("policysearch-box button").first
    assert button.evaluate("button => getComputedStyle(button).backgroundColor") == "rgb(122, 31, 31)"
    expect(page.get_by_role("link", name="Results: 42")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.address}/?q=trade&lang=en")


def test_without_the_documented_lines_the_plain_form_stays(
    browser: Browser, host: Host, service: Service, line: str
) -> None:
    form = f'<form action="{service.address}/"><input name="q" aria-label="Search"></form>'
    body = f"{line}<policysearch-box>{form}</policysearch-box>"
    context = browser.new_context()  # not by ``visit``: this page does complain
    page = context.new_page()
    page.goto(host.page(body, Content_Security_Policy="script-src 'none'"))
    page.fill("input", "chile")
    page.press("input", "Enter")
    expect(page).to_have_url(f"{service.address}/?q=chile")
    context.close()


def test_hostile_styles_change_nothing_within(visit: Visit, host: Host, line: str) -> None:
    body = f"{line}<policysearch-box></policysearch-box>"
    calm, hostile = visit(host.page(body)), visit(host.page(body, f"<style>{HOSTILE}</style>"))
    for page in (calm, hostile):
        suggested(page)
    box = "policysearch-box"
    assert hostile.locator(box).evaluate(LOOKS) == calm.locator(box).evaluate(LOOKS)
    size = hostile.locator(box).evaluate("e => getComputedStyle(e.shadowRoot.querySelector('input')).fontSize")
    assert size == "20px"  # the page's own size, within reason


def test_hostile_styles_leave_results_readable(visit: Visit, host: Host, line: str) -> None:
    body = f"{line}<policysearch-box mode='results' q='chile'></policysearch-box>"
    page = visit(host.page(body, f"<style>{HOSTILE}</style>"), width=320)
    expect(page.locator("#count")).to_have_text("Results: 42")
    report = Axe().run(page, context="policysearch-box")
    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate(
        """() => { const host = document.querySelector("policysearch-box");
        const right = (element) => element.getBoundingClientRect().right;
        return [...host.shadowRoot.querySelectorAll("*")].every((part) => right(part) <= right(host) + 1); }"""
    )


def test_it_takes_the_pages_font_colours_and_measures(visit: Visit, host: Host, line: str) -> None:
    style = """<style>:root { color-scheme: light dark } body { font: 18px/1.2 Georgia }
        #two { --policysearch-accent: rgb(10, 120, 60); --policysearch-radius: 0px; --policysearch-font: monospace;
               --policysearch-text: rgb(1, 2, 3); --policysearch-background: rgb(250, 251, 252) }</style>"""
    boxes = "".join(f"<policysearch-box {a}></policysearch-box>" for a in ("", "id=two", "scheme=light"))
    page = visit(host.page(line + boxes, style), color_scheme="dark")
    styles = page.locator("policysearch-box [role=combobox]").evaluate_all(
        "all => all.map(e => getComputedStyle(e)).map(s => [s.fontFamily, s.fontSize, s.color, s.backgroundColor])"
    )
    assert styles == [
        ["Georgia", "18px", "rgb(232, 230, 225)", "rgb(24, 34, 40)"],
        ["monospace", "18px", "rgb(1, 2, 3)", "rgb(250, 251, 252)"],
        ["Georgia", "18px", "rgb(28, 38, 46)", "rgb(255, 255, 255)"],
    ]
    buttons = page.locator("policysearch-box button").evaluate_all(
        "all => all.map(e => getComputedStyle(e)).map(s => [s.backgroundColor, s.borderRadius])"
    )
    assert buttons[1] == ["rgb(10, 120, 60)", "0px"]


def test_a_page_that_knows_no_dark_stays_light(visit: Visit, host: Host, line: str) -> None:
    body = f"{line}<policysearch-box></policysearch-box><policysearch-box scheme='auto'></policysearch-box>"
    page = visit(host.page(body), color_scheme="dark")
    colours = page.locator("policysearch-box [role=combobox]").evaluate_all(
        "all => all.map(e => getComputedStyle(e).backgroundColor)"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(24, 34, 40)"]


def test_any_accent_gets_readable_words_on_it(visit: Visit, host: Host, line: str) -> None:
    accents = ("#ffffff", "#ffe100", "#e07000", "#777777", "#d4145a", "#0a7d3c", "#000000")
    page = visit(host.page(line + "".join(f"<policysearch-box accent='{a}'></policysearch-box>" for a in accents)))
    expect(page.locator("policysearch-box button").last).to_be_visible()
    report = Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert report.violations_count == 0, report.generate_report()


def test_elements_added_changed_moved_and_removed_by_scripts(visit: Visit, host: Host, service: Service) -> None:
    page = visit(host.page('<div id="app"></div>'))
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url) if "/search" in request.url else None)
    page.evaluate(
        """window.box = document.createElement("policysearch-box");
        document.getElementById("app").append(box)"""
    )
    page.add_script_tag(url=f"{service.address}/static/policysearch-box.js")
    suggested(page)
    page.evaluate(
        """() => { const chosen = { lang: "es", mode: "results", q: "chile", year: "1985" };
        for (const name in chosen) box.setAttribute(name, chosen[name]); }"""
    )
    expect(page.locator("#count")).to_have_text("Resultados: 1")
    assert len(urls) == 1
    page.evaluate("document.querySelector('main').prepend(box)")
    expect(page.locator("#count")).to_have_text("Resultados: 1")
    service.pause()
    field_of(page).fill("agua")
    with page.expect_request(lambda request: "/search" in request.url):
        page.get_by_role("button", name="Buscar").click()
    with page.expect_event("requestfailed", lambda request: "/search" in request.url) as failed:
        page.evaluate("box.remove()")
    assert "q=agua" in failed.value.url
    service.go_on()
    page.evaluate("document.getElementById('app').append(box)")
    expect(page.locator("#count")).to_have_text("Resultados: 1")


def test_several_on_a_page_keep_apart(visit: Visit, host: Host, line: str) -> None:
    page = visit(host.page(line + '<policysearch-box placeholder="First"></policysearch-box>' * 2 + line))
    field_of(page, 1).press_sequentially("trade", delay=10)
    expect(page.locator("policysearch-box").nth(1).get_by_role("option")).to_have_count(1)
    expect(page.locator("policysearch-box").nth(0).get_by_role("option")).to_have_count(0)
    expect(field_of(page, 0)).to_have_value("")
