"""What it comes to, in a few sentences that follow from the figures by rule; a loss stands where a gain would."""

from harness.api.comparing.measures import MeasuredPair
from reports import words
from reports.data import Block, Bullets, Headline, Note, Section
from reports.kinds.business_case import wording
from reports.kinds.business_case.reckoning import Counted, Worth
from reports.kinds.business_case.rows import Case, Said
from reports.kinds.business_case.verdict import Verdict

NOT_IN = (
    "Not in it: training, setting the way of working up, keeping it up, briefing. All of them speak for the lower way."
)
SELECTED = (
    "What was not resolved is not in the sum, in either direction. A sum of what stood out tends to be too large: the"
    " next run of the same work is likely to show less."
)


def build(case: Case, found: Verdict) -> Section:
    """Say what a year is worth, or that it cannot be said and why."""
    said, year = case.said, found.worth
    if said is None or year is None:
        whys = tuple(words.sentence(one.why) for one in found.refusals)
        note = Note("No figure is given", "The case does not stand, and this is why:", "caution")
        return Section("result", "What it comes to", (note, Bullets(whys), *_left_out(found)))
    sentences = (_hours(said, year), _money(said, year), *_defects(year), _quality(found), NOT_IN)
    return Section("result", "What it comes to", (Headline(sentences), *_left_out(found)))


def _hours(said: Said, year: Worth) -> str:
    who = (
        f"If {said.reached_percent:g} % of those who work below it do this team's work by"
        f" {words.LEVELS[said.target].lower()} from {words.day(said.until)} on"
    )
    way = "frees" if year.hours.value > 0 else "costs"
    more = "" if year.hours.value > 0 else " more"
    return f"{who}, that {way} {wording.size(year.hours)} hours of people{more} a year."


def _money(said: Said, year: Worth) -> str:
    if year.money is None:
        return f"In money it is not told: {year.why_no_money}."
    way = "A gain" if year.money.value > 0 else "A loss"
    doubt = "; it may as well be the other way round" if year.money.low < 0 < year.money.high else ""
    size = wording.size(year.money)
    return f"{way} of {said.currency} {size} a year, what the models cost included{doubt}."


def _defects(year: Worth) -> tuple[str, ...]:
    if year.defects is None:
        return ()
    way = "fewer" if year.defects.value >= 0 else "more"
    doubt = "; that may be chance" if year.defects.low <= 0 <= year.defects.high else ""
    return (f"Of those jobs {wording.size(year.defects)} {way} go out with a defect in a year{doubt}.",)


def _quality(found: Verdict) -> str:
    """Say of the steps that count whether the work is better, and name those in which it is worse."""
    counted = [one for one in found.steps if not one.why_not]
    worse = [_worse(one) for one in counted if _pair(one).verdict == "worse"]
    if not worse:
        return "The work is of better quality in every step that counts."
    rest = "" if len(worse) == len(counted) else " In the other steps that count it is better."
    return f"The work is of worse quality in {words.listed(worse)}.{rest}"


def _pair(one: Counted) -> MeasuredPair:
    assert one.work.measured is not None, "only measured work counts"
    return one.work.measured.steps[one.left].pairs["quality"]


def _worse(one: Counted) -> str:
    pair = _pair(one)
    size = words.interval(pair.difference, pair.low, pair.high, sign=True)
    return f"{one.work.name} than by {words.LEVELS[one.left].lower()}, by {size} on a scale of 0 to 1"


def _left_out(found: Verdict) -> tuple[Block, ...]:
    """Count the work that no figure holds."""
    if not found.left_out:
        return ()
    works = words.count(found.works, "piece of work", "pieces of work")
    counted = f"{found.left_out} of {works} left out: see below why."
    return (Bullets((counted, SELECTED) if found.worth else (counted,)),)
