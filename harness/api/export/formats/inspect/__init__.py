"""Inspect's `.eval` logs, version 2: one log for each arm, since a log of Inspect has one solver and one model.

Written by the standard library alone. Inspect changes its format often; a slow test reads ours with a pinned Inspect.
"""

import re
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

from harness.api.export.formats.inspect.log import Log
from harness.api.export.port import Format, Texts
from harness.api.export.reading import RunToExport


class Inspect:
    """Writes a run as a folder of logs."""

    makes: Literal["file", "folder"] = "folder"
    texts: Texts = "always"

    def write(self, run: RunToExport, place: Path, *, with_content: bool) -> None:
        """Write a run into an empty folder."""
        del with_content  # the texts are always in it
        with ExitStack() as open_logs:
            logs: dict[str, Log] = {}
            for number, arm in enumerate(run.arms.values(), start=1):
                name = re.sub(r"[^\w.-]+", "-", arm.id).strip("-")
                logs[arm.id] = open_logs.enter_context(Log(run, arm, place / f"{number}-{name}.eval"))
            for trial in run.trials:
                logs[trial.arm.id].add(trial)
            for log in logs.values():
                log.finish()


def create() -> Format:
    """Make the format."""
    return Inspect()
