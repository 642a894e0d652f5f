"""A trial in a few plain sentences: who worked, how long, what it cost, where it waited, what went to a person and why.

Every sentence is made from the rows that the tables below show. For whoever has never seen such a page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from harness.api.trial_rows import TrialDetail
from harness.plan.level import Level
from reports import words
from reports.kinds.benchmark.trial.checking import checked
from reports.kinds.benchmark.trial.passages import short
from reports.kinds.benchmark.trial.shares import Share

MOST_NAMES, MOST_REASONS = 8, 3
A_MENTION = 0.05
"""Waiting below this share of the time needs no sentence of its own."""
TOGETHER = 1.05
"""At fewer at a time, it was one after the other."""


def sentences(detail: TrialDetail, everyone: Sequence[Share]) -> tuple[str, ...]:
    """Tell a trial."""
    return tuple(
        sentence
        for part in (
            _who(detail, everyone),
            _cost(detail, everyone),
            _wait(detail),
            _checks(detail),
            _person(detail),
            _end(detail),
        )
        for sentence in part
    )


def _who(detail: TrialDetail, everyone: Sequence[Share]) -> Iterator[str]:
    trial, clocks = detail.trial, detail.happened.clocks
    names = [short(share.name) for share in everyone]
    shown = words.listed(names[:MOST_NAMES]) + (
        f" and {len(names) - MOST_NAMES:,} more" if len(names) > MOST_NAMES else ""
    )
    who = {
        Level.PROMPTING: "One question was put to a model in a chat, as a person would.",
        Level.CONTEXT: f"One agent, {shown}, did the work with its papers and tools.",
        Level.ORCHESTRATION: f"A team of {words.count(len(everyone), 'agent')} did the work: {shown}.",
    }
    tools = sum(len(share.tools) for share in everyone)
    took = f"From start to hand-in it took {words.seconds(trial.wall_s)}"
    did = f"{words.count(len(detail.calls), 'model call')} and {words.count(tools, 'use of a tool', 'uses of tools')}"
    at_a_time = clocks.parallelism
    together = f"; on average {at_a_time:.1f} pieces of work went on at the same time" if at_a_time else ""
    beside = together if at_a_time and at_a_time > TOGETHER else ""
    yield f"{who[trial.level]} {took}, with {did}{beside}."


def _cost(detail: TrialDetail, everyone: Sequence[Share]) -> Iterator[str]:
    trial = detail.trial
    if not trial.calls:
        yield "No model was asked, so it cost nothing."
        return
    tokens = trial.input_tokens + trial.output_tokens
    money = words.money(trial.cost_nano_usd)
    said = {"no charge": "at no charge", "unknown": "at a price that is not known"}.get(money, f"for {money}")
    first = max(everyone, key=lambda share: share.tokens)
    most = f", {first.tokens / tokens:.0%} of them by {short(first.name)}" if tokens and len(everyone) > 1 else ""
    yield f"It cost {words.number(tokens)} tokens (text sent and brought back){most}, {said}."


def _wait(detail: TrialDetail) -> Iterator[str]:
    trial, spent = detail.trial, Counter[str]()
    for step in detail.happened.path:
        spent[step.agent if step.key else ""] += step.seconds  # type: ignore[assignment] # a Counter adds floats too
    waited = "There was next to no waiting for the service."
    if trial.waited_s >= A_MENTION * trial.wall_s:
        waited = f"For {words.seconds(trial.waited_s)} of it one could only wait, for a free place or for the service."
    longest = [(agent, seconds / trial.wall_s) for agent, seconds in spent.most_common(3) if trial.wall_s]
    said = [_part(agent, part) for agent, part in longest if part >= A_MENTION]
    decided = f" How long it took was decided by {words.listed(said)}." if said else ""
    yield f"{waited}{decided}"


def _part(agent: str, part: float) -> str:
    who = f"the work of {short(agent)}" if agent else "time in which nobody was at work (the program, or waiting)"
    return f"{who}: {part:.0%}"


def _checks(detail: TrialDetail) -> Iterator[str]:
    looks = checked(detail)
    if not looks:
        return
    many = Counter(one.kind for one in looks)
    back = [f"{short(one.span.agent)}'s" for one in looks if one.kind == "sent back"]
    said = [f"Work was checked on the way {_times(len(looks))}."]
    if back:
        whose = words.listed(list(dict.fromkeys(back)))
        said.append(
            f"{_times(len(back)).capitalize()} a check found something wrong with {whose} work and sent it back."
        )
    if many["let through"]:
        said.append(f"{_times(many['let through']).capitalize()} work went on though it had not been found good.")
    if many["person"]:
        said.append(f"{_times(many['person']).capitalize()} work was put aside for a person to look at.")
    if many["passed"] == len(looks):
        said.append("Everything passed.")
    yield " ".join(said)


def _times(many: int) -> str:
    return {1: "once", 2: "twice"}.get(many, f"{many:,} times")


def _person(detail: TrialDetail) -> Iterator[str]:
    handed = detail.escalations
    if not handed:
        yield "Nothing was handed to a person."
        return
    reasons = Counter(reason for _, reason, _ in handed).most_common(MOST_REASONS)
    said = words.listed([f"{many:,} for the reason '{short(reason)}'" for reason, many in reasons])
    item, _, why = handed[0]
    because = f" The first is {short(item)}, by this {short(why)}." if why.startswith("rule: ") else ""
    more = " and others" if len({reason for _, reason, _ in handed}) > MOST_REASONS else ""
    yield f"{words.count(len(handed), 'item was', 'items were')} handed to a person: {said}{more}.{because}"


def _end(detail: TrialDetail) -> Iterator[str]:
    trial = detail.trial
    mark = "It could not be marked" if trial.score is None else f"The marker gave it {words.score(trial.score)} of 1"
    ended = {
        "done": f"{mark}.",
        "limit": f"It was ended by a limit ({short(trial.why)}). {mark} for what lay there by then.",
        "refused": f"The model declined ({short(trial.why)}), which counts as 0.",
        "infrastructure": f"It failed for a reason outside the design ({short(trial.why)}) and is in no comparison.",
    }[trial.outcome]
    names = list(dict.fromkeys(label.name.lower() for label in detail.happened.labels))
    signs = f" Signs of failure were seen: {words.listed(names)}." if names else ""
    if trial.status == "unreadable":
        ended = "No table could be read from what was handed in, which counts as 0."
    yield ended + signs
