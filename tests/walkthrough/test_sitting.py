"""A whole sitting in a real browser: at 375 pixels, by keyboard alone, with a cut network and on a second device."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.walkthrough.serving import FLAGS, Served, served

SEND = "#answer button:not([name])"
CHOICE = "#answer input[name=choice]"
MOST_TABS = 60


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("service"), size=10) as found:
        yield found


def device(browser: Browser, service: Served) -> BrowserContext:
    context = browser.new_context(viewport={"width": 375, "height": 700})
    context.add_cookies([{"name": "toprung", "value": service.cookie, "url": service.address}])
    return context


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is meant has the focus, and look that the focus can be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def choose(page: Page) -> None:
    """Choose the second answer by keyboard."""
    tab_to(page, CHOICE)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")


def answer(page: Page) -> None:
    """Answer the question by keyboard, and wait for what comes next."""
    before = page.locator("h1").inner_text()
    choose(page)
    tab_to(page, SEND)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text(before)


def barriers(page: Page) -> list[object]:
    """Return what axe-core finds on a page, in light and in dark."""
    found: list[object] = []
    page.emulate_media(color_scheme="light")
    found += Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="dark")
    return found + list(Axe().run(page).response["violations"])


def test_a_sitting_by_keyboard_goes_on_after_a_cut_and_on_another_device(browser: Browser, service: Served) -> None:
    phone = device(browser, service)
    page = phone.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{service.address}/learner/begin")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Question 1")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    answer(page)

    phone.set_offline(True)
    choose(page)
    tab_to(page, SEND)
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("No connection. Your answer is kept on this device")
    phone.set_offline(False)
    expect(page.locator("h1")).to_have_text("Question 3", timeout=15_000)
    assert page.evaluate("localStorage.length") == 0

    choose(page)
    expect(page.locator("#saved")).to_have_text("Saved.")
    where = page.url
    phone.close()
    assert broken == []

    laptop = device(browser, service)
    page = laptop.new_page()
    page.goto(where)
    expect(page.locator("h1")).to_have_text("Question 3")
    expect(page.locator(CHOICE).nth(1)).to_be_checked()
    while page.locator("#answer").count():
        answer(page)
    tab_to(page, "main .button")
    page.keyboard.press("Enter")
    expect(page.locator(".ladder .said").first).to_be_visible()
    assert barriers(page) == []
    laptop.close()
