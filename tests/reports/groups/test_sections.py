"""What a report on a group tells, what it hides, and that what is hidden is named with its reason."""

import csv
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

from reports.charts.group_areas import figure as areas_figure
from reports.charts.share_movement import figure as movement_figure
from reports.data import Chart, Note, Page
from reports.groups.made_up import HIDDEN, group, hidden, nobody
from reports.groups.report import build
from reports.groups.rows import AreaField, AreaFigure, Figures, Group, Movement, Share, ShareMoved
from reports.groups.sections import movement, standing
from reports.groups.wording import in_words, points
from reports.render import csv_files, json_file, text


def said(made: Group) -> str:
    """Return the report as text, without its lines' ends."""
    return " ".join(text.render(Page("index", build(made))).split())


def told(made: Group) -> Figures:
    assert made.told is not None
    return made.told


def test_a_share_is_said_with_its_interval() -> None:
    assert in_words(Share(0.414, 0.25, 0.59)) == "41 in 100 (25 to 59)"


def test_a_difference_that_rounds_to_nothing_has_no_minus() -> None:
    assert points(Share(-0.001, -0.2, 0.004)) == "+0 points (-20 to +0)"


def test_the_largest_share_leads() -> None:
    assert "The largest share is at Supplying: 37 in 100" in said(group(40))


def test_a_hidden_group_is_named_with_the_reason_and_without_a_figure() -> None:
    shown = said(hidden())
    assert "too few people, or fewer could be worked out from it by subtraction" in shown
    assert "in 100 (" not in shown


def test_files_of_a_hidden_group_hold_no_figure(tmp_path: Path) -> None:
    folder = csv_files.write([Page("index", build(hidden()))], tmp_path)
    assert {path.stem for path in folder.iterdir()} == {"campaigns", "two-mistakes", "answers"}
    with (folder / "campaigns.csv").open(encoding="utf-8-sig") as file:
        _, row = csv.reader(file)
    assert row[3:7] == ["not told"] * 4
    written = json_file.write([Page("index", build(hidden()))], tmp_path)
    assert '"low"' not in json.dumps(json.loads(written.read_text(encoding="utf-8")))


def test_a_group_that_nobody_asked_says_so() -> None:
    assert "No campaign that asked this group has figures yet." in said(nobody())
    assert HIDDEN not in said(nobody())


def test_who_did_not_sit_is_counted() -> None:
    assert "2 of 18 people left out" in said(group(16))


def test_a_campaign_that_asked_a_part_of_the_group_is_told_apart() -> None:
    """12 were asked now and 22 in the one before it, which is the one that asked nearly all."""
    whole = group(22)
    part = replace(told(whole), when=replace(told(whole).when, campaign="A part", asked=12, people=11))
    notes = standing.build(replace(whole, told=part)).blocks
    assert any(isinstance(block, Note) and "A part asked 12 people of this group" in block.text for block in notes)


def test_a_movement_between_campaigns_that_asked_others_carries_a_caution() -> None:
    whole = group(22)
    assert whole.movement is not None
    before = replace(whole.movement.before, asked=40)
    other = replace(whole, movement=replace(whole.movement, before=before))
    first, *_ = movement.build(other).blocks
    assert isinstance(first, Note)
    assert first.tone == "caution"
    first, *_ = movement.build(whole).blocks
    assert isinstance(first, Chart)


def test_days_between_campaigns_are_between_their_ends() -> None:
    whole = group(22)
    assert isinstance(whole.movement, Movement)
    assert whole.movement.days == (dt.date(2026, 7, 6) - dt.date(2026, 2, 6)).days == 150


def test_a_field_is_shaded_only_beyond_chance() -> None:
    """Of 5 points with an error of 2.5 and of 2.6: 1.96 times the error is 4.9 and 5.1."""
    fields = [
        AreaField(name, "Team", AreaFigure(name, value, se, 9))
        for name, value, se in (("far", 5.0, 2.5), ("near", 5.0, 2.6), ("strong", 8.0, 2.5), ("weak", -8.0, 2.5))
    ]
    hidden_one = AreaField("hidden", "Team", AreaFigure("hidden", None))
    (heat,) = areas_figure([*fields, hidden_one])["data"]
    assert heat["z"] == [[0.75], [0.5], [1.0], [0.0], [None]]


def test_marks_of_a_movement_point_only_beyond_chance() -> None:
    rows = [
        ShareMoved("up", Share(0.2, 0.01, 0.4)),
        ShareMoved("down", Share(-0.2, -0.4, -0.01)),
        ShareMoved("unsure", Share(0.2, -0.01, 0.4)),
    ]
    symbols = {trace["name"]: trace["marker"]["symbol"] for trace in movement_figure(rows)["data"]}
    assert symbols == {
        "more people, beyond chance": "triangle-right",
        "fewer people, beyond chance": "triangle-left",
        "may be chance": "circle-open",
    }


def test_a_manager_reads_no_shares_of_roles() -> None:
    shown = said(group(16, reader="a manager of the team", roles=None))
    assert "Shares by role in the whole organisation are for its owners." in shown
    assert "Finance assistant" not in shown
