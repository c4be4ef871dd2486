"""axe's rules on an open page, light and dark."""

from functools import cache
from typing import Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WHOLE: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
OF_COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "link-in-text-block"],
}  # all that dark changes


@cache
def script() -> str:
    return str(Axe().axe_script)


def violations(page: Page) -> list[str]:
    """Return axe's report on the page in each colour scheme where it finds something to mend."""
    page.wait_for_load_state()  # axe reads no document that is half there
    page.evaluate(script())
    reports = []
    for scheme, options in (("light", WHOLE), ("dark", OF_COLOURS)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # no colour halfway
        report = AxeResults(page.evaluate("options => axe.run(options)", options))
        if report.violations_count:
            reports.append(f"{scheme}: {report.generate_report()}")
    return reports


def clean(page: Page) -> None:
    assert violations(page) == []
