"""What every format has to do: found by the listing, so a new one is tried without an edit here."""

import gc
from collections.abc import Iterable
from pathlib import Path

import pytest

from harness.api.export.exporting import export_run
from harness.api.export.port import format_names, make_format
from harness.api.export.reading import TrialToExport
from tests.harness.api.export.conftest import Export, Ran, exported
from tests.harness.api.export.making import make_run
from tests.rubbish import thrown_away

pytestmark = pytest.mark.parametrize("to", format_names())


def whole(out: Path) -> dict[str, bytes]:
    """Return the bytes of every file of an export; the parts of a zip are not told apart."""
    return {path.name: path.read_bytes() for path in ([out] if out.is_file() else sorted(out.iterdir()))}


def test_the_same_run_gives_the_same_bytes(to: str, ran: Ran, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        exported(ran, to, tmp_path / name / "out")
    assert whole(tmp_path / "one" / "out") == whole(tmp_path / "other" / "out")


def test_it_makes_what_it_says(to: str, export: Export) -> None:
    out = export(to)
    assert out.is_file() == (make_format(to).makes == "file")


def test_trials_are_taken_one_at_a_time(to: str, ran: Ran, tmp_path: Path) -> None:
    most_alive = 0

    def watched(trials: Iterable[TrialToExport], _planned: int) -> Iterable[TrialToExport]:
        nonlocal most_alive
        for trial in trials:
            most_alive = max(most_alive, sum(isinstance(thing, TrialToExport) for thing in gc.get_objects()))
            yield trial

    with thrown_away():  # only what is made within is gone through
        export_run(ran.url, "latest", to, str(tmp_path / "out"), shown=watched)
    # The one that is being written, and the one that is read next.
    assert 1 <= most_alive <= 2


def test_an_export_that_breaks_off_leaves_nothing(to: str, ran: Ran, tmp_path: Path) -> None:
    def breaking(trials: Iterable[TrialToExport], _planned: int) -> Iterable[TrialToExport]:
        for number, trial in enumerate(trials):
            if number == 3:
                raise KeyboardInterrupt
            yield trial

    with pytest.raises(KeyboardInterrupt):
        export_run(ran.url, "latest", to, str(tmp_path / "out"), shown=breaking)
    assert list(tmp_path.iterdir()) == []


def test_a_run_without_an_ended_trial_is_exported(to: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'runs.db'}"
    make_run(url, ended=0)
    done = exported(Ran(url, tmp_path / "runs.db", []), to, tmp_path / "out")
    assert (done.trials, done.planned) == (0, 18)
    assert (tmp_path / "out").exists()


def test_a_run_that_is_not_finished_is_exported_as_far_as_it_is(to: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'runs.db'}"
    make_run(url, ended=5)
    assert exported(Ran(url, tmp_path / "runs.db", []), to, tmp_path / "out").trials == 5
