"""What every drawing has to be: legible, without anything that a page would not let in, and told in words as well."""

from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from harness.api.drawing import graph_file, graph_svg
from harness.api.drawing.texts import Line
from harness.errors import BadDesign
from harness.plan.design import Design, parse_design, read_design
from tasks_bank.catalog import PACKAGED
from tests.harness.api.drawing.reading import SVG, boxes, font_width, line_points, texts
from tests.harness.fakes import PETTY_CASH
from tests.harness.orchestrators.teams import BOOK, agent, team

PATHS = [*(PETTY_CASH / "designs").glob("*.toml"), *PACKAGED.glob("*/designs/*.toml")]
FAR_BACK = """
[[gate]]
after = "adder"
check = "tool:diff"
arguments = { left = "book", right = "lines", on = ["line"], keep = "left" }
returns_to = "reader"
[[gate]]
after = "adder"
check = "agent:judge"
returns_to = "adder"
max_returns = 3
[[gate]]
after = "sorter"
check = "person"
[[escalate]]
table = "lines"
item = "line"
when = "category == 'meals'"
reason = "over_limit"
"""
MANY = team(
    BOOK,
    agent("sorter", 'reads = ["book"]', 'writes = ["lines"]'),
    agent("adder", 'reads = ["lines"]', 'writes = ["totals"]'),
    agent("judge", 'reads = ["totals", "lines"]'),
    FAR_BACK,
)
each_design = pytest.mark.parametrize(
    "design", [*(read_design(path) for path in PATHS), MANY], ids=lambda design: design.name
)
LIGHT, DARK = "#ffffff", "#1a2027"


def drawn(design: Design) -> Element:
    return fromstring(graph_svg(design))  # noqa: S314 - we made it ourselves


@each_design
def test_no_label_overlaps_another_or_leaves_the_picture(design: Design) -> None:
    root = drawn(design)
    labels = texts(root)
    assert not [(a.says, b.says) for a, b in combinations(labels, 2) if a.meets(b)]
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    assert all(label.left >= 0 and label.right <= width and label.bottom <= height for label in labels)


@each_design
def test_boxes_stand_apart_and_hold_the_labels_that_begin_in_them(design: Design) -> None:
    root = drawn(design)
    found = boxes(root)
    assert not [pair for pair in combinations(found, 2) if pair[0].meets(pair[1])]
    for label in texts(root):
        around = [box for box in found if box.holds(label.left, label.top)]
        assert all(label.right <= box.right and label.bottom <= box.bottom for box in around), label.says


@each_design
def test_no_line_runs_through_a_box_or_a_label(design: Design) -> None:
    root = drawn(design)
    blocks = [*boxes(root), *texts(root)]
    for says, points in line_points(root):
        assert not [box for box in blocks for x, y in points if box.holds(x, y)], says


@each_design
def test_every_agent_and_who_feeds_whom_is_told_in_words_as_well(design: Design) -> None:
    root = drawn(design)
    about = root.findtext(f"{SVG}desc") or ""
    assert all(agent.name in about for agent in design.agent)
    assert root.get("role") == "img"
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) == ids
    assert all(says in about for says, _ in line_points(root) if " gives " in says)


@each_design
def test_a_drawing_fits_a_page_in_its_width(design: Design) -> None:
    assert float(drawn(design).get("width", "0")) <= 1060


def test_a_drawing_in_a_page_brings_no_style_script_font_or_address_of_its_own() -> None:
    root = drawn(MANY)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "g", "path", "rect", "circle", "text"),
    }
    assert not [key for element in root.iter() for key in element.attrib if key in {"style", "href"} or key[:2] == "on"]
    assert "<style>svg:root{" in graph_file(MANY)


def test_names_are_text_and_never_markup() -> None:
    design = team(BOOK, agent("<b>&sorter", 'reads = ["book"]', 'writes = ["lines"]'))
    assert "<b>&sorter" in [label.says for label in texts(drawn(design))]


def test_code_a_gate_and_a_person_are_told_by_word_and_shape_and_not_by_colour_alone() -> None:
    says = [label.says for label in texts(drawn(MANY))]
    assert says.count("code, asks no model") == 1
    assert {"gate: diff", "judge", "gate: a person", "a person", "exceptions"} <= set(says)
    assert "times at most" in " ".join(says)


@pytest.mark.parametrize("page", [LIGHT, DARK])
def test_colours_of_lines_reach_three_to_one_on_a_light_and_a_dark_page(page: str) -> None:
    colours = {element.get("stroke", "") for element in drawn(MANY).iter()} - {""}
    assert len(colours) == 4
    assert {colour for colour in colours if contrast(colour, page) < 3} == set()


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("text", ["", "illicit, filing (1/2)", "WWWW mmmm %%", "a_long-Name @2", "Überschuss — ok…"])
@pytest.mark.parametrize("is_name", [True, False])
def test_a_text_is_given_at_least_the_room_that_the_font_takes(text: str, *, is_name: bool) -> None:
    line = Line(text, is_name)
    assert line.width_px >= font_width(text, line.size_px, bold=is_name)


def test_agents_in_a_circle_cannot_be_drawn(tmp_path: Path) -> None:
    head = f'name = "d"\nversion = 1\nlevel = "orchestration"\ntask = "{tmp_path.name}"\n'
    text = agent("a", 'reads = ["y"]', 'writes = ["x"]') + agent("b", 'reads = ["x"]', 'writes = ["y"]')
    with pytest.raises(BadDesign, match="in a circle"):
        graph_svg(parse_design(head + text, "d.toml"))
