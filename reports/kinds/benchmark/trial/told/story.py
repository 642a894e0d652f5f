"""A trial in a few plain sentences: how it ended first, then who worked, what it cost, where it waited, who is asked.

Every sentence is made from the rows that the tables below show. For whoever has never seen such a page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from harness.api.trial_rows import TrialDetail
from reports import words
from reports.kinds.benchmark.trial import signs
from reports.kinds.benchmark.trial.checking import checked
from reports.kinds.benchmark.trial.handed import summary
from reports.kinds.benchmark.trial.passages import short
from reports.kinds.benchmark.trial.shares import Share
from reports.kinds.benchmark.trial.told import plain, waits, where
from reports.kinds.benchmark.trial.told.ended import has_anything, how_it_ended, stopped
from reports.kinds.benchmark.trial.told.team import who

MOST_PARTS = 3
A_MENTION = 0.05
"""Waiting below this share of the time needs no sentence of its own."""
TOGETHER = 1.05
"""At fewer at a time, it was one after the other."""


def sentences(detail: TrialDetail, everyone: Sequence[Share], *, silent: bool) -> tuple[str, ...]:
    """Tell a trial, the end first."""
    told = (
        " ".join(who(detail, everyone, silent=silent)),
        _took(detail, everyone, silent=silent),
        _cost(detail, everyone, silent=silent),
        _waited(detail),
        " ".join(_checks(detail)),
        summary(detail),
        _signs(detail, silent=silent),
    )
    return (how_it_ended(detail, everyone, silent=silent), *filter(None, told))


def _took(detail: TrialDetail, everyone: Sequence[Share], *, silent: bool) -> str:
    tools, failed = sum(len(share.tools) for share in everyone), sum(call.came_to_nothing for call in detail.calls)
    calls = words.count(len(detail.calls), "call to the model", "calls to the model")
    nothing = f" ({failed:,} of them came to nothing)" if failed else ""
    at_a_time = detail.happened.clocks.parallelism or 0.0
    beside = (
        f"; while anybody worked, {at_a_time:.1f} pieces of work went on at the same time on average"
        if at_a_time > TOGETHER
        else ""
    )
    used = [words.count(tools, "use of a tool", "uses of tools")] if tools else []
    did = words.listed([*([] if silent else [f"{calls}{nothing}"]), *used]) or "nothing done"
    end = "the hand-in" if has_anything(detail) else "the stop" if stopped(detail) else "the end"
    return f"From the start to {end} it took {words.duration(detail.trial.wall_s)}, with {did}{beside}."


def _cost(detail: TrialDetail, everyone: Sequence[Share], *, silent: bool) -> str:
    trial = detail.trial
    if silent or not trial.calls:
        return "It cost nothing: no model was asked."
    tokens = trial.input_tokens + trial.output_tokens
    money = words.money(trial.cost_nano_usd)
    said = {"no charge": "at no charge", "unknown": "at a price that is not known"}.get(money, f"for {money}")
    first = max(everyone, key=lambda share: share.tokens)
    most = f", {first.tokens / tokens:.0%} of them by {short(first.name)}" if tokens and len(everyone) > 1 else ""
    return f"It cost {words.number(tokens)} tokens (pieces of words sent and brought back){most}, {said}."


def _waited(detail: TrialDetail) -> str:
    trial = detail.trial
    found = [*waits.said(detail)]
    if held_s := waits.held_back_s(detail):
        found.insert(0, f"For {words.duration(held_s)} of it all stood still for a delay that was put in on purpose.")
    if trial.waited_s and trial.waited_s >= A_MENTION * trial.wall_s:
        found.insert(0, f"For {words.duration(trial.waited_s)} of it nothing could be done but wait for the service.")
    waited = " ".join(found) or "There was next to no waiting."
    longest = [part for part in where.parts(detail)[:MOST_PARTS] if part.share >= A_MENTION]
    said = words.listed([f"{short(part.said)} {part.share:.0%}" for part in longest])
    return f"{waited} How long it took was decided by: {said}." if longest else waited


def _checks(detail: TrialDetail) -> Iterator[str]:
    looks = checked(detail)
    many = Counter(one.kind for one in looks)
    if not looks:
        if detail.design.gate:
            yield "No check was reached: the trial ended before."
        return
    if len(looks) == 1 and many["passed"]:
        yield f"Work came to one check on the way, and it {looks[0].came}. What was looked at: {looks[0].looks_at}."
        return
    yield f"Work came to a check {plain.times(len(looks))} on the way."
    back = [f"{short(one.span.agent)}'s" for one in looks if one.kind == "sent back"]
    if back:
        whose = words.listed(list(dict.fromkeys(back)))
        yield f"{_often(len(back))} a check found something wrong with {whose} work and sent it back."
    if many["let through"]:
        yield f"{_often(many['let through'])} work went on though it had not been found good."
    if many["off"]:
        yield f"{_at_places(many['off'])} the check was switched off on purpose, and nobody looked."
    if many["nothing"]:
        yield f"{_often(many['nothing'])} there was nothing to check: the table was empty."
    if many["person"]:
        yield f"{_often(many['person'])} work was put aside for a person to look at."
    passed = [one for one in looks if one.kind == "passed"]
    if passed:
        yield f"{_often(len(passed))} it {passed[0].came}. What was looked at: {passed[0].looks_at}."


def _often(many: int) -> str:
    return plain.times(many).capitalize()


def _at_places(many: int) -> str:
    return "At one place" if many == 1 else f"At {many:,} places"


def _signs(detail: TrialDetail, *, silent: bool) -> str:
    none = signs.NOT_MEANT if silent else "No sign of failure was seen."
    names = list(dict.fromkeys(label.name.lower() for label in signs.seen(detail, silent=silent)))
    return f"Signs of failure were seen: {words.listed(names)}." if names else none
