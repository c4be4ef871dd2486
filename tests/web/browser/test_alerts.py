"""A reader follows a search by e-mail, without scripts: from results to the mail, to the button, and out again."""

from collections.abc import Callable
from time import monotonic, sleep

import pytest
from playwright.sync_api import Page, expect

from policysearch.settings import LANGUAGES
from tests.alerts.mail_server import Inbox, ReceivedMail
from tests.alerts.site import link
from tests.web.browser.axe import clean
from tests.web.browser.conftest import PATIENCE

Visit = Callable[..., Page]


def mail_to(inbox: Inbox, receiver: str) -> ReceivedMail:
    """Return the mail to an address, which a thread of the site sends."""
    ends = monotonic() + PATIENCE / 1000
    while monotonic() < ends:
        for mail in inbox.mails:
            if mail.receiver == receiver:
                return mail
        sleep(0.05)
    raise AssertionError("no mail came")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_is_followed_confirmed_and_left_without_scripts(
    visit: Visit, alerting: str, inbox: Inbox, language: str
) -> None:
    page = visit(f"{alerting}/?q=chile&view=highlights&lang={language}", java_script_enabled=False)
    page.click("a[href*='/alerts']")
    page.fill("#address", f"{language}@example.org")
    page.check("[name=rhythm][value=weekly]")
    page.click("form.alert button")
    expect(page.locator("form.alert")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.goto(link(mail_to(inbox, f"{language}@example.org").text, "confirm"))
    page.click("main form button")
    expect(page.locator("main form")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_after_a_button_are_accessible_and_fit_a_phone(
    visit: Visit, alerting: str, inbox: Inbox, language: str
) -> None:
    page = visit(f"{alerting}/alerts?q=chile&lang={language}", width=320)
    page.fill("#address", "ana@example")
    page.evaluate("document.querySelector('form.alert').noValidate = true")
    page.click("form.alert button")
    expect(page.locator("#address")).to_have_attribute("aria-invalid", "true")
    clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.fill("#address", f"axe-{language}@example.org")
    page.click("form.alert button")
    expect(page.locator("form.alert")).to_have_count(0)
    clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(link(mail_to(inbox, f"axe-{language}@example.org").text, "confirm"))
    page.click("main form button")
    expect(page.locator("main form")).to_have_count(0)  # the next page: axe reads no document that is leaving
    clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_is_accessible_and_fits_a_phone(visit: Visit, alerting: str, inbox: Inbox, language: str) -> None:
    form = visit(f"{alerting}/alerts?q=chile&lang={language}")
    form.fill("#address", f"mail-{language}@example.org")
    form.click("form.alert button")
    page = visit("about:blank", width=320)
    page.set_content(mail_to(inbox, f"mail-{language}@example.org").html)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    clean(page)
