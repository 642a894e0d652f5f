import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from assessor import framework as room
from assessor.case_json import case_package, identifier
from assessor.framework import Framework, read_framework
from assessor.versioned import BrokenFile


@pytest.fixture
def framework() -> Framework:
    return read_framework()


def test_only_the_first_levels_name_is_provisional(framework: Framework) -> None:
    assert [level.name for level in framework.level if level.provisional] == ["AI Aware"]
    assert [level.name for level in framework.level[1:]] == ["AI User", "AI Applier", "AI Builder", "AI Strategist"]


def test_prompting_is_level_two_context_three_and_orchestration_four_and_five(framework: Framework) -> None:
    # The provider's article of 15 April 2026.
    assert framework.levels_of("prompting") == (2,)
    assert framework.levels_of("context") == (3,)
    assert framework.levels_of("orchestration") == (4, 5)


def test_every_crosswalk_names_its_source_and_a_date(framework: Framework) -> None:
    assert [crosswalk.key for crosswalk in framework.crosswalk if not crosswalk.entries] == ["ksb"]
    for crosswalk in framework.crosswalk:
        if crosswalk.entries:
            assert re.search(r"https://\S+.*20\d\d", crosswalk.source), crosswalk.key
            assert {area for entry in crosswalk.entries for area in entry.areas} <= {a.key for a in framework.area}


def test_descriptors_are_different_at_every_level(framework: Framework) -> None:
    said = [descriptor for area in framework.area for descriptor in area.levels]
    assert len(set(said)) == len(said) == 30


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("number = 5", "number = 4"), "1 to 5"),
        (('key = "checking"', 'key = "value"'), "stands twice"),
        (("version = 1", "version = 0"), "version"),
        (('title = "', 'titel = "'), "title"),
        (("name = ", "name "), "is not TOML"),
    ],
)
def test_a_broken_file_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], said: str
) -> None:
    text = (room.FOLDER / "toprung-1.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(text.replace(*change, 1), encoding="utf-8")
    monkeypatch.setattr(room, "FOLDER", tmp_path)
    with pytest.raises(BrokenFile, match=said):
        read_framework.__wrapped__("mine")


def test_an_unknown_framework_is_said_with_those_that_there_are() -> None:
    with pytest.raises(BrokenFile, match="there is no framework 'else'; there are toprung-1"):
        read_framework("else")


# --- as CASE ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def package(framework: Framework) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(json.dumps(case_package(framework)))
    return written


def test_a_case_package_has_what_the_standard_requires(package: dict[str, Any]) -> None:
    # CASE 1.0: the required properties of CFDocument, CFItem and CFAssociation.
    assert {"identifier", "uri", "creator", "title", "lastChangeDateTime"} <= set(package["CFDocument"])
    for item in package["CFItems"]:
        assert {"identifier", "uri", "fullStatement", "lastChangeDateTime"} <= set(item)
    for link in package["CFAssociations"]:
        wanted = {"identifier", "uri", "associationType", "originNodeURI", "destinationNodeURI", "lastChangeDateTime"}
        assert wanted <= set(link)


def test_every_link_joins_things_that_are_in_the_package(package: dict[str, Any]) -> None:
    there = {item["identifier"] for item in package["CFItems"]} | {package["CFDocument"]["identifier"]}
    for link in package["CFAssociations"]:
        assert {link["originNodeURI"]["identifier"], link["destinationNodeURI"]["identifier"]} <= there


def test_no_identifier_stands_twice(package: dict[str, Any]) -> None:
    names = [each["identifier"] for kind in ("CFItems", "CFAssociations") for each in package[kind]]
    assert len(set(names)) == len(names)
    assert all(UUID(name).version == 5 for name in names)


def test_identifiers_do_not_change_from_release_to_release() -> None:
    # Written down when they were first published: a change would break every badge and export that points at them.
    assert identifier("toprung@1", "area", "checking") == "759ec92c-2a1e-5ba7-a389-c8b01054ec0a"
    assert identifier("toprung@1", "level", "4") == "4da607ea-6c85-5a7c-9940-a660a1161439"
