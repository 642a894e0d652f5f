"""Whether the case may have a headline, and what it lacks where it may not."""

from dataclasses import dataclass

from reports import words
from reports.kinds.business_case.reckoning import Counted, Worth, below, steps, why_not, worth
from reports.kinds.business_case.rows import Case, Work


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no headline."""

    why: str
    needed: str
    """What it would take."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the case comes to."""

    steps: tuple[Counted, ...]
    worth: Worth | None
    """A year; None where there is no headline."""
    refusals: tuple[Refusal, ...]
    works: int
    """How many pieces of work were named."""

    @property
    def left_out(self) -> int:
        """How many of them have no step that counts."""
        return self.works - len({id(one.work) for one in self.steps if not one.why_not})


def verdict(case: Case) -> Verdict:
    """Judge a case: a year is told only where nothing speaks against it."""
    found = steps(case)
    refusals = _of_input(case)
    year = worth(case.said, found) if case.said and not refusals else None
    if year is None:
        refusals += _of_works(case)
    elif year.hours.low <= 0 <= year.hours.high:
        why = (
            "the differences hold, but so few of the team would take the step, or so unsurely many, that the hours of a"
            " year cannot be told from none"
        )
        refusals, year = [Refusal(why, "More of the team sitting, and more cases in the runs.")], None
    if year is None and not refusals:
        why = "by the figures nobody of the team works below what the case is about, and somewhere on the ladder of use"
        refusals = [Refusal(why, "A case for a higher way of using AI, or none.")]
    return Verdict(tuple(found), year, tuple(refusals), len(case.works))


def _of_input(case: Case) -> list[Refusal]:
    found = []
    if case.said is None:
        found.append(
            Refusal("nobody has typed what the case is to reckon with", "An owner fills in the form of this team.")
        )
    elif not case.works:
        found.append(Refusal("no piece of work was named", "An owner adds the work that the team does, and how often."))
    if case.group is None:
        needed = "A campaign that asks this team by name and ends with enough results."
        found.append(Refusal(f"there are no figures of the team: {case.why_no_group}", needed))
    elif case.group.is_simulated or case.is_make_believe:
        found.append(Refusal("the people of the team are simulated", "Figures of real people."))
    return found


def _of_works(case: Case) -> list[Refusal]:
    """Say of each piece of work why none of its steps could count, whoever took them."""
    found: dict[str, Refusal] = {}
    for work in case.works if case.said else ():
        whys = {left: why_not(work, left) for left in below(case.said)} if case.said else {}
        if not all(whys.values()):
            continue
        said = set(whys.values())
        for left, why in whys.items():
            step = "" if len(said) == 1 else f", from {words.LEVELS[left].lower()}"
            found.setdefault(f"{work.name}{step}: {why}", Refusal(f"{work.name}{step}: {why}", _needed(work)))
    return list(found.values())


def _needed(work: Work) -> str:
    run = work.measured
    if run is None:
        return (
            f"{work.name}: a benchmark run of a task like it, with a real model and one design at each level; then"
            " its id in the form."
        )
    if run.evidence != "real" or run.has_faults:
        return f"{work.name}: the same run with a real model, and without injected faults."
    return (
        f"{work.name}: more cases. The run has {words.count(run.cases, 'case')}; a verdict takes at least"
        f" {run.cases_needed}, and `toprung bench plan` with `--detect` says how many find a difference of a given"
        " size. More cases may also show that there is none."
    )


def needed(found: Verdict) -> tuple[str, ...]:
    """Return what it would take to say more: to lift the refusals, and to count what is left out of a sum."""
    lacking = [one.needed for one in found.refusals] or [_needed(one.work) for one in found.steps if one.why_not]
    return tuple(dict.fromkeys(lacking))
