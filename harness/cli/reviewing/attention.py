"""The subcommand that says what one job takes a person with each design, and what goes out unseen."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict

from harness import api
from harness.api.reviewing.attending import Wanted
from harness.api.reviewing.rows import Wage
from harness.api.reviewing.side import open_person_side
from harness.cli.reviewing.tables import attention_lines
from harness.errors import BadPlan

_LETTERS = 3


def attention(args: argparse.Namespace) -> int:
    """Print the minutes of a job by design, or all of it as JSON."""
    wanted = Wanted(args.accept, _entered(args.set), _wage(args.wage))
    side = open_person_side(args.ledger, args.run, wanted)
    if args.json:
        print(json.dumps(asdict(side), indent=2))
        return 0
    view = api.open_view(args.ledger, args.run, checks=False)
    print(f"run {view.id}: {view.task_title}, {view.model}\n{view.evidence_note}")
    if not side.attention:
        print("no answer has a mark yet, so nothing can be said of a person's time")
        return 0
    print(f"an answer is acceptable as it is from a score of {args.accept:g}\n")
    print("\n".join(attention_lines(side, {arm.id: arm.id.removeprefix(f"{view.task}-") for arm in view.arms})))
    return 0


def _entered(said: Sequence[str]) -> dict[str, float]:
    """Read ``key=value`` words. Raises BadPlan."""
    found: dict[str, float] = {}
    for word in said:
        key, given, value = (part.strip() for part in word.partition("="))
        try:
            found[key] = float(value)
        except ValueError:
            wrong = f"'{value}' is no number" if given else "it gives no value"
            raise BadPlan(f"--set {word}: {wrong}; write {key or 'KEY'}=NUMBER") from None
    return found


def _wage(said: Sequence[str] | None) -> Wage | None:
    """Read what an hour costs. Raises BadPlan."""
    if said is None:
        return None
    amount, currency = said
    if not (len(currency) == _LETTERS and currency.isascii() and currency.isalpha()):
        raise BadPlan(f"--wage has the currency '{currency}'; write its three letters, such as 25 GBP")
    try:
        return Wage(float(amount), currency.upper())
    except ValueError:
        raise BadPlan(f"--wage is '{amount}', which is no number; write it as 25 GBP") from None
