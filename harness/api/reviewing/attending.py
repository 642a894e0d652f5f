"""The minutes that one job takes a person with one design: gathers the terms, and has the formula work them out."""

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harness.api.reviewing.by_case import by_case
from harness.api.reviewing.escalations import Counted, case_means
from harness.api.reviewing.reviews import by_people, pieces_of, row_minutes, time_to_find_in
from harness.api.reviewing.rows import ArmAttention, Faster, TermRow, Wage
from harness.api.rows import TrialRow
from harness.errors import BadPlan
from harness.meter.attention.formula import (
    Work,
    break_even,
    defects_per_100,
    job_min,
    review_min,
    speed_up,
    times_as_fast,
)
from harness.meter.attention.published import published
from harness.meter.attention.spread import Spread, spreads
from harness.meter.attention.terms import KINDS, Mean, Pace, Share, Term, Unsure
from harness.stats.intervals import FEWEST_VALUES
from harness.store.records import ReviewRecord
from tasks_bank.spec import HumanMinutes

ACCEPT = 0.95
"""An answer with fewer of its marks has something in it that somebody must find and put right; full marks would count
an answer as bad for one cell of many."""
_SECONDS = 60
_FEWEST_UNTOUCHED = 5
_AUTHORS = "an estimate of the task's author for one row"
_NOT_ENTERED = "left out: nobody has entered it, so the minutes are too few"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says about the job."""

    accept: float = ACCEPT
    entered: Mapping[str, float] = field(default_factory=dict)
    """Terms by key."""
    wage: Wage | None = None
    """What an hour costs."""

    def check(self) -> None:
        """Refuse what makes no sense. Raises BadPlan."""
        if not 0 < self.accept <= 1:
            raise BadPlan(f"--accept is {self.accept:g}; it is a score, above 0 and at most 1")
        if self.wage and not self.wage.amount > 0:
            raise BadPlan(f"--wage is {self.wage.amount:g}; an hour costs more than 0")
        for key, value in self.entered.items():
            _check(key, value)


@dataclass(frozen=True, slots=True)
class Known:
    """What a run knows of a person's time, whichever design."""

    minutes: HumanMinutes
    """What the task says."""
    dials: str
    reviews: Sequence[ReviewRecord]
    """All of the run's."""
    lines: Mapping[int, int] = field(default_factory=dict)
    """How many lines the work on each case has, by seed, as the marker counts them."""


def attention_to(
    arm: str, trials: Sequence[TrialRow], handed_over: Sequence[Counted], known: Known, wanted: Wanted
) -> ArmAttention | None:
    """Work out the minutes of one job; None where the arm has no trial with a mark."""
    scores: defaultdict[int, list[bool]] = defaultdict(list)
    for trial in trials:
        if trial.outcome != "infrastructure" and trial.score is not None:
            scores[trial.seed].append(trial.score >= wanted.accept)
    if not scores:
        return None
    terms = _terms(_measured(scores, handed_over, known), known, wanted)
    work = Work.of({term.key: term.value for term in terms})
    results = {"minutes": job_min, "defects": defects_per_100}
    found: Mapping[str, Spread] = spreads(terms, results) if len(scores) >= FEWEST_VALUES else {}
    minutes, defects = _ends(found.get("minutes"), job_min(work)), _ends(found.get("defects"), defects_per_100(work))
    fast = speed_up(work)
    # H0 is entered or assumed, never drawn: the longest job is the least speed-up.
    slowest, fastest = (None if end is None else times_as_fast(work.unaided_min, end) for end in reversed(minutes))
    prices = [trial.cost_nano_usd for trial in trials]
    cost = None if None in prices else round(sum(price or 0 for price in prices) / len(prices))
    return ArmAttention(
        arm=arm,
        cases=len(scores),
        accept=wanted.accept,
        minutes=job_min(work),
        low=minutes[0],
        high=minutes[1],
        review_min=review_min(work),
        faster=Faster(fast.times, slowest, fastest, fast.defects_per_100, *defects),
        break_even=break_even(work),
        people_cost=wanted.wage.amount * job_min(work) / _SECONDS if wanted.wage else None,
        machine_nano_usd=cost,
        terms=tuple(_row(term) for term in terms),
        by_case=by_case(scores, handed_over, terms),
    )


def item_minutes(known: Known) -> Term:
    """Return the minutes to decide one thing that was handed over: measured, else as the task's author estimates."""
    times = [each.seconds / _SECONDS for each in by_people(known.reviews) if each.kind != "seeded"]
    if times:
        return _mean("escalation_min", times, f"{len(times)} decisions by people")
    return Term("escalation_min", known.minutes.per_item_review, "assumed", _AUTHORS)


