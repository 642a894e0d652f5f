"""What our program costs beside a bare loop over the same SDK: ``python -m benchmarks.speed``, about ten minutes.

Every program runs as a process of its own against the stub, in turn, several rounds; medians (least to most) are
printed, and beside each demand whether it is met.
"""

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import get_args

from benchmarks.page import write_between
from benchmarks.programs import Bench, Client, Sdk
from benchmarks.speed_table import Key, Runs, page
from benchmarks.stubbing import serving

_REHEARSED = 100
"""Prompts that the bare loops ask in turn."""


def main() -> None:
    """Measure and print."""
    args = _words()
    runs: Runs = defaultdict(list)
    with serving("--latency-ms", str(args.latency_ms)) as stub, tempfile.TemporaryDirectory() as folder:
        bench = Bench(stub, Path(folder), args.connections, args.epochs)
        for sdk in args.sdks:
            bench.ours(sdk, _REHEARSED)
            bench.keep_prompts()
            for number in range(args.rounds):
                _round(bench, sdk, (1, *args.trials), runs)
                print(f"{sdk}: round {number + 1} of {args.rounds}", flush=True)
            if args.most:
                runs[Key(sdk, "ours", args.most)].append(bench.ours(sdk, args.most))
    text = page(runs, args)
    print(text)
    if args.write:
        write_between(args.write, "speed", text)


def _round(bench: Bench, sdk: Sdk, sizes: tuple[int, ...], runs: Runs) -> None:
    """Run every program at every size once; ours in between, so that a busy minute meets them all."""
    for trials in sizes:
        clients: tuple[Client, ...] = get_args(Client)
        runs[Key(sdk, f"bare, {clients[0]} client", trials)].append(bench.bare(sdk, clients[0], trials))
        runs[Key(sdk, "ours", trials)].append(bench.ours(sdk, trials))
        runs[Key(sdk, f"bare, {clients[1]} client", trials)].append(bench.bare(sdk, clients[1], trials))


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="Measure what a trial costs.")
    parser.add_argument("--sdks", type=_listed, default=list(get_args(Sdk)), metavar="A,B", help="default: both")
    parser.add_argument("--rounds", type=int, default=3, help="default: 3")
    parser.add_argument(
        "--trials", type=_sizes, default=(1000, 3000), metavar="FEW,MANY", help="the two sizes (default: 1000,3000)"
    )
    parser.add_argument("--most", type=int, default=10_000, help="a third size, for memory (default: 10000; 0: none)")
    parser.add_argument("--connections", type=int, default=100, help="requests at a time (default: 100)")
    parser.add_argument("--latency-ms", type=float, default=50.0, help="until the stub answers (default: 50)")
    parser.add_argument("--epochs", type=int, default=5, help="times that each case is done (default: 5)")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the table into a page, between its marks")
    return parser.parse_args()


def _listed(text: str) -> list[str]:
    words = text.split(",")
    if unknown := set(words) - set(get_args(Sdk)):
        raise argparse.ArgumentTypeError(f"there is no SDK '{min(unknown)}'; there are {', '.join(get_args(Sdk))}")
    return words


def _sizes(text: str) -> tuple[int, ...]:
    few, many = (int(word) for word in text.split(","))
    return few, many


if __name__ == "__main__":
    main()
