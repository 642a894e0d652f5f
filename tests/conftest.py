"""What the tests of all packages share: tools that a machine may lack."""

import os
import shutil
from collections.abc import Iterator
from typing import NoReturn

import pytest


def _absent(name: str, how: str) -> NoReturn:
    """Skip what needs a missing tool; fail where `TOPRUNG_REQUIRE` names it (a comma-separated list)."""
    if name in os.environ.get("TOPRUNG_REQUIRE", "").split(","):
        pytest.fail(f"TOPRUNG_REQUIRE names {name}, and it is missing: {how}")
    pytest.skip(f"{name} is missing: {how}")


@pytest.fixture(scope="session")
def office() -> str:
    """Return the path of a LibreOffice that opens files without a window."""
    return shutil.which("soffice") or _absent("libreoffice", "apt-get install libreoffice-calc")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium that Playwright can drive."""
    return (
        shutil.which("chromium") or shutil.which("chromium-browser") or _absent("chromium", "apt-get install chromium")
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own."""
    from tests import postgres as server  # noqa: PLC0415 - its driver is loaded where it is needed

    with server.running() as uri:
        yield uri
