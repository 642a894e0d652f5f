"""Deals a month's starters: what is planted on whom, their places, the registers, the diaries, and older papers."""

import datetime as dt
from dataclasses import replace
from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.onboarding.starters.intake import BUDDY, MANAGER, Intake, working_days_from
from tasks_bank.tasks.onboarding.starters.places import take_on
from tasks_bank.tasks.onboarding.starters.planted import share_out
from tasks_bank.tasks.onboarding.starters.registers import STANDARD, deal_registers, kit
from tasks_bank.tasks.onboarding.week import deal_diaries, deal_sessions
from tasks_bank.world.company import company_of
from tasks_bank.world.references import References

_FIRST_PLAN_DAYS = 10
"""Working days by which a start date was moved after the manager had been told."""


def deal_intake(seed: int, dials: Dials) -> Intake:
    """Deal the starters of a seed."""
    rng = Random(f"onboarding {seed}")
    arrival = rng.choice((dt.time(9, 30), dt.time(10)))
    lead = {"equipment": rng.randint(4, 8), "licence": rng.choice((2, 3)), "access": rng.choice((0, 1))}
    noise = float(dials["noise"])
    intake = Intake(company_of(seed, noise), rng, References(seed, rng), noise, arrival, lead)
    kinds = share_out(rng, int(dials["starters"]), int(dials["planted"]))
    take_on(intake, kinds, int(dials["sessions"]))
    deal_registers(intake, int(dials["other_roles"]))
    deal_sessions(intake, int(dials["sessions"]))
    deal_diaries(intake)
    _deal_older_papers(intake, float(dials["disagree"]))
    return intake


def _another_day(rng: Random, shift: int) -> int:
    """Draw another day for a task; what is done before the start date, or from then on, stays so."""
    others = [shift + by for by in (-3, -2, 2, 3) if (shift + by < 0) == (shift < 0)]
    return rng.choice(others)


def _deal_older_papers(intake: Intake, disagree: float) -> None:
    """Deal what the last starter's papers and the managers' mails say; a share of it is no longer so."""
    rng = intake.rng
    for starter in rng.sample(intake.starters, round(disagree * len(intake.starters))):
        starter.told_start = working_days_from(starter.start, -_FIRST_PLAN_DAYS)
    changed = set(rng.sample(intake.duties, round(disagree * len(intake.duties))))
    owners = [MANAGER, BUDDY, "HR Advisor", "HR Manager", "Service Desk Analyst"]
    for duty in intake.duties:
        shift, owner = duty.shift, duty.owner
        if duty in changed:
            shift = _another_day(rng, shift)
            owner = rng.choice([each for each in owners if each != owner]) if rng.random() < disagree else owner
        intake.last_duties.append(replace(duty, shift=shift, owner=owner))
    for role in dict.fromkeys(starter.role for starter in intake.starters):
        given = kit(intake, role, STANDARD)
        others = [item.code for item in intake.items if item.code not in intake.profiles[role] and not item.replaced_by]
        swapped = set(rng.sample(given, round(disagree * len(given) / 2)))
        fresh = iter(rng.sample(others, len(swapped)))
        intake.last_kit[role] = [next(fresh) if code in swapped else code for code in given]
