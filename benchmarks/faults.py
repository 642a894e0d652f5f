"""2,000 trials while a fifth of the answers are faulty: ``python -m benchmarks.faults``, about ten minutes.

Ours runs beside a bare loop that waits as long as it is asked to, gives its place away meanwhile, and tries again
whatever failed. The stub draws the faults from what is asked, so that both meet the same ones.
"""

import argparse
import sqlite3
import statistics
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from benchmarks.machine import load, machine
from benchmarks.measuring import Took
from benchmarks.page import write_between
from benchmarks.programs import OWN_CLIENT, Bench, Sdk
from benchmarks.speed_table import Demand, Figures, table
from benchmarks.stub.faults import FAULTS
from benchmarks.stubbing import serving

_SOME_LEFT_OUT = 5
_SHORTEST_WAIT_S = 0.25
"""Of ours before another attempt: half a second with jitter."""
_RIGHT = 1.0
"""The score of every trial where nothing fails: the stub answers the tiny task right."""
_PER_TRIAL = """
SELECT trial.outcome, trial.wall_s, trial.waited_s, sum(call.status = 'ok'), sum(call.status != 'ok'),
       sum(CASE WHEN call.status = 'ok' THEN call.seconds ELSE 0 END),
       (SELECT score FROM grade WHERE grade.trial_id = trial.id AND grade.attempt = trial.attempt)
FROM trial JOIN call ON call.trial_id = trial.id AND call.trial_attempt = trial.attempt GROUP BY trial.id
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial as the ledger tells it."""

    outcome: str
    wall_s: float
    waited_s: float
    answers: int
    """Calls that ended well."""
    failures: int
    """Calls that did not."""
    answer_s: float
    """Seconds of the calls that ended well."""
    score: float | None

    @property
    def working_s(self) -> float:
        """The time in which it did not only wait."""
        return self.wall_s - self.waited_s


@dataclass(frozen=True, slots=True)
class Pair:
    """Ours and the bare loop, once each, over one SDK with so many requests at a time."""

    sdk: Sdk
    connections: int
    ours: Took
    bare: Took
    trials: Sequence[Trial]
    left_running: int
    """Calls of the ledger without an end."""


def main() -> None:
    """Measure and print."""
    args = _words()
    faulty = ["--faults", f"{args.rate},{'+'.join(FAULTS)},{args.seed}", "--retry-after-s", "1"]
    latency = ["--latency-ms", str(args.latency_ms)]
    pairs: list[Pair] = []
    with tempfile.TemporaryDirectory() as name, serving(*latency) as sound, serving(*latency, *faulty) as failing:
        folder = Path(name)
        for sdk in args.sdks:
            quiet = Bench(sound, folder, args.connections[-1])
            quiet.ours(sdk, args.trials)
            quiet.keep_prompts()
            if not all(trial.score == _RIGHT for trial in _trials(quiet)):
                raise SystemExit("without a fault not every trial has the full score: the benchmark is broken")
            for connections in args.connections * args.rounds:
                pairs.append(_pair(replace(quiet, stub=failing, connections=connections), sdk, args))
                print(f"{sdk}, {connections} connections: {len(pairs)} done", flush=True)
    text = _page(pairs, args)
    print(text)
    if args.write:
        write_between(args.write, "faults", text)


def _pair(bench: Bench, sdk: Sdk, args: argparse.Namespace) -> Pair:
    patience = ("--first-token-timeout-s", str(args.first_token_timeout_s))
    bare = bench.bare(sdk, OWN_CLIENT[sdk], args.trials, "--patient", *patience)
    ours = bench.ours(sdk, args.trials, *patience, may_end_in=(0, _SOME_LEFT_OUT))
    with closing(sqlite3.connect(bench.ledger)) as connection:
        ((left_running,),) = connection.execute("SELECT count(*) FROM call WHERE status IS NULL")
    return Pair(sdk, bench.connections, ours, bare, _trials(bench), left_running)


def _trials(bench: Bench) -> list[Trial]:
    with closing(sqlite3.connect(bench.ledger)) as connection:
        return [Trial(*row) for row in connection.execute(_PER_TRIAL)]


def _page(pairs: Sequence[Pair], args: argparse.Namespace) -> str:
    """Return everything that was measured as Markdown."""
    groups = {
        (sdk, many): [pair for pair in pairs if (pair.sdk, pair.connections) == (sdk, many)]
        for sdk in args.sdks
        for many in args.connections
    }
    how = (
        f"{machine()}. {args.trials:,} trials; {args.rate:.0%} of the requests draw one of {', '.join(FAULTS)}; "
        f"429 and 529 ask for 1 s; a first token is waited for {args.first_token_timeout_s:g} s; {args.rounds} rounds, "
        f"medians (least-most). {load([took.others_share for pair in pairs for took in (pair.ours, pair.bare)])}"
    )
    head = ("SDK", "connections", "program", "work, s", "wall, s", "CPU, s", "requests")
    rows = [row for found in groups.values() for row in _rows(found)]
    times = ("SDK", "connections", "trials", "number", "working, median s", "longest", "waited, median s", "longest")
    parts = [how, table(head, rows), table(times, [row for found in groups.values() for row in _times(found)])]
    for (sdk, many), found in groups.items():
        asked = [demand.row() for demand in _demands(found, args.trials)]
        parts += [f"Over {sdk}'s SDK at {many} connections:", table(("demand", "measured", "allowed", "met"), asked)]
    return "\n\n".join(parts) + "\n"


