"""How long 50,000 people take from a CSV: ``python -m benchmarks.importing``, about a minute.

The table goes the way of an owner's: it is handed in, looked at, and imported by ``toprung work``, a process beside;
the job's page is asked for its progress as a browser asks. ``--write docs/operations.md`` puts the numbers into the
page.
"""

import argparse
import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from werkzeug.test import TestResponse

from assessor.app import create_app
from assessor.db import open_store
from benchmarks.machine import machine
from benchmarks.page import write_between
from benchmarks.stubbing import ROOT
from tests.assessor.web.making import Browser, settings, tenant

ROWS = 50_000
_ASK_S = 0.5
_GIVE_UP_S = 300
_HEAD = "Full name;E-mail;Payroll number;Job title;Department\n"


@dataclass(frozen=True, slots=True)
class Table:
    """One table to hand in."""

    said: str
    encoding: str
    spoils: bool = False
    """Whether one row in twenty has no address, one that is none, or somebody who stands there already."""

    def written(self) -> bytes:
        """Return the file."""
        return (_HEAD + "".join(map(self._row, range(ROWS)))).encode(self.encoding)

    def _row(self, number: int) -> str:
        email, ref = f"person.{number}@example.org", str(number)
        if self.spoils and number % 20 == 0:
            email, ref = (("", ""), ("no address", ref), ("person.1@example.org", ""))[number // 20 % 3]
        return f"Zoë Müller {number};{email};{ref};Adviser;Team {number % 40}\n"


@dataclass(frozen=True, slots=True)
class Took:
    """What one table took."""

    said: str
    refused: str
    """Why it was not taken at all; empty where it was."""
    hand_in_s: float
    look_s: float
    import_s: float
    told: int
    """Different states of progress that were seen on the way."""
    came: str
    worker_s: float = 0.0
    """Processor time of the worker, from its start to its end."""


TABLES = (
    Table("Windows-1252, all rows well", "cp1252"),
    Table("UTF-16, all rows well", "utf-16"),
    Table("UTF-8, one row in twenty wrong", "utf-8", spoils=True),
    Table("EBCDIC (code page 500)", "cp500"),
)


def main() -> None:
    """Measure, print, and write into a page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the numbers into a page")
    args = parser.parse_args()
    text = _text([_measured(table) for table in TABLES])
    print(text)
    if args.write:
        write_between(args.write, "import", text)


def _measured(table: Table) -> Took:
    """Measure one table in a store of its own, with a worker of its own."""
    raw = table.written()
    with tempfile.TemporaryDirectory() as folder:
        chosen = settings(f"sqlite:///{folder}/s.db")
        with closing(open_store(chosen.database_url)) as store:
            with store.session_across(write=True) as session:
                made = tenant(session, dt.datetime.now(dt.UTC))
            owner = Browser.of(create_app(chosen, store), made.cookies["owner"])
            environment = os.environ | {"DATABASE_URL": chosen.database_url}
            command = [sys.executable, "-m", "toprung", "work"]
            with subprocess.Popen(command, cwd=ROOT, env=environment) as worker:
                before_s = _children_s()
                try:
                    took = _imported(owner, table.said, raw)
                finally:
                    worker.terminate()
                    worker.wait()
        return replace(took, worker_s=_children_s() - before_s)


def _children_s() -> float:
    """Return the processor time of processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _imported(owner: Browser, said: str, raw: bytes) -> Took:
    handed, hand_in_s = _timed(lambda: owner.post("/people/import/", {"file": (BytesIO(raw), "people.csv")}))
    if handed.status_code != 303:  # noqa: PLR2004 - the page that comes next
        why = handed.text.partition('id="file-error"')[2].partition("</span>")[2].partition("</span>")[0]
        return Took(said, why or "refused", hand_in_s, 0, 0, 0, "")
    page, look_s = _timed(lambda: owner.get(handed.location))
    columns = {"name": "0", "email": "1", "external_ref": "2", "job_role": "3", "team": "4"}
    assert page.status_code == 200, page.text  # noqa: PLR2004 - it is shown
    began = time.monotonic()
    job = owner.post(handed.location, {**columns, "makes_teams": "1", "go": "1"}).location
    seen: dict[tuple[int, str], None] = {}
    while time.monotonic() - began < _GIVE_UP_S:
        told = owner.get(job, headers={"Accept": "application/json"}).json
        assert told is not None, "the job's page tells of itself"
        seen[told["done"], told["said"]] = None
        if not told["goes_on"]:
            return Took(said, "", hand_in_s, look_s, time.monotonic() - began, len(seen), told["said"])
        time.sleep(_ASK_S)
    sys.exit(f"the import has not ended after {_GIVE_UP_S} s")


def _timed(does: Callable[[], TestResponse]) -> tuple[TestResponse, float]:
    began = time.monotonic()
    return does(), time.monotonic() - began


def _text(found: Sequence[Took]) -> str:
    """Return the numbers as a table of Markdown."""
    heads = (f"{ROWS:,} rows", "handed in, s", "looked at, s", "imported, s", "the worker's processor, s",
             "states of progress", "what came of it")  # fmt: skip
    lines = [
        f"Made by `python -m benchmarks.importing`: {machine(('flask', 'sqlalchemy', 'dbos'))}.",
        f"Processes that ran or waited to run meanwhile, in the mean of 5 minutes: {os.getloadavg()[1]:.1f}.",
        "",
        f"| {' | '.join(heads)} |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for one in found:
        rest = f"- | - | - | - | refused: {one.refused}"
        if not one.refused:
            rest = f"{one.look_s:.1f} | {one.import_s:.1f} | {one.worker_s:.1f} | {one.told} | {one.came}"
        lines.append(f"| {one.said} | {one.hand_in_s:.1f} | {rest} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
