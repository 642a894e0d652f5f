"""Somebody with a browser: goes where words lead, and looks at each page for barriers on the way."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

PHONE, DESK = 375, 1280
SHOTS = "TOPRUNG_SHOTS"
"""Names a folder that pictures of the pages on the way are put into."""
_MOST_TABS = 80
_HIGH, _MOST_HIGH, _QUALITY = 800, 1600, 40


@dataclass
class Walker:
    """A person at a device."""

    page: Page
    address: str
    width: int
    looked: int = 0
    """Pages that were looked at."""
    broken: list[str] = field(default_factory=list)
    """Errors of scripts."""

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(path if path.startswith("http") else self.address + path)

    def click(self, words: str) -> None:
        """Follow a link, or press a button, by its words."""
        self.page.locator("main").get_by_role("link", name=words).or_(
            self.page.locator("main").get_by_role("button", name=words)
        ).first.click()

    def fill(self, **values: str) -> None:
        """Fill fields by their names."""
        for name, value in values.items():
            self.page.fill(f"[name={name}]", value)

    def reads(self, words: str) -> None:
        """Expect words on the page."""
        expect(self.page.locator("main")).to_contain_text(words)

    def says_not(self, words: str) -> None:
        """Expect that words are not on the page."""
        expect(self.page.locator("main")).not_to_contain_text(words)

    def tab_to(self, selector: str) -> None:
        """Press Tab until what is meant has the focus, and look that the focus can be seen."""
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                assert self.page.evaluate("document.activeElement.matches(':focus-visible')")
                return
        raise AssertionError(f"the keyboard does not reach {selector} on {self.page.url}")

    def look(self, name: str) -> None:
        """Look that a page has no barrier, in light and in dark, and fits the width."""
        assert barriers(self.page) == [], name
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, f"{name}: {self.page.url}"
        self.page.emulate_media(color_scheme="light")
        if folder := os.environ.get(SHOTS):
            self._picture(Path(folder), name)
        self.looked += 1

    def _picture(self, folder: Path, name: str) -> None:
        """Keep a page as it looks at both widths, from the top."""
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": _HIGH})
            self.page.mouse.move(0, 0)
            high = min(_MOST_HIGH, self.page.evaluate("document.documentElement.scrollHeight"))
            clip = {"x": 0, "y": 0, "width": width, "height": high}
            taken = self.page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
            name = name.replace(".", "-").replace("_", "-")
            Image.open(BytesIO(taken)).convert("RGB").save(folder / f"{name}-{width}.webp", quality=_QUALITY, method=6)
        self.page.set_viewport_size({"width": self.width, "height": _HIGH})


def barriers(page: Page) -> list[object]:
    """Return what axe-core finds on a page; in the dark nothing but colours can differ."""
    page.emulate_media(color_scheme="light")
    found = list(Axe().run(page).response["violations"])
    page.emulate_media(color_scheme="dark")
    return found + list(Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"])


@contextmanager
def device(browser: Browser, address: str, width: int, cookie: str = "") -> Iterator[Walker]:
    """Return somebody with a device of so many pixels, signed in or not."""
    context = browser.new_context(viewport={"width": width, "height": _HIGH}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    if cookie:
        context.add_cookies([{"name": "toprung", "value": cookie, "url": address}])
    walker = Walker(context.new_page(), address, width)
    walker.page.on("pageerror", lambda error: walker.broken.append(str(error)))
    yield walker
    assert walker.broken == []
    context.close()
