"""What every page is made of: contrasts by the formula of WCAG 2.2, and the parts as a browser sees them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tests.assessor.web.look.gallery import WEB, drawn, write

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SHEETS = sorted((WEB / "static").glob("*.css"))
BACKS = ("paper", "card", "sunk")
TEXTS = (
    *((ink, back) for ink in ("ink", "soft", "link") for back in BACKS),
    *(("ink", back) for back in ("good-back", "warn-back", "bad-back", "heat-1", "heat-2", "heat-3")),
    *(("soft", back) for back in ("good-back", "warn-back", "bad-back")),
    *(("bad-ink", back) for back in BACKS),
    ("on-act", "act"),
    ("on-act", "act-over"),
    ("card", "bad-edge"),
    ("card", "bad-ink"),
    ("on-heat", "heat-4"),
    ("on-heat", "heat-5"),
    ("on-made-up", "made-up-back"),
)
INTERFACE = (
    *((edge, back) for edge in ("edge", "act", "focus", "here", "point", "bad-edge") for back in ("paper", "card")),
    ("good-edge", "good-back"),
    ("warn-edge", "warn-back"),
    ("bad-edge", "bad-back"),
    ("point", "track"),
    ("point", "span"),
    ("here", "good-back"),
)


def palettes() -> dict[str, dict[str, str]]:
    said = (WEB / "static" / "palette.css").read_text(encoding="utf-8")
    light, dark, _ = said.split("@media")
    found = {"light": dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})", light))}
    found["dark"] = found["light"] | dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})", dark))
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_a_contrast_of_at_least_4_5(scheme: str) -> None:
    colours = palettes()[scheme]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXTS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_and_marks_have_a_contrast_of_at_least_3(scheme: str) -> None:
    colours = palettes()[scheme]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in INTERFACE}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_colours_are_named_in_the_palette_alone() -> None:
    found = [sheet.name for sheet in SHEETS if re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", sheet.read_text("utf-8"))]
    assert found == ["palette.css"]


def test_every_property_that_is_used_is_in_the_palette() -> None:
    said = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", said)) <= set(re.findall(r"--([a-z0-9-]+):", said))


def test_no_part_has_inline_style_or_script_or_a_foreign_address() -> None:
    said = drawn()
    assert not re.search(r"<style|<script>| style=| on[a-z]+=|https?://", said)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_the_parts_fit_and_have_no_barriers(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.goto(write(tmp_path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
