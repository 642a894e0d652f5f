"""The answer in short: what is known of how quickly, for how many, and at what cost, and what it is not."""

from collections.abc import Iterator

from reports import words
from reports.data import Headline, Note, Section
from reports.groups.wording import based_on, in_words
from reports.kinds.plan.rows import Plan
from reports.kinds.plan.wording import between, month, pounds, within

TITLE = "How quickly can our people get to orchestration?"


def build(plan: Plan) -> Section:
    """Say it in a few sentences."""
    cautions = plan.money.cautions if plan.money else ()
    return Section(
        "answer",
        TITLE,
        (
            Headline((_here(plan), _way(plan), *_seats(plan), *_money(plan))),
            *(Note("Please look at this", caution, "caution") for caution in cautions),
            Note("Before you decide", plan.guidance, "caution"),
        ),
    )


def _here(plan: Plan) -> str:
    standing = plan.standing
    if standing is None:
        return f"Where people are now is not known. {plan.why_no_standing}"
    where, based = words.listed(standing.arrived), based_on(standing.when)
    if standing.there is None:
        return f"Orchestration is {where}. How many are there stands below by level ({based})."
    return f"{in_words(standing.there)} are at {where}, which is orchestration ({based})."


def _way(plan: Plan) -> str:
    if not plan.pace.steps:
        return (
            "How long the way takes here has not been measured yet. What a training provider says of it is quoted "
            "below, as a claim."
        )
    step = plan.pace.steps[-1]
    fast, middle, slow = map(within, step.weeks)
    return (
        f"At the pace measured here people come from the beginning of {step.begins} to that of {step.ends}: 10 of 100 "
        f"{fast}, 50 of 100 {middle}, 90 of 100 {slow} ({words.count(plan.pace.retested, 'person', 'people')} who sat "
        "again)."
    )


def _seats(plan: Plan) -> Iterator[str]:
    if not plan.seats:
        yield "No seats were typed in, so no months and no cost follow."
        return
    ends = [seats.ends for seats in plan.seats if seats.ends]
    until = f"the last known end is {month(max(ends))}" if ends else "how long they take is not known"
    many = words.count(plan.all_seats, "seat")
    yield f"{many} planned, the first from {month(min(seats.starts for seats in plan.seats))}; {until}."
    if plan.left_out:
        yield f"{plan.left_out} of {many} left out of all money below, because their price or months are not known."


def _money(plan: Plan) -> Iterator[str]:
    known = [seats.cost_pence for seats in plan.seats if seats.cost_pence is not None]
    if not known or plan.money is None:
        return
    of_what = "The seats whose price is known cost" if plan.left_out else "The seats cost"
    yield f"{of_what} {pounds(sum(known))} together."
    for side in plan.money.sides:
        if side.is_own:
            yield f"The employer {side.situation}; its own part of it is {between(side.low, side.high)}."
