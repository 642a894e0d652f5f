import re
from itertools import pairwise
from pathlib import Path

import pytest

from reports import look
from reports.render import html


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def on_scale(share: float) -> str:
    """Mix a field's colour as plotly.js does: linear between the steps."""
    for (start, first), (end, last) in pairwise(look.SCALE):
        if share <= end:
            part = (share - start) / (end - start)
            mixed = [round(int(first[i : i + 2], 16) * (1 - part) + int(last[i : i + 2], 16) * part) for i in (1, 3, 5)]
            return "#" + "".join(f"{value:02x}" for value in mixed)
    raise AssertionError(share)


@pytest.mark.parametrize("colour", [*look.COLOURS.values(), look.NEUTRAL])
@pytest.mark.parametrize("page", [look.LIGHT_PAGE, look.DARK_PAGE])
def test_marks_reach_3_to_1_on_light_and_dark_pages(colour: str, page: str) -> None:
    assert contrast(colour, page) >= 3


@pytest.mark.parametrize("share", [step / 100 for step in range(101)])
def test_shares_are_legible_in_their_fields(share: float) -> None:
    ink = "#000000" if share <= look.PALE_UP_TO else "#ffffff"
    assert contrast(on_scale(share), ink) >= 4.5


def test_the_pages_that_charts_are_chosen_for_are_those_of_the_style_sheet() -> None:
    style = (Path(html.__file__).parent / "assets" / "report.css").read_text(encoding="utf-8")
    assert re.findall(r"--card: (#\w{6});", style) == [look.LIGHT_PAGE, look.DARK_PAGE]


def test_each_level_has_a_shape_of_its_own() -> None:
    assert len(set(look.SHAPES.values())) == len(look.SHAPES)


def test_markup_in_a_label_is_taken_as_text() -> None:
    assert "<a" not in look.label("<a href='x'>y</a>")


def test_a_long_label_is_cut_after_three_lines() -> None:
    assert look.label("orchestration " * 20).count("<br>") == 2
