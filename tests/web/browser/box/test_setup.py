"""The page where a webmaster makes a box; what it gives is pasted as it is and works."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.axe import clean
from tests.web.browser.box.conftest import Host, Lines, Service, Visit, field_of


def test_the_element_pasted_as_given_works(visit: Visit, host: Host, service: Service, lines: Lines) -> None:
    page = visit(host.page(lines("element", "system=html&boxlang=es&theme=ict&accent=%237a1f1f&scheme=dark")))
    field_of(page).press_sequentially("trade", delay=10)
    expect(page.get_by_role("option", name="Trade & Poverty")).to_be_visible()
    button = page.get_by_role("button", name="Buscar")
    assert button.evaluate("button => getComputedStyle(button).backgroundColor") == "rgb(122, 31, 31)"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.address}/?q=trade&theme=ict&lang=es")


def test_the_elements_form_pasted_as_given_works_without_scripts(
    visit: Visit, host: Host, service: Service, lines: Lines
) -> None:
    page = visit(host.page(lines("element", "boxlang=es&country=PA&q=a%22b")), java_script_enabled=False)
    expect(page.get_by_role("searchbox")).to_have_value('a"b')
    page.fill("input[name=q]", "chile")
    page.click("button")
    expect(page).to_have_url(f"{service.address}/?country=PA&lang=es&q=chile")


def test_one_version_pasted_as_given_is_checked_and_works(visit: Visit, host: Host, lines: Lines) -> None:
    policy = "script-src 'unsafe-inline' *; require-trusted-types-for 'script'"
    body = lines("pinned") + "<policysearch-box mode='list' limit='1'></policysearch-box>"
    assert 'integrity="sha384-' in body
    page = visit(host.page(body, Content_Security_Policy=policy))
    expect(page.get_by_role("link", name="Workshop 39")).to_be_visible()


def test_a_changed_file_would_not_load(browser: Browser, host: Host, lines: Lines) -> None:
    page = browser.new_page()
    page.goto(host.page(lines("pinned").replace("sha384-", "sha384-AAAA") + "<policysearch-box></policysearch-box>"))
    assert page.evaluate("customElements.get('policysearch-box')") is None
    page.close()


@pytest.mark.parametrize("variant", ["csp-hosts", "csp-nonce", "csp-strict-dynamic"])
def test_the_policy_pasted_as_given_lets_the_element_work(
    visit: Visit, host: Host, service: Service, lines: Lines, variant: str
) -> None:
    policy = f"default-src 'none'; img-src data:; {' '.join(lines(variant).split())}"
    nonce = "" if variant == "csp-hosts" else ' nonce="NONCE"'
    page = visit(host.page(lines("element").replace("<script", f"<script{nonce}"), Content_Security_Policy=policy))
    field_of(page).press_sequentially("trade", delay=10)
    page.get_by_role("option", name="Trade & Poverty").click()
    expect(page).to_have_url(f"{service.address}/workshops/trade-and-poverty?lang=en")


def test_the_frame_pasted_as_given_works_and_grows_with_the_lines_given(
    visit: Visit, host: Host, service: Service, lines: Lines
) -> None:
    frame = lines("frame", "system=sharepoint&mode=list&boxlang=fr&country=US")
    page = visit(host.page(frame + lines("listener")))
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("link", name="Résultats : 1")).to_be_visible()
    expect(page.locator("iframe")).not_to_have_attribute("height", "420")
    inside.get_by_role("link", name="Résultats : 1").click()
    expect(page).to_have_url(f"{service.address}/?q=&country=US&lang=fr")


def test_the_form_the_link_and_the_feed_pasted_as_given_work(
    visit: Visit, host: Host, service: Service, lines: Lines
) -> None:
    page = visit(host.page(lines("form", "boxlang=pt&year=1985")), java_script_enabled=False)
    page.fill("input[name=q]", "chile")
    page.click("button")
    expect(page.locator("#count")).to_contain_text("1")
    assert page.goto(lines("link", "boxlang=pt&year=1985&q=chile"))
    expect(page.locator("#count")).to_contain_text("1")
    feed = page.request.get(lines("feed", "boxlang=pt&year=1985"))
    assert feed.ok
    assert feed.text().count("<entry") == 1


def test_each_choice_renews_the_preview_and_the_lines(visit: Visit, service: Service) -> None:
    page = visit(f"{service.address}/embed/setup")
    preview = page.frame_locator("iframe.preview")
    expect(preview.get_by_role("combobox")).to_be_visible()
    page.get_by_label("A live list").check()
    expect(preview.get_by_role("link", name="Workshop 39")).to_be_visible()
    page.get_by_label("Workshop held in").select_option("US")
    expect(preview.get_by_role("link", name="ICT Use")).to_be_visible()
    page.get_by_label("Español").check()
    expect(preview.get_by_role("link", name="Uso de las TIC")).to_be_visible()
    expect(page.locator("#element")).to_contain_text('<policysearch-box mode="list" lang="es" country="US">')
    page.locator("#way-pinned summary").click()
    page.get_by_label("SharePoint").check()
    expect(page.get_by_text("In the Embed web part.")).to_be_visible()
    expect(page.locator("#pinned")).to_be_visible()  # what was unfolded stays so
    assert "system=sharepoint&mode=list&boxlang=es" in page.url
    page.reload()
    expect(page.get_by_label("SharePoint")).to_be_checked()


def test_lines_are_copied(visit: Visit, service: Service) -> None:
    page = visit(f"{service.address}/embed/setup?system=html", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#way-element .copy").click()
    expect(page.locator("#announce")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#element").text_content()


def test_without_scripts_the_choices_are_sent_with_a_button(visit: Visit, service: Service) -> None:
    page = visit(f"{service.address}/embed/setup", java_script_enabled=False)
    page.get_by_label("Drupal").check()
    page.get_by_label("Theme").select_option("ict")
    page.get_by_role("button", name="Show the code").click()
    expect(page.get_by_label("Drupal")).to_be_checked()
    expect(page.locator("#element")).to_contain_text('theme="ict"')


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_is_accessible(visit: Visit, service: Service, language: str) -> None:
    page: Page = visit(f"{service.address}/embed/setup?lang={language}&mode=results")
    expect(page.frame_locator("iframe.preview").locator("#count")).to_be_visible()
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    clean(page)


def test_nothing_is_lost_at_320_pixels(visit: Visit, service: Service) -> None:
    page = visit(f"{service.address}/embed/setup?lang=fr", width=320)
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
