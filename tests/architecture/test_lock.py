"""The lock holds everything that is installed, by hash, and no address of a registry."""

import re
from collections.abc import Iterable

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.house import ROOT, project

TEXT = (ROOT / "requirements" / "lock.txt").read_text(encoding="utf-8")
ENTRIES = re.split(r"\n(?=\S)", TEXT.strip())
"""One for each package: its version, its hashes, and who wants it."""


def asked() -> list[str]:
    data = project()
    weights = (ROOT / "requirements" / "weights.in").read_text(encoding="utf-8").splitlines()
    parts: list[Iterable[str]] = [
        data["project"]["dependencies"],
        *data["project"]["optional-dependencies"].values(),
        *data["dependency-groups"].values(),
        data["build-system"]["requires"],
        (line for line in weights if line and not line.startswith("#")),
    ]
    return [requirement for part in parts for requirement in part]


def pinned() -> dict[str, str]:
    found = [re.match(r"([\w.-]+)==([\w.!+-]+)", entry) for entry in ENTRIES]
    return {canonicalize_name(pin[1]): pin[2] for pin in found if pin}


def test_lock_names_no_address() -> None:
    assert not re.findall(r".*(?:://|--(?:index-url|extra-index-url|find-links|trusted-host)|@ ).*", TEXT)


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.split("=")[0] for entry in ENTRIES])
def test_a_locked_package_has_its_version_and_hashes(entry: str) -> None:
    assert re.fullmatch(
        r"[\w.-]+==[\w.!+-]+(?: ; [^\\\n]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+(?:    #.*\n?)*",
        entry + "\n",
    )


@pytest.mark.parametrize("requirement", asked())
def test_what_the_project_asks_for_is_locked_in_a_version_that_fits(requirement: str) -> None:
    wanted = Requirement(requirement)
    assert wanted.specifier.contains(pinned()[canonicalize_name(wanted.name)], prereleases=True)
