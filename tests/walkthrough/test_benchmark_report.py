"""The written report in a real browser, from the folder, with no server."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from reports import kinds
from reports.render import html

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TRIAL = "many/trials/orchestration-model-1.html"
CONTRASTS = """
() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = parts(colour).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (parts(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("h1, h2, h3, p, li, th, td, small, dt, dd, a, summary, pre, figcaption")];
  return texts.filter((e) => e.checkVisibility() && !e.closest(".skip")).map((element) => {
    const [low, high] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => a - b);
    return { text: element.textContent.trim().slice(0, 40), ratio: (high + 0.05) / (low + 0.05) };
  }).filter((found) => found.ratio < 4.5);
}
"""
SIZES = """
() => [...document.querySelectorAll(".plot .main-svg:first-child")].map((e) => [e.clientWidth, e.clientHeight])
"""


@dataclass
class Opened:
    """A page in the browser, and everything that it said or asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    for name in ("many", "long names"):
        html.write(kinds.samples("benchmark")[name].pages, folder / name)
    return folder


def opened(browser: Browser, path: Path, width: int) -> Opened:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    shown = Opened(page)
    page.on("console", lambda message: shown.said.append(message.text))
    page.on("pageerror", lambda error: shown.said.append(str(error)))
    page.on("request", lambda request: shown.asked.append(request.url))
    page.goto(path.as_uri())
    expect(page.locator(".plot:not(:has(.main-svg))")).to_have_count(0)
    return shown


@pytest.mark.parametrize(("name", "width"), [("many", 1280), ("many", 375), ("long names", 375)])
def test_the_report_opens_without_a_server_an_error_or_sideways_scroll(
    browser: Browser, report: Path, name: str, width: int
) -> None:
    shown = opened(browser, report / name / "index.html", width)
    assert shown.said == []
    assert all(url.startswith("file://") for url in shown.asked)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.page.locator(".plot .main-svg").count() > 0


def test_charts_keep_their_height_and_fill_the_page_when_it_is_made_narrow_and_wide_again(
    browser: Browser, report: Path
) -> None:
    shown = opened(browser, report / "many" / "index.html", 1280)

    def sizes(*, until_narrow: bool) -> list[list[int]]:
        """Return widths and heights once all are drawn anew; the page's policy forbids Playwright's own waiting."""
        for _ in range(50):
            found: list[list[int]] = shown.page.evaluate(SIZES)
            if all((wide <= 375) == until_narrow for wide, _ in found):
                return found
            shown.page.wait_for_timeout(100)
        return found

    before = sizes(until_narrow=False)
    shown.page.set_viewport_size({"width": 375, "height": 900})
    assert all(wide <= 375 for wide, _ in sizes(until_narrow=True))
    shown.page.set_viewport_size({"width": 1280, "height": 900})
    assert sizes(until_narrow=False) == before
    assert shown.said == []


def test_a_trial_fits_a_phone_and_leads_back_to_the_run(browser: Browser, report: Path) -> None:
    shown = opened(browser, report / TRIAL, 375)
    shown.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 375
    assert shown.page.get_by_text("<script>alert(1)</script>").count() > 0
    shown.page.get_by_role("link", name="The whole run").click()
    expect(shown.page.get_by_role("heading", level=1)).to_have_text("Monthly expense reconciliation")
    assert shown.said == []


@pytest.mark.parametrize("name", ["many/index.html", TRIAL])
def test_text_reaches_4_5_to_1_in_light_and_dark(browser: Browser, report: Path, name: str) -> None:
    shown = opened(browser, report / name, 1280)
    assert shown.page.evaluate(CONTRASTS) == []
    shown.page.emulate_media(color_scheme="dark")
    for tick in shown.page.locator(".plot .ytick text").all()[:1]:
        expect(tick).to_have_css("fill", "rgb(233, 230, 223)")
    assert shown.page.evaluate(CONTRASTS) == []


def test_the_keyboard_reaches_the_content_first_and_then_the_tables(browser: Browser, report: Path) -> None:
    shown = opened(browser, report / TRIAL, 375)
    shown.page.keyboard.press("Tab")
    assert shown.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    shown.page.keyboard.press("Enter")
    for _ in range(shown.page.locator("nav a").count() + 2):  # behind the links, the chart's fold and then its table
        shown.page.keyboard.press("Tab")
    assert shown.page.evaluate("document.activeElement.className") == "scroll"
