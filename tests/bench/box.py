"""The box for other sites, in Chromium: the time until it is usable, and its own time for a keystroke.

The time of a keystroke is the time of its handler and the time from the service's answer (eight suggestions in three
groups) to the list laid out; the pause before the request and the network do not count. A phone is simulated by
this machine, slowed down six times.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from policysearch.web.pages.static_files import BOX, Statics
from tests.bench.figures import Table, milliseconds, percentile
from tests.bench.options import Options

NAMES = ("chromium", "chromium-browser", "google-chrome")
SITE = "http://box.test/"
KEYS = 60
PAGE = """<!doctype html><html lang="en"><script>
customElements.whenDefined("policysearch-box").then(() => { window.usable = performance.now(); });
</script><script src="/static/box.js" defer></script><policysearch-box></policysearch-box>"""
LOADED = "usable - performance.getEntriesByName(new URL('/static/box.js', location).href)[0].responseEnd"
TYPED = """async (keys) => {
  const kinds = ["title", "title", "title", "theme", "theme", "phrase", "phrase", "phrase"];
  const suggestions = kinds.map((kind, n) => ({ kind, text: `Suggestion ${n}`, value: "x", count: n, url: "/" }));
  const body = JSON.stringify({ suggestions });
  const { shadowRoot } = document.querySelector("policysearch-box");
  const [input, list] = ["[role=combobox]", "[role=listbox]"].map((one) => shadowRoot.querySelector(one));
  let answered = 0;
  window.fetch = async () => { const answer = new Response(body); answered = performance.now(); return answer; };
  input.focus();
  const times = [];
  for (let n = 0; n < keys; n++) {
    const began = performance.now();
    input.value = "lesson" + n;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const handled = performance.now() - began;
    await new Promise((shown) => new MutationObserver((_, watch) => { watch.disconnect(); shown(); })
      .observe(list, { childList: true }));
    list.getBoundingClientRect();
    times.push(handled + performance.now() - answered);
  }
  return times;
}"""


def run(options: Options) -> Iterator[Table]:
    """Yield one table."""
    script = Statics().get(BOX)
    assert script is not None
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        devices = {"this machine": 1, "a phone (six times slower)": 6}
        measured = {
            name: _measure(browser, script.content.decode(), slower, options) for name, slower in devices.items()
        }
        browser.close()
    yield Table(
        "The box for other sites (ms; targets: usable within 50, a keystroke within 20)",
        ("on", "usable after it loads, p50", "p95", "keystroke, p50", "p95"),
        [[name, *map(milliseconds, _cells(*times))] for name, times in measured.items()],
        [f"The script with its styles: {len(script.compressed):,} bytes compressed (target: 6,000)."],
        {name: _cells(*times) for name, times in measured.items()},
    )


def _cells(loads: Sequence[float], keys: Sequence[float]) -> list[float]:
    return [percentile(times, share) for times in (loads, keys) for share in (0.50, 0.95)]


def _measure(browser: Browser, script: str, slowdown: int, options: Options) -> tuple[list[float], list[float]]:
    loads: list[float] = []
    keys: list[float] = []
    for _ in range(options.rounds * 4):
        page = browser.new_page()
        devtools: CDPSession = page.context.new_cdp_session(page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        _serve(page, script)
        page.goto(SITE)
        page.wait_for_function("window.usable")
        loads.append(float(page.evaluate(LOADED)))
        keys += page.evaluate(TYPED, KEYS // options.rounds)
        page.close()
    return loads, keys


def _serve(page: Page, script: str) -> None:
    def answer(route: Any) -> None:
        is_script = route.request.url.endswith(".js")
        route.fulfill(body=script if is_script else PAGE, content_type="text/javascript" if is_script else "text/html")

    page.route("**/*", answer)
