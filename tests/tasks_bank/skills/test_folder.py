"""Reading skill folders, and saying what is wrong with them; the format's own checker is the second opinion."""

from pathlib import Path

import pytest
import skills_ref

from tasks_bank.catalog import PACKAGED
from tasks_bank.errors import BrokenSkill
from tasks_bank.skills.folder import digest_of, examine, read_resource, resources, skill_folders
from tests.tasks_bank.skills.broken import BODY, BROKEN, NAMED, Broken, front

SHIPPED = sorted(PACKAGED.glob("*/skills/*"))


def made(place: Path, text: str, name: str = "a-skill") -> Path:
    folder = place / name
    folder.mkdir()
    (folder / "SKILL.md").write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.why)
def test_what_is_wrong_is_said_with_its_file_and_line(broken: Broken, tmp_path: Path) -> None:
    examined = examine(made(tmp_path, broken.text, broken.folder))
    assert examined.skill is None
    (problem,) = examined.errors
    assert str(problem).startswith(broken.said)
    assert "\n" not in str(problem)


@pytest.mark.parametrize("broken", [each for each in BROKEN if each.second is not None], ids=lambda broken: broken.why)
def test_the_formats_own_checker_is_of_the_same_opinion(broken: Broken, tmp_path: Path) -> None:
    found = skills_ref.validate(made(tmp_path, broken.text, broken.folder))
    assert bool(found) == broken.second


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_shipped_skill_has_nothing_wrong_and_needs_no_advice(folder: Path) -> None:
    examined = examine(folder)
    assert examined.problems == ()
    assert skills_ref.validate(folder) == []


def test_a_shipped_skill_reads_as_the_formats_own_reader_reads_it() -> None:
    assert len(SHIPPED) >= 12
    for folder in SHIPPED:
        theirs, ours = skills_ref.read_properties(folder), examine(folder).must(folder)
        assert (ours.name, ours.description) == (theirs.name, theirs.description)


def test_all_six_keys_are_read(tmp_path: Path) -> None:
    keys = f"{NAMED}license: MIT\ncompatibility: Any.\nallowed-tools: Read Bash(ls)\nmetadata:\n  author: 'We'\n"
    skill = examine(made(tmp_path, front(keys))).must(tmp_path)
    assert (skill.license, skill.compatibility, skill.allowed_tools) == ("MIT", "Any.", "Read Bash(ls)")
    assert skill.metadata == {"author": "We"}
    assert skill.body == BODY.strip()


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    assert examine(made(tmp_path, front(NAMED).replace("\n", "\r\n"))).must(tmp_path).body == BODY.strip()


def test_three_hyphens_within_a_value_close_nothing(tmp_path: Path) -> None:
    text = front("name: a-skill\ndescription: Sorts --- and files.\n", "One.\n\n---\n\nTwo.\n")
    skill = examine(made(tmp_path, text)).must(tmp_path)
    assert skill.description == "Sorts --- and files."
    assert skill.body == "One.\n\n---\n\nTwo."


def test_a_long_body_is_advised_against_and_read(tmp_path: Path) -> None:
    examined = examine(made(tmp_path, front(NAMED, "Do it.\n" * 3000)))
    assert examined.skill is not None
    assert [str(each)[:24] for each in examined.problems] == ["SKILL.md:5: advice: the "] * 2
    assert "3000 lines" in examined.problems[0].text
    assert "about 5,24" in examined.problems[1].text  # 20,999 characters, four a token


def test_a_file_that_the_body_points_to_has_to_be_there(tmp_path: Path) -> None:
    text = front(NAMED, "See [fees](references/fees.md), [ours](https://example.org/x) and [below](#b).\n")
    (problem,) = examine(made(tmp_path, text)).problems
    assert str(problem) == "SKILL.md:5: advice: it points to 'references/fees.md', which is not in the folder"


