"""``toprung sit``: a sitting in the terminal, with its result and what that is evidence of."""

import argparse
import sys
import textwrap
import time
from collections.abc import Sequence
from contextlib import closing
from secrets import randbelow

from assessor.bank.reading import Banked, read_banked
from assessor.cli.parsing import Parser
from assessor.cli.telling import told, wrapped
from assessor.db import DEFAULT, open_store
from assessor.deciding.cut_set import LATEST, read_cut_set
from assessor.errors import AssessorError
from assessor.framework import read_framework
from assessor.sittings.dealing import MOST_CHARACTERS, Given
from assessor.sittings.ending.results import Results
from assessor.sittings.form import Form, make_form
from assessor.sittings.sitting import LOCAL, Ended, Question, Sittings

_MOST_SEEDS = 1_000_000
_DO_NOT_KNOW = "d"
_HOW = {
    "single": "one number",
    "judgement": "one number",
    "multiple": "all that are right, such as 1 3",
    "order": "all numbers in order, such as 3 1 2 4",
    "numeric": "a number",
}
_IN_WORDS = f"in your own words, at most {MOST_CHARACTERS:,} characters"


def main(argv: Sequence[str]) -> int:
    """Run ``toprung sit`` and return its exit code; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    try:
        with closing(open_store(args.store)) as store:
            banked = list(read_banked())
            items, private = [one.item for one in banked], private_names(banked)
            sittings = Sittings(store, items, cut_set=args.cut_set, private=private)
            return _sit(sittings, Results(store, items, organisation_id=LOCAL, private=private), args)
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code


def private_names(banked: Sequence[Banked]) -> list[str]:
    """Return the items, by id and version, of banks that are kept closed."""
    return [one.item.name for one in banked if one.private]


def _sit(sittings: Sittings, results: Results, args: argparse.Namespace) -> int:
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
    result = sittings.finish(sitting_id)
    for line in told(result, results.confidence(sitting_id), results.sitting(sitting_id).self_rating):
        print(line)
    waiting = len(results.waiting(sitting_id))
    if waiting:
        print(wrapped(f"{waiting} answers in words wait: toprung results mark {sitting_id} --by NAME", "  "))
    return 0


def _start(sittings: Sittings, args: argparse.Namespace) -> str:
    read_cut_set(args.cut_set)  # a wrong name is said before anybody begins
    form = make_form(
        gentle=args.gentle, narrative=args.in_words, supervised=args.supervised, ai_allowed=args.ai_allowed
    )
    for line in _before(form, args):
        print(wrapped(line))
    print()
    for level in read_framework().level:
        print(wrapped(f"{level.number}  {level.shown_name}: {level.about}", "   "))
    rating = _chosen("Where do you see yourself, 1 to 5? Enter to leave it open: ", 1, 5)
    seed = str(randbelow(_MOST_SEEDS) if args.seed is None else args.seed)
    sitting = sittings.start(form, seed=seed, person_ref=args.person, self_rating=rating)
    print(f"\nSitting {sitting.id}")
    return sitting.id


def _before(form: Form, args: argparse.Namespace) -> list[str]:
    """Return what somebody has to know before she begins."""
    who = f"under the name '{args.person}'" if args.person else "without a name"
    use = "You may use AI." if form.ai_allowed else "Please answer without AI."
    said = f"""\
How long: {form.fewest} to {form.most} questions, each chosen by your answers before it; it ends when your level is \
clear enough. There is no time limit; stop at any time with Ctrl-C and go on later.
How to answer: 'd' (I don't know) is an answer; it counts like a wrong one. Spelling is not marked. {use}
What is kept: your answers, how long each took, how sure you say you are, and the result, {who}, in {args.store}. \
Whoever may read that file can see them; nothing is sent anywhere."""
    lines = said.split("\n")
    if form.narrative:
        lines.append("In words: most questions come without options. A person reads and marks what you write.")
    return lines


def _ask(sittings: Sittings, question: Question) -> None:
    dealt = question.dealt
    print(f"\n{question.position}. {wrapped(dealt.stem)}")
    if dealt.exhibit:
        print(textwrap.indent(dealt.exhibit.strip(), "    | ", lambda _: True))
    for number, option in enumerate(dealt.options, start=1):
        print(wrapped(f"  {number}  {option}", "     "))
    began = time.monotonic()
    unit = f" of {dealt.unit}" if dealt.unit else ""
    how = _IN_WORDS if question.in_words else f"{_HOW[question.kind]}{unit}"
    while True:
        try:
            answer = _read(question, input(f"Your answer ({how}; d = I don't know): "))
        except ValueError:
            print(f"That is not an answer here: {how}, or d.")
            continue
        seconds = time.monotonic() - began
        sure = None
        if question.asks_confidence and answer is not None:
            sure = _chosen("How sure are you, from 0 to 100 percent? Enter to leave it open: ", 0, 100)
        sittings.record(question.asked_id, answer, seconds=seconds, confidence=sure)
        return


def _read(question: Question, typed: str) -> Given:
    """Return what was typed as an answer. Raises ValueError for what is none to this kind of item."""
    words = typed.replace(",", "" if question.kind == "numeric" else " ").split()
    if words == [_DO_NOT_KNOW]:
        return None
    if question.in_words:
        if not words or len(typed) > MOST_CHARACTERS:
            raise ValueError(typed)
        return typed.strip()
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


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="toprung sit", description="Take a sitting in the terminal.")
    parser.add_argument("--person", metavar="REF", help="who sits, in your own words; evidence is found by it")
    parser.add_argument("--seed", type=int, metavar="N", help="deals the questions; none: by chance")
    parser.add_argument("--gentle", action="store_true", help="questions of which about six in ten succeed")
    parser.add_argument("--in-words", action="store_true", help="asks without options; a person marks the answers")
    parser.add_argument("--supervised", action="store_true", help="says that somebody watches over the sitting")
    parser.add_argument("--ai-allowed", action="store_true", help="says that AI may be used in it")
    parser.add_argument(
        "--cut-set", default=LATEST, metavar="NAME", help="by which cuts, floors and gates; default: %(default)s"
    )
    parser.add_argument("--resume", metavar="ID", help="go on with a sitting that was broken off")
    parser.add_argument("--store", default=DEFAULT, metavar="URL", help="where sittings are kept; default: %(default)s")
    return parser
