"""Turns the runs of the speed benchmark into a page: what was measured, and beside each demand whether it is met."""

import argparse
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.machine import load, machine
from benchmarks.measuring import Took
from benchmarks.programs import OWN_CLIENT, Sdk

MOST_CPU = 1.5
"""What is demanded: CPU of one more trial, over that of the bare loop."""
MOST_START_S = 1.0
MOST_WALL = 1.3
MOST_MB = 200
FLAT = 0.10
"""Growth of memory that still counts as flat."""
AIM_MS = 2.5
_MB_A_MIB = 1.048576


class Key(NamedTuple):
    """Which program, over which SDK, at which size."""

    sdk: Sdk
    program: str
    trials: int


Runs = Mapping[Key, list[Took]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Values of one quantity, one a round."""

    values: Sequence[float]

    @property
    def middle(self) -> float:
        """The median."""
        return statistics.median(self.values)

    def text(self, digits: int) -> str:
        """Write the median, and the range where there are several rounds."""
        middle = f"{self.middle:.{digits}f}"
        if len(self.values) == 1:
            return middle
        return f"{middle} ({min(self.values):.{digits}f}-{max(self.values):.{digits}f})"


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for, what was measured, and whether it is enough."""

    what: str
    measured: str
    allowed: str
    is_met: bool

    def row(self) -> tuple[str, ...]:
        """Return the cells."""
        return self.what, self.measured, self.allowed, "yes" if self.is_met else "**no**"


class Measured:
    """The runs over one SDK."""

    def __init__(self, runs: Runs, sdk: Sdk, few: int, many: int) -> None:
        self._runs = {key: took for key, took in runs.items() if key.sdk == sdk}
        self.sdk = sdk
        self.few, self.many = few, many
        self.bare = f"bare, {OWN_CLIENT[sdk]} client"

    @property
    def programs(self) -> list[str]:
        """The programs, ours first."""
        return sorted({key.program for key in self._runs}, key=lambda program: (program != "ours", program))

    @property
    def sizes(self) -> list[int]:
        """The sizes at which ours ran, the run of one trial left out."""
        return sorted(key.trials for key in self._runs if key.program == "ours" and key.trials > 1)

    def of(self, program: str, trials: int, quantity: Callable[[Took], float]) -> Figures:
        """Return one quantity of one program at one size."""
        return Figures([quantity(took) for took in self._runs[Key(self.sdk, program, trials)]])

    def cpu(self, program: str, trials: int) -> Figures:
        """Return the processor seconds."""
        return self.of(program, trials, lambda took: took.cpu_s)

    def wall(self, program: str, trials: int) -> Figures:
        """Return the seconds by the clock, from start to end."""
        return self.of(program, trials, lambda took: took.wall_s)

    def work(self, program: str, trials: int) -> Figures:
        """Return the seconds from the first request to the last reply."""
        return self.of(program, trials, lambda took: took.work_s)

    def peak(self, program: str, trials: int) -> Figures:
        """Return the peak memory in MiB."""
        return self.of(program, trials, lambda took: took.peak_mib)

    def marginal_ms(self, program: str) -> Figures:
        """Return the processor milliseconds of one more trial, round by round."""
        pairs = zip(self.cpu(program, self.many).values, self.cpu(program, self.few).values, strict=True)
        return Figures([(more - less) / (self.many - self.few) * 1000 for more, less in pairs])

    def start_up_s(self) -> Figures:
        """Return the processor seconds of a run of one trial over those of the bare loop with one request."""
        return Figures([ours - bare for ours, bare in _pairs(self.cpu("ours", 1), self.cpu(self.bare, 1))])

    def rows(self) -> Iterable[tuple[str, ...]]:
        """Return a row for each program."""
        for program in self.programs:
            yield (
                self.sdk,
                program,
                self.marginal_ms(program).text(2),
                self.cpu(program, 1).text(2),
                *(self.wall(program, size).text(1) for size in (self.few, self.many)),
                self.work(program, self.many).text(1),
                *(self.peak(program, size).text(0) for size in (self.few, self.many)),
            )

    def demands(self) -> Iterable[Demand]:
        """Return every demand."""
        ours, bare = self.marginal_ms("ours"), self.marginal_ms(self.bare)
        ratio = ours.middle / bare.middle
        yield Demand(
            "CPU of one more trial, times the bare loop's", f"{ratio:.2f}", f"at most {MOST_CPU}", ratio <= MOST_CPU
        )
        start_up = self.start_up_s()
        yield Demand(
            "CPU to start, over the SDK's own",
            f"{start_up.text(2)} s",
            f"at most {MOST_START_S} s",
            start_up.middle <= MOST_START_S,
        )
        wall = self.wall("ours", self.many).middle / self.wall(self.bare, self.many).middle
        what = f"wall of {self.many:,} trials, start and table included, times the bare loop's"
        yield Demand(what, f"{wall:.2f}", f"at most {MOST_WALL}", wall <= MOST_WALL)
        peaks = [self.peak("ours", size).middle for size in self.sizes]
        sizes = ", ".join(f"{size:,}" for size in self.sizes)
        listed = ", ".join(f"{peak:.0f}" for peak in peaks)
        is_small = max(peaks) * _MB_A_MIB < MOST_MB
        yield Demand(f"peak memory at {sizes} trials", f"{listed} MiB", f"under {MOST_MB} MB", is_small)
        growth = max(peaks) / peaks[0] - 1
        yield Demand("growth of it over that range", f"{growth:.0%}", f"flat: at most {FLAT:.0%}", growth <= FLAT)
        yield Demand("aim: CPU of one more trial", f"{ours.text(2)} ms", f"at most {AIM_MS} ms", ours.middle <= AIM_MS)


def page(runs: Runs, args: argparse.Namespace) -> str:
    """Return everything that was measured as Markdown."""
    few, many = args.trials
    measured = [Measured(runs, sdk, few, many) for sdk in args.sdks]
    head = (
        "SDK",
        "program",
        "CPU of one more trial, ms",
        "CPU of a run of 1 trial, s",
        f"wall at {few:,}, s",
        f"wall at {many:,}, s",
        f"work at {many:,}, s",
        f"peak memory at {few:,}, MiB",
        f"at {many:,}, MiB",
    )
    shares = [took.others_share for key, found in runs.items() for took in found if key.trials > 1]
    how = (
        f"{machine()}. {args.connections} connections, the stub answers after {args.latency_ms:g} ms; {args.rounds} "
        f"rounds, medians (least-most). {load(shares)}"
    )
    parts = [how, table(head, [row for each in measured for row in each.rows()])]
    for each in measured:
        asked = [demand.row() for demand in each.demands()]
        parts += [
            f"Over {each.sdk}'s SDK, beside the bare loop with its {OWN_CLIENT[each.sdk]} client, as ours has it:",
            table(("demand", "measured", "allowed", "met"), asked),
        ]
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows))


def _pairs(first: Figures, second: Figures) -> Iterable[tuple[float, float]]:
    return zip(first.values, second.values, strict=True)