def _rows(found: Sequence[Pair]) -> list[tuple[str, ...]]:
    sides: Mapping[str, list[Took]] = {
        "ours": [pair.ours for pair in found],
        "bare, patient": [pair.bare for pair in found],
    }
    return [
        (
            found[0].sdk,
            str(found[0].connections),
            program,
            Figures([each.work_s for each in took]).text(1),
            Figures([each.wall_s for each in took]).text(1),
            Figures([each.cpu_s for each in took]).text(1),
            Figures([each.requests for each in took]).text(0),
        )
        for program, took in sides.items()
    ]


def _times(found: Sequence[Pair]) -> list[tuple[str, ...]]:
    """Return the times of the trials that met faults, and of those that met none, over all rounds."""
    every = [trial for pair in found for trial in pair.trials]
    kinds = {"no fault met": [t for t in every if not t.failures], "fault met": [t for t in every if t.failures]}
    return [
        (
            found[0].sdk,
            str(found[0].connections),
            name,
            f"{len(trials):,}",
            f"{statistics.median(trial.working_s for trial in trials):.3f}",
            f"{max(trial.working_s for trial in trials):.3f}",
            f"{statistics.median(trial.waited_s for trial in trials):.3f}",
            f"{max(trial.waited_s for trial in trials):.3f}",
        )
        for name, trials in kinds.items()
        if trials
    ]


def _demands(found: Sequence[Pair], planned: int) -> list[Demand]:
    """Return every demand; each has to hold in every round, but for the ratio, which is of medians."""
    outcomes = Counter(trial.outcome for pair in found for trial in pair.trials)
    ended, marked_down = (
        sum(outcomes.values()),
        sum(trial.score is not None and trial.score < _RIGHT for pair in found for trial in pair.trials),
    )
    left_running = sum(pair.left_running for pair in found)
    said = ", ".join(f"{number:,} {outcome}" for outcome, number in outcomes.most_common())
    ours, bare = (Figures([took.work_s for took in side]).middle for side in zip(*_sides(found), strict=True))
    # What a trial works beyond the seconds of its answer is its own doing, or waiting for the processor; a wait for
    # the service that was taken for work would add the shortest one at least.
    beyond_s = [max(_beyond_s(found, met=met), default=0.0) for met in (True, False)]
    is_work = beyond_s[0] < beyond_s[1] + _SHORTEST_WAIT_S
    return [
        Demand("trials that ended", f"{ended:,}: {said}", f"{planned * len(found):,}", ended == planned * len(found)),
        Demand("calls without an end", f"{left_running}", "0", left_running == 0),
        Demand("done and marked below 1 (as without faults)", f"{marked_down}", "0", marked_down == 0),
        Demand(
            "working time beyond a trial's answer: most where a fault was met",
            f"{beyond_s[0]:.3f} s",
            f"less than {_SHORTEST_WAIT_S:g} s over {beyond_s[1]:.3f} s, the most where none was",
            is_work,
        ),
        Demand("work, times the bare loop's", f"{ours / bare:.2f}", "at most 1.3", ours <= 1.3 * bare),
    ]


def _beyond_s(found: Sequence[Pair], *, met: bool) -> list[float]:
    every = (trial for pair in found for trial in pair.trials)
    return [trial.working_s - trial.answer_s for trial in every if bool(trial.failures) is met]


def _sides(found: Sequence[Pair]) -> list[tuple[Took, Took]]:
    return [(pair.ours, pair.bare) for pair in found]


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description="Measure a run among faults.")
    parser.add_argument("--sdks", nargs="+", choices=get_args(Sdk), default=list(get_args(Sdk)), help="default: both")
    parser.add_argument("--rounds", type=int, default=3, help="default: 3")
    parser.add_argument("--trials", type=int, default=2000, help="default: 2000")
    parser.add_argument("--connections", type=int, nargs="+", default=[20, 100], help="default: 20 100")
    parser.add_argument("--rate", type=float, default=0.2, help="share of the requests that go wrong (default: 0.2)")
    parser.add_argument("--seed", type=int, default=1, help="of the faults (default: 1)")
    parser.add_argument("--latency-ms", type=float, default=50.0, help="until the stub answers (default: 50)")
    parser.add_argument("--first-token-timeout-s", type=float, default=2.0, help="default: 2")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into a page, between its marks")
    return parser.parse_args()


if __name__ == "__main__":
    main()