def _measured(scores: Mapping[int, Sequence[bool]], handed_over: Sequence[Counted], known: Known) -> list[Term]:
    """Return the terms that the run itself knows."""
    shares = [sum(good) / len(good) for good in scores.values()]
    acceptable = Term(
        "acceptable",
        statistics.fmean(shares),
        "measured",
        f"share of answers with the marks to be acceptable, over {len(shares)} cases",
        Share(sum(shares), len(shares)),
    )
    found = [acceptable, item_minutes(known), *_of_pieces(known)]
    if known.lines:
        rows = [float(lines) for lines in known.lines.values()]
        found.append(_mean("rows", rows, "lines of the work that the marker follows: the reviewer looks at each"))
    if items := case_means(handed_over, lambda figures: figures.stated):
        found.append(_mean("escalations", items, "what the answers handed over"))
    return found


def _of_pieces(known: Known) -> list[Term]:
    """Return what people's seeded reviews tell: minutes a row, how soon faults are found, false alarms."""
    pieces = pieces_of(by_people(known.reviews))
    if not pieces:
        return []
    found = [_mean("row_min", [row_minutes(each) for each in pieces], f"{len(pieces)} pieces looked through by people")]
    planted = [each for each in pieces if each.found is not None]
    fit = time_to_find_in(planted)
    if fit.tau is not None:
        source = f"{fit.found} of {fit.planted} planted defects found by people"
        found.append(Term("tau_min", fit.tau, "measured", source, Pace(fit.total, fit.found)))
    untouched = [each for each in pieces if each.found is None]
    if len(untouched) >= _FEWEST_UNTOUCHED:
        alarms = sum(each.decision == "fault" for each in untouched)
        source = f"{alarms} of {len(untouched)} untouched pieces rejected by people"
        unsure = Share(alarms, len(untouched))
        found.append(Term("false_alarm", alarms / len(untouched), "measured", source, unsure))
    return found


def _terms(measured: Sequence[Term], known: Known, wanted: Wanted) -> list[Term]:
    """Return all terms in the order of the formula: entered before measured before assumed."""
    said = {term.key: term for term in _assumed(known, wanted)} | {term.key: term for term in measured}
    said |= {key: Term(key, value, "entered", "entered by the user") for key, value in wanted.entered.items()}
    if "caught" in wanted.entered:
        said.pop("tau_min", None)
    elif wanted.entered.get("rows") == 0:
        said.pop("tau_min", None)
        said["caught"] = Term("caught", 0, "assumed", "no row is looked at, so nothing is caught")
    elif "tau_min" in said:
        said.pop("caught")
    return [said[key] for key in KINDS if key in said]


def _assumed(known: Known, wanted: Wanted) -> list[Term]:
    """Return what stands in for terms that nobody has measured or entered."""
    said = {
        "setup_min": (0, _NOT_ENTERED),
        "jobs": (1, "one"),
        "upkeep_min": (0, _NOT_ENTERED),
        "jobs_month": (1, "one"),
        "attended_min": (0, _NOT_ENTERED),
        "open_min": (0, _NOT_ENTERED),
        "rows": (0, "the marker counts no lines"),
        "row_min": (known.minutes.per_item_review, _AUTHORS),
        "escalations": (0, "the marker counts none"),
        "caught": (published("caught").value, published("caught").source),
        "false_alarm": (0, "left out: too few untouched pieces were reviewed"),
        "unaided_min": (
            known.minutes.unaided,
            f"for the default dials (this run: {known.dials}). {known.minutes.source}",
        ),
    }
    unaided = wanted.entered.get("unaided_min", known.minutes.unaided)
    said["rework_min"] = (unaided, "the job is done again, as GDPval has it")
    said["missed_min"] = (unaided, "as much as the job itself; there is no figure to go by")
    return [Term(key, value, "assumed", source) for key, (value, source) in said.items()]


def _mean(key: str, values: Sequence[float], source: str) -> Term:
    """Return the mean of independent values; from 4 on with how far it could be off."""
    unsure: Unsure | None = None
    if len(values) >= FEWEST_VALUES:
        unsure = Mean(statistics.fmean(values), statistics.stdev(values) / len(values) ** 0.5, len(values) - 1)
    return Term(key, statistics.fmean(values), "measured", source, unsure)


def _row(term: Term) -> TermRow:
    kind = KINDS[term.key]
    return TermRow(term.key, kind.letter, kind.about, term.value, kind.unit, term.mark, term.source)


def _ends(spread: Spread | None, value: float) -> tuple[float | None, float | None]:
    """Return the ends, which always hold the value: of a share of 0 or 1, Jeffreys' middle 95 % does not."""
    return (min(spread.low, value), max(spread.high, value)) if spread else (None, None)


def _check(key: str, value: float) -> None:
    """Refuse a term that there is none of, or a value that it cannot have. Raises BadPlan."""
    if key not in KINDS or key == "tau_min":
        raise BadPlan(f"the formula has no '{key}'; it has {', '.join(one for one in KINDS if one != 'tau_min')}")
    kind = KINDS[key]
    if kind.is_share and not 0 <= value <= 1:
        raise BadPlan(f"{key} is {value:g}; it goes from 0 to 1")
    least = 1 if kind.is_divisor else 0
    if not least <= value < float("inf"):
        raise BadPlan(f"{key} is {value:g}; it is at least {least}")
