"""The context source skills."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.context.registry import make_source
from harness.errors import BadDesign
from harness.plan.sources import Given, Handed, Opened, Part
from tasks_bank.case import Brief
from tests.harness.context.opening import given, settings, within

BRIEF = Brief("Reconcile.", "", (), ())


def skill(place: Path, name: str, body: str = "Read the rules first.") -> None:
    (place / name / "references").mkdir(parents=True)
    (place / name / "SKILL.md").write_text(f"---\nname: {name}\ndescription: How to do {name}.\n---\n{body}\n")
    (place / name / "references" / "fees.md").write_text(f"Fees of {name}.\n")


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path / "home"))
    skill(tmp_path / "task" / "skills", "matching")
    skill(tmp_path / "task" / "skills", "adding")
    skill(tmp_path / "home" / "skills" / "mine", "adding", "Our own way.")
    skill(tmp_path / "home" / "skills" / "mine", "telling")
    return given(BRIEF, task_folder=tmp_path / "task")


def supplied(case: Given, wanted: tuple[str, ...] = (), budget_tokens: int = 200, **own: Any) -> list[Part]:  # noqa: ANN401 - JSON
    source = make_source("skills", settings(budget_tokens, **own))
    return within(source.open(case), lambda opened: list(opened.supply(wanted, "")))


def called(case: Given, tool: str, arguments: dict[str, Any], **own: Any) -> Handed:  # noqa: ANN401 - JSON
    async def run() -> Handed:
        async with make_source("skills", settings(**own)).open(case) as opened:
            return await next(each for each in opened.tools if each.name == tool).call(arguments)

    return asyncio.run(run())


def tools(case: Given, **own: Any) -> list[str]:  # noqa: ANN401 - JSON
    named: Callable[[Opened], list[str]] = lambda opened: [tool.name for tool in opened.tools]  # noqa: E731 - typed
    return within(make_source("skills", settings(**own)).open(case), named)


def test_names_and_descriptions_are_supplied_and_no_body(case: Given) -> None:
    (part,) = supplied(case)
    assert part.standing
    assert part.text.splitlines()[1:] == ["- adding: How to do adding.", "- matching: How to do matching."]
    assert "rules first" not in part.text


def test_a_skill_is_opened_by_its_name(case: Given) -> None:
    handed = called(case, "load_skill", {"name": "matching"})
    assert handed == Handed(
        "Read the rules first.\n\nFurther files, to be read with read_skill_resource: references/fees.md"
    )


def test_a_skill_that_is_not_there_is_a_mistake_that_names_those_that_are(case: Given) -> None:
    for tool in ("load_skill", "read_skill_resource"):
        handed = called(case, tool, {"name": "driving", "path": "references/fees.md"})
        assert handed == Handed("there is no skill 'driving'; there are adding, matching", mistake=True)


def test_a_file_of_a_skill_is_read(case: Given) -> None:
    arguments = {"name": "matching", "path": "references/fees.md"}
    assert called(case, "read_skill_resource", arguments) == Handed("Fees of matching.\n")


@pytest.mark.parametrize("path", ["../adding/SKILL.md", "/etc/passwd", "references/../SKILL.md", None, 7])
def test_no_way_leads_out_of_a_skill(case: Given, path: object) -> None:
    handed = called(case, "read_skill_resource", {"name": "matching", "path": path})
    assert handed.mistake
    assert handed.text.endswith("there are references/fees.md")


def test_whole_skills_are_supplied_for_models_without_tools(case: Given) -> None:
    parts = supplied(case, disclosure="whole")
    assert [(part.title, part.text) for part in parts] == [
        ("Skill adding", "Read the rules first."),
        ("Skill matching", "Read the rules first."),
    ]
    assert tools(case, disclosure="whole") == []
    assert tools(case) == ["load_skill", "read_skill_resource"]


def test_only_skills_that_are_named_are_there_and_in_that_order(case: Given) -> None:
    assert [part.title for part in supplied(case, disclosure="whole", names=["matching", "adding"])] == [
        "Skill matching",
        "Skill adding",
    ]
    assert "adding" not in supplied(case, names=["matching"])[0].text
    assert "adding" not in supplied(case, ("match*",))[0].text


def test_a_skill_of_ones_own_stands_in_for_the_tasks(case: Given) -> None:
    parts = supplied(case, disclosure="whole", own="mine")
    assert [(part.title, part.text) for part in parts if part.title != "Skill matching"] == [
        ("Skill adding", "Our own way."),
        ("Skill telling", "Read the rules first."),
    ]
    assert "- adding" in supplied(case, own="mine/adding")[0].text


def test_a_name_that_is_not_there_is_answered_with_the_nearest(case: Given) -> None:
    with pytest.raises(BadDesign, match=r"wants skill 'matchin', which is not there \(did you mean 'matching'\?\)"):
        supplied(case, names=["matchin"])


@pytest.mark.parametrize("own", ["..", "../task", ".", "/etc", "mine/../../../task", "door"])
def test_ones_own_folder_lies_inside_the_home(case: Given, tmp_path: Path, own: str) -> None:
    (tmp_path / "home" / "skills" / "door").symlink_to(tmp_path / "task")
    with pytest.raises(BadDesign, match="which is not inside"):
        supplied(case, own=own)


def test_without_a_home_there_is_no_folder_of_ones_own(case: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOPRUNG_HOME")
    with pytest.raises(BadDesign, match="TOPRUNG_HOME is not set"):
        supplied(case, own="mine")


def test_a_folder_that_is_empty_or_not_there_is_said_so(case: Given, tmp_path: Path) -> None:
    (tmp_path / "home" / "skills" / "empty").mkdir()
    with pytest.raises(BadDesign, match=r"holds no skill; put SKILL\.md into it"):
        supplied(case, own="empty")
    with pytest.raises(BadDesign, match="there is no folder"):
        supplied(case, own="none")


def test_a_digest_holds_a_design_to_the_skills_that_it_was_made_with(case: Given, tmp_path: Path) -> None:
    with pytest.raises(BadDesign, match="and the design wants 0000000000000000") as wrong:
        supplied(case, own="mine", own_digest="0" * 16)
    digest = str(wrong.value).split(" is ")[1][:16]
    assert supplied(case, own="mine", own_digest=digest)
    (tmp_path / "home" / "skills" / "mine" / "telling" / "references" / "fees.md").write_text("Other fees.\n")
    with pytest.raises(BadDesign, match=f"the design wants {digest}"):
        supplied(case, own="mine", own_digest=digest)


def test_a_broken_skill_is_the_designs_mistake_with_file_and_line(case: Given, tmp_path: Path) -> None:
    (tmp_path / "task" / "skills" / "adding" / "SKILL.md").write_text("---\nname: adding\n---\n")
    with pytest.raises(BadDesign, match=r"skill adding .*SKILL\.md:1: 'description' is missing"):
        supplied(case)


def test_what_does_not_fit_is_left_out_and_said_so(case: Given, tmp_path: Path) -> None:
    skill(tmp_path / "task" / "skills", "waiting", "Wait for it.\n" * 30)
    parts = supplied(case, budget_tokens=40, disclosure="whole")
    assert parts[-1].text.splitlines()[-1].endswith("tokens left out of 1 text: Skill waiting]")
    assert sum(len(part.text.split()) for part in parts) <= 40


def test_a_task_without_skills_supplies_nothing_and_brings_no_tools(tmp_path: Path) -> None:
    bare = given(BRIEF, task_folder=tmp_path)
    assert supplied(bare) == []
    assert tools(bare) == []
