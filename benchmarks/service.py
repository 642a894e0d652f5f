"""How many learners one machine serves: ``python -m benchmarks.service``, about four minutes for both stores.

Two measurements on SQLite and on PostgreSQL, with the server as ``toprung serve`` starts it and the browsers on the
same machine: learners who sit at once, and how many answers a second are taken, beside bare Flask routes over the same
tables (`benchmarks.service_bare`). ``--write docs/operations.md`` puts both tables into the page.
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from assessor.db import open_store
from benchmarks.machine import machine
from benchmarks.page import write_between
from benchmarks.service_load import Form, Post, Seen, form_of, per_second, sit
from benchmarks.service_prepared import Prepared, Waiting, prepare
from benchmarks.stubbing import ROOT
from tests.postgres import running, say

DEMANDED = 0.7
_CONNECTIONS = 16
_LEARNERS = 200
_PAUSE_S = 2.0
_STARTS_WITHIN_S = 30
_WARM = 400
"""Answers before the first that is measured, so that each process has each sitting at hand."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long it is measured."""

    rounds: int
    answers: int
    """Of each route in each round."""
    sit_s: float


_FULL, _QUICK = Length(5, 1000, 60), Length(3, 400, 10)


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured on one store."""

    store: str
    seen: Seen
    rounds: list[tuple[float, float, float]]
    """Answers a second of the service, of the bare route and of the plain insert."""


def main() -> None:
    """Measure and print; end with 1 where a demand is not met."""
    args = _words()
    length = _QUICK if args.quick else _FULL
    found: list[Found] = []
    with tempfile.TemporaryDirectory() as folder:
        if args.store in {"both", "sqlite"}:
            found.append(_measure("SQLite", f"sqlite:///{folder}/s.db", length))
    if args.store in {"both", "postgresql"}:
        with running() as uri:
            say(uri, "ALTER SYSTEM SET fsync = on", "SELECT pg_reload_conf()")
            found.append(_measure("PostgreSQL", uri, length))
    page = _page(found, length)
    print(page)
    if args.write:
        write_between(args.write, "load", page)
    if any(one.seen.errors or _ratio(one, 1) < DEMANDED for one in found):
        sys.exit(1)


def _measure(name: str, address: str, length: Length) -> Found:
    with closing(open_store(address)) as store:
        prepared = prepare(store, _LEARNERS)
    env = {"DATABASE_URL": address, "TOPRUNG_SECRET_KEY": "k" * 43}
    with _bare(env) as bare_port, _serving(env) as port:
        form = asyncio.run(form_of(port))
        rounds = asyncio.run(_rounds((port, bare_port), prepared, form, length))
        seen = asyncio.run(sit(port, prepared.learners, form, pause_s=_PAUSE_S, for_s=length.sit_s))
    for said in sorted(set(seen.errors)):
        print(f"{name}: {seen.errors.count(said)} times: {said}", file=sys.stderr)
    return Found(name, seen, rounds)


async def _rounds(
    ports: tuple[int, int], prepared: Prepared, form: Form, length: Length
) -> list[tuple[float, float, float]]:
    """Measure the three routes in turn, so that what slows the machine slows all of them."""
    waiting, own = iter(prepared.waiting), prepared.organisation_id

    def posts(path: str, answers: int) -> Iterator[Post]:
        return (_post(path.format(one=one, own=own), one, form) for one in islice(waiting, answers))

    routes = [
        (ports[0], "/sitting/{one.sitting_id}/answer"),
        (ports[1], "/bare/{one.sitting_id}/answer"),
        (ports[1], "/insert/{own}/answer"),
    ]
    for port, path in routes:
        await per_second(port, posts(path, _WARM), _CONNECTIONS)
    found = []
    for _ in range(length.rounds):
        taken = [await per_second(port, list(posts(path, length.answers)), _CONNECTIONS) for port, path in routes]
        found.append((taken[0], taken[1], taken[2]))
    return found


def _post(path: str, one: Waiting, form: Form) -> Post:
    said = {"csrf_token": form.token, "asked": one.asked_id, "choice": "0"}
    return Post(path, f"toprung={one.learner.token}; {form.cookie}", said)


@contextmanager
def _serving(env: dict[str, str]) -> Iterator[int]:
    """Start the service as its command does; jobs are left out, since there are none."""
    port = _free_port()
    with _started([str(ROOT / "toprung.py"), "serve", "--no-work", "--port", str(port)], env, port):
        yield port


@contextmanager
def _bare(env: dict[str, str]) -> Iterator[int]:
    port = _free_port()
    words = ["--workers=2", "--threads=8", "--worker-class=gthread", "--keep-alive=15", "--log-level=warning"]
    with _started(["-m", "gunicorn", *words, f"--bind=127.0.0.1:{port}", "benchmarks.service_bare:make()"], env, port):
        yield port


@contextmanager
def _started(words: list[str], env: dict[str, str], port: int) -> Iterator[None]:
    """Run a server until the block ends; it is there when it listens."""
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            [sys.executable, *words], env=os.environ | env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            _wait_for(port, process)
            yield
        except BaseException:
            log.seek(0)
            print(log.read()[-3000:].decode(errors="replace"), file=sys.stderr)
            raise
        finally:
            process.terminate()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    give_up_at = time.monotonic() + _STARTS_WITHIN_S
    while process.poll() is None and time.monotonic() < give_up_at:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("a server did not start")


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _page(found: list[Found], length: Length) -> str:
    sat = f"{_LEARNERS} learners sat at once for {length.sit_s:.0f} s, each with {_PAUSE_S:.0f} s before an answer."
    rounds = f"{_CONNECTIONS} at a time, medians of {length.rounds} rounds of {length.answers:,} for each route in turn"
    lines = [
        f"{sat} Milliseconds from sending to having the whole answer:",
        "",
        "| store | answers | answer p50 | p95 | question p50 | p95 | errors |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *(
            f"| {one.store} | {len(one.seen.answer_s):,} | {_ms(one.seen.answer_s, 50)} | {_ms(one.seen.answer_s, 95)} "
            f"| {_ms(one.seen.page_s, 50)} | {_ms(one.seen.page_s, 95)} | {len(one.seen.errors)} |"
            for one in found
        ),
        "",
        f"Answers a second, {rounds}; demanded of the service beside the bare route: {DEMANDED}.",
        "",
        "| store | service | bare route, same reads and writes | ratio (least to most) | plain insert | ratio |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| {one.store} | {_median(one, 0):.0f} | {_median(one, 1):.0f} | {_ratios(one, 1)} "
            f"| {_median(one, 2):.0f} | {_ratio(one, 2):.2f} |"
            for one in found
        ),
        "",
        f"{machine(('flask', 'gunicorn', 'sqlalchemy', 'sqlmodel'))}.",
    ]
    return "\n".join(lines)


def _ms(taken_s: list[float], percent: int) -> str:
    if len(taken_s) < 2:  # noqa: PLR2004 - of one there are no percentiles
        return "-"
    return f"{1000 * statistics.quantiles(taken_s, n=100, method='inclusive')[percent - 1]:.0f}"


def _median(found: Found, route: int) -> float:
    return statistics.median(taken[route] for taken in found.rounds)


def _ratio(found: Found, route: int) -> float:
    return statistics.median(taken[0] / taken[route] for taken in found.rounds)


def _ratios(found: Found, route: int) -> str:
    each = [taken[0] / taken[route] for taken in found.rounds]
    return f"{_ratio(found, route):.2f} ({min(each):.2f} to {max(each):.2f})"


def _words() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m benchmarks.service", description=__doc__)
    words.add_argument("--quick", action="store_true", help="about a minute; too short for figures that count")
    words.add_argument("--store", choices=("both", "sqlite", "postgresql"), default="both", help="default: both")
    words.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page, between its marks")
    return words.parse_args()


if __name__ == "__main__":
    main()
