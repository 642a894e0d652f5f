"""How much longer a team of many independent agents takes than one agent: ``python -m benchmarks.parallel``, a minute.

The model is scripted and answers after a fixed time, so that what is above one answer's time is the program's own.
Teams go through the whole program: plan, run, ledger, marking. The critical path is the one that `bench show` prints.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from benchmarks.machine import machine
from benchmarks.page import write_between
from benchmarks.planted import HOME
from benchmarks.speed_table import table
from harness import api
from harness.api.planning import Order

TEAMS = (1, 5, 20)
MOST_TIMES = 1.25
"""What is demanded: five independent agents take at most so many times as long as one."""
MOST_APART = 0.05
"""And the critical path differs from the wall clock by at most such a part of it."""
_COLUMNS = 'columns = [{ name = "line" }, { name = "category" }]'
_ROW = "line,category\\nPC-1,travel"


@dataclass(frozen=True, slots=True)
class Measured:
    """The trials of one team."""

    agents: int
    wall_s: Sequence[float]
    path_s: Sequence[float]
    """The critical path of each, by itself: its pieces that are somebody's, added up."""

    @property
    def apart(self) -> Sequence[float]:
        """Which part of each trial's wall clock is on no piece of the critical path."""
        return [abs(wall - path) / wall for wall, path in zip(self.wall_s, self.path_s, strict=True)]


class _Quiet:
    """Is told how a run gets on, and tells nobody."""

    def begin(self, todo: int) -> None:
        """Say nothing."""

    def ended(self, done: object) -> None:
        """Say nothing."""

    def stopping(self, under_way: int) -> None:
        """Say nothing."""


def main() -> None:
    """Measure and print."""
    args = _words()
    with tempfile.TemporaryDirectory() as name, mock.patch.dict(os.environ, {"TOPRUNG_HOME": str(HOME)}):
        folder = Path(name)
        script = folder / "steady.toml"
        script.write_text(f'latency_s = {args.latency_s}\ndefault = "{_ROW}"\n', encoding="utf-8")
        found = [_measure(folder, script, agents, args.cases) for agents in TEAMS]
    text = "\n".join(_page(found, args.latency_s))
    print(text)
    if args.write:
        write_between(args.write, "parallel", text)


def _measure(folder: Path, script: Path, agents: int, cases: int) -> Measured:
    """Run one team, one trial after the other, and read what the ledger tells."""
    design = folder / f"team-{agents}.toml"
    design.write_text(_team(agents), encoding="utf-8")
    ledger = f"sqlite:///{folder / f'runs-{agents}.db'}"
    wall_s, path_s = [], []
    for seed in range(1, cases + 1):
        plan = api.make_plan(
            Order("petty_cash", (), (str(design),), 1, seed, "small", model=f"scripted/{script}"), ledger
        )
        done = api.run(plan, api.Settings(ledger, max_connections=agents + 1), _Quiet())
        for detail in api.trial_details(ledger, done.run_id):
            if "tools only" not in detail.trial.arm:
                wall_s.append(detail.trial.wall_s)
                path_s.append(sum(s.seconds for s in detail.happened.path if s.kind != "between"))
    return Measured(agents, wall_s, path_s)


def _team(agents: int) -> str:
    """Write a team of independent agents; the coordinator's table is made by code, so that it asks nobody."""
    parts = ['name = "team"\nversion = 1\nlevel = "orchestration"\ntask = "petty_cash"']
    parts += [f'[[table]]\nname = "part_{n}"\n{_COLUMNS}' for n in range(1, agents)]
    parts += [
        f'[[agent]]\nname = "worker_{n}"\nrole = "a worker"\nwrites = ["{f"part_{n}" if n else "lines"}"]'
        for n in range(agents)
    ]
    reads = ", ".join(f'"{f"part_{n}" if n else "lines"}"' for n in range(agents))
    total = 'prepare = [{ tool = "parse", arguments = { file = "petty_cash.csv" }, into = "totals" }]'
    parts.append(f'[[agent]]\nname = "chief"\nrole = "the chief"\nreads = [{reads}]\nwrites = ["totals"]\n{total}')
    return "\n".join([*parts, '[coordinator]\nagent = "chief"\n'])


def _page(found: Sequence[Measured], latency_s: float) -> Iterator[str]:
    one = statistics.median(found[0].wall_s)
    yield f"{machine()}. A scripted model that answers after {latency_s:g} s; {len(found[0].wall_s)} trials a team.\n"
    rows = [
        (
            str(each.agents),
            f"{statistics.median(each.wall_s):.3f} ({min(each.wall_s):.3f}-{max(each.wall_s):.3f})",
            f"{statistics.median(each.wall_s) / one:.2f}",
            f"{statistics.median(each.apart):.1%} ({min(each.apart):.1%}-{max(each.apart):.1%})",
        )
        for each in found
    ]
    yield table(
        ("agents at the same time", "wall, s: median (least-most)", "times one", "off the path: median (least-most)"),
        rows,
    )
    five = next(each for each in found if each.agents == 5)  # noqa: PLR2004 - the demand is about five
    times, apart = statistics.median(five.wall_s) / one, max(statistics.median(each.apart) for each in found)
    yield ""
    yield f"Five take {times:.2f} times as long as one; {_demand(f'{MOST_TIMES:g}', times <= MOST_TIMES)}."
    said = f"The critical path is within {apart:.1%} of the wall clock in every team's median"
    yield f"{said}; {_demand(f'{MOST_APART:.0%}', apart <= MOST_APART)}."


def _demand(most: str, is_met: bool) -> str:  # noqa: FBT001 - what is said is whether it is met
    return f"at most {most} is allowed: {'met' if is_met else '**not met**'}"


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parallel", description="Measure parallel agents.")
    parser.add_argument("--latency-s", type=float, default=1.0, help="how long an answer takes (default: 1)")
    parser.add_argument("--cases", type=int, default=6, help="trials of each team (default: 6)")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the table into a page, between its marks")
    return parser.parse_args()


if __name__ == "__main__":
    main()