def test_programs_of_a_skill_are_pointed_out(tmp_path: Path) -> None:
    folder = made(tmp_path, front(NAMED))
    (folder / "scripts").mkdir()
    (problem,) = examine(folder).problems
    assert str(problem).startswith("scripts: advice: programs of a skill are never run here")


def test_a_folder_without_the_file_is_told_what_is_missing(tmp_path: Path) -> None:
    assert str(examine(tmp_path).errors[0]) == "SKILL.md: there is no such file"
    assert str(examine(tmp_path / "none").errors[0]) == "none: there is no such folder"
    (tmp_path / "Skill.md").write_text(front(NAMED))
    assert str(examine(tmp_path).errors[0]) == "Skill.md: its name has to be SKILL.md"


def test_a_file_that_is_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(front(NAMED))
    folder = tmp_path / "a-skill"
    folder.mkdir()
    (folder / "SKILL.md").symlink_to(tmp_path / "secret.md")
    assert "a link that leads elsewhere" in str(examine(folder).errors[0])


def test_a_file_that_is_no_text_or_too_large_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, front(NAMED))
    (folder / "SKILL.md").write_bytes(b"---\nname: \xff\n---\n")
    assert str(examine(folder).errors[0]) == "SKILL.md: it is no text in UTF-8"
    (folder / "SKILL.md").write_text(front(NAMED, "x" * 300_000))
    assert str(examine(folder).errors[0]).startswith("SKILL.md: it has 300,0")


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    folder = made(tmp_path, front("name: A_b\nwhen: now\n"))
    with pytest.raises(BrokenSkill, match=r"unknown key 'when'.*'description' is missing.*capital.*'_'.*its folder"):
        examine(folder).must(folder)


@pytest.fixture
def stocked(tmp_path: Path) -> Path:
    folder = made(tmp_path, front(NAMED))
    for name in ("references/fees.md", "assets/form.csv", "scripts/run.py", "notes.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"{name}\n")
    (tmp_path / "secret.md").write_text("secret\n")
    (folder / "references" / "out.md").symlink_to(tmp_path / "secret.md")
    (folder / "assets" / "door").symlink_to(tmp_path)
    return folder


def test_references_and_assets_may_be_read(stocked: Path) -> None:
    skill = examine(stocked).must(stocked)
    assert resources(skill) == ["references/fees.md", "assets/form.csv"]
    assert read_resource(skill, "references/fees.md") == "references/fees.md\n"
    assert read_resource(skill, "./assets/form.csv") == "assets/form.csv\n"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.md",
        "references/../../secret.md",
        "references\\..\\..\\secret.md",
        "/etc/passwd",
        "references/out.md",
        "assets/door/secret.md",
        "scripts/run.py",
        "notes.md",
        "SKILL.md",
        "references",
        "references/none.md",
        "",
    ],
)
def test_no_other_file_may_be_read(stocked: Path, path: str) -> None:
    with pytest.raises(BrokenSkill, match=r"there are references/fees.md, assets/form.csv$"):
        read_resource(examine(stocked).must(stocked), path)


def test_a_resource_that_is_too_large_or_no_text_is_refused(stocked: Path) -> None:
    skill = examine(stocked).must(stocked)
    (stocked / "assets" / "form.csv").write_text("x" * 300_000)
    with pytest.raises(BrokenSkill, match="300,000 bytes"):
        read_resource(skill, "assets/form.csv")
    (stocked / "assets" / "form.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(BrokenSkill, match="no text in UTF-8"):
        read_resource(skill, "assets/form.csv")


def test_the_digest_tells_states_of_skills_apart(stocked: Path) -> None:
    before = digest_of([stocked])
    assert digest_of([stocked]) == before
    (stocked / "references" / "fees.md").write_text("other\n")
    assert digest_of([stocked]) != before


def test_folders_are_found_by_name_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b", "a", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").write_text("no skill")
    assert [folder.name for folder in skill_folders(tmp_path)] == ["a", "b"]
    assert skill_folders(tmp_path / "none") == []
