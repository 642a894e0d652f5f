"""A ledger with one run, written once, and a way to export it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.api.export.exporting import Exported, export_run
from harness.api.export.reading import TrialToExport
from tests.harness.api.export.making import Made, make_run


@dataclass(frozen=True)
class Ran:
    """The ledger, and what was written into it."""

    url: str
    path: Path
    made: list[Made]


Export = Callable[..., Path]


def passed_on(trials: Iterable[TrialToExport], _planned: int) -> Iterable[TrialToExport]:
    return trials


def exported(ran: Ran, to: str, out: Path, *, with_content: bool = False, force: bool = False) -> Exported:
    return export_run(ran.url, "latest", to, str(out), with_content=with_content, force=force, shown=passed_on)


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    path = tmp_path_factory.mktemp("exported") / "runs.db"
    url = f"sqlite:///{path}"
    return Ran(url, path, make_run(url))


@pytest.fixture(scope="session")
def export(ran: Ran, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Export that run, once in each way, and return what was written; it is only to be read."""
    folder = tmp_path_factory.mktemp("exports")

    def write(to: str, *, with_content: bool = False) -> Path:
        out = folder / f"out-{to}-{with_content}"
        if not out.exists():
            exported(ran, to, out, with_content=with_content)
        return out

    return write
