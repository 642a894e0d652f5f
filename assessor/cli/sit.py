"""``toprung sit``: a sitting in the terminal, with its result and what that is evidence of."""

import argparse
import sys
import textwrap
import time
from collections.abc import Sequence
from contextlib import closing
from secrets import randbelow

from assessor.bank.marking import Response
from assessor.bank.reading import read_bank
from assessor.db import DEFAULT, open_store
from assessor.errors import AssessorError
from assessor.framework import read_framework
from assessor.models.measurement.result import Result
from assessor.sittings.form import make_form
from assessor.sittings.sitting import Ended, Question, Sittings

_WIDTH = 100
_MOST_SEEDS = 1_000_000
_DO_NOT_KNOW = "d"
_HOW = {
    "single": "one number",
    "judgement": "one number",
    "multiple": "all that are right, such as 1 3",
    "order": "all numbers in order, such as 3 1 2 4",
    "numeric": "a number",
}
_ENDED = {
    "certain": "one level had become likely enough",
    "precise": "the ability was known precisely enough",
    "cap": "all questions of a sitting had been asked",
    "no items": "no question was left",
    "time": "the time was over",
    "left early": "it was left early",
}


def main(argv: Sequence[str]) -> int:
    """Run ``toprung sit`` and return its exit code; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    try:
        with closing(open_store(args.store)) as store:
            return _sit(Sittings(store, read_bank()), args)
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code


def _sit(sittings: Sittings, args: argparse.Namespace) -> int:
    sitting_id = args.resume
    try:
        sitting_id = sittings.resume(sitting_id).id if sitting_id else _start(sittings, args)
        while not isinstance(question := sittings.next_item(sitting_id), Ended):
            _ask(sittings, question)
    except (EOFError, KeyboardInterrupt):
        print()
        if sitting_id:
            print(f"Your answers are kept. To go on: toprung sit --resume {sitting_id}")
        return 0
    for line in _told(sittings.finish(sitting_id)):
        print(line)
    return 0


def _start(sittings: Sittings, args: argparse.Namespace) -> str:
    print("Up to 30 questions. There is no time limit, and 'd' (I don't know) is an answer.\n")
    for level in read_framework().level:
        print(_wrapped(f"{level.number}  {level.shown_name}: {level.about}", "   "))
    rating = _chosen("Where do you see yourself, 1 to 5? Enter to leave it open: ", 1, 5)
    seed = str(randbelow(_MOST_SEEDS) if args.seed is None else args.seed)
    sitting = sittings.start(make_form(gentle=args.gentle), seed=seed, self_rating=rating)
    print(f"\nSitting {sitting.id}")
    return sitting.id


def _ask(sittings: Sittings, question: Question) -> None:
    dealt = question.dealt
    print(f"\n{question.position}. {_wrapped(dealt.stem)}")
    if dealt.exhibit:
        print(textwrap.indent(dealt.exhibit.strip(), "    | ", lambda _: True))
    for number, option in enumerate(dealt.options, start=1):
        print(_wrapped(f"  {number}  {option}", "     "))
    began = time.monotonic()
    unit = f" of {dealt.unit}" if dealt.unit else ""
    while True:
        try:
            answer = _read(question, input(f"Your answer ({_HOW[question.kind]}{unit}; d = I don't know): "))
        except ValueError:
            print(f"That is not an answer here: {_HOW[question.kind]}{unit}, or d.")
            continue
        seconds = time.monotonic() - began
        sure = None
        if question.asks_confidence and answer is not None:
            sure = _chosen("How sure are you, from 0 to 100 percent? Enter to leave it open: ", 0, 100)
        sittings.record(question.asked_id, answer, seconds=seconds, confidence=sure)
        return


def _read(question: Question, typed: str) -> Response:
    """Return what was typed as a response. Raises ValueError for what is none to this kind of item."""
    words = typed.replace(",", "" if question.kind == "numeric" else " ").split()
    if words == [_DO_NOT_KNOW]:
        return None
    if question.kind == "numeric":
        (word,) = words
        return float(word)
    places = [int(word) - 1 for word in words]
    options = range(len(question.dealt.options))
    wanted = {"multiple": range(1, len(options) + 1), "order": range(len(options), len(options) + 1)}
    if len(places) not in wanted.get(question.kind, range(1, 2)) or len(set(places)) < len(places):
        raise ValueError(typed)
    if not set(places) <= set(options):
        raise ValueError(typed)
    return places


def _chosen(prompt: str, least: int, most: int) -> int | None:
    """Ask for a whole number until one in the range, or nothing, is typed."""
    while typed := input(prompt).strip():
        if typed.isdecimal() and least <= int(typed) <= most:
            return int(typed)
        print(f"That is no whole number from {least} to {most}.")
    return None


def _told(result: Result) -> list[str]:
    """Return the lines that say what the sitting found."""
    levels = read_framework().level
    chances = [
        f"  {level.number}  {level.shown_name:<27} {chance:5.0%}"
        for level, chance in zip(levels, result.level_probabilities, strict=True)
    ]
    return [
        "",
        f"Level: {result.said}",
        f"Ability (theta): {result.theta:.2f}, standard error {result.se:.2f}",
        f"95 % interval: from {result.low:.2f} to {result.high:.2f}",
        "Chance of each level:",
        *chances,
        *(f"Missing: {each}" for each in result.missing),
        f"The sitting ended after {len(result.scored)} questions that count: {_ENDED[result.reason]}.",
        f"What this is evidence of: {'; '.join(result.conditions)}.",
        f"Made with {result.calibration}, levels of {result.framework} at the cuts of {result.cut_set}.",
    ]


def _wrapped(text: str, indent: str = "") -> str:
    lines = [textwrap.fill(line, _WIDTH, subsequent_indent=indent) for line in text.strip("\n").split("\n")]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="toprung sit", description="Take a sitting in the terminal.")
    parser.add_argument("--seed", type=int, metavar="N", help="deals the questions; none: by chance")
    parser.add_argument("--gentle", action="store_true", help="questions of which about six in ten succeed")
    parser.add_argument("--resume", metavar="ID", help="go on with a sitting that was broken off")
    parser.add_argument("--store", default=DEFAULT, metavar="URL", help="where sittings are kept")
    return parser
