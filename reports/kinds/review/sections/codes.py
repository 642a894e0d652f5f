"""The standard code by code: what learner and employer thought at first and last, and evidence. Nothing measured."""

from dataclasses import replace

from reports.data import Block, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.review.rows import Review
from reports.programme import ratings
from reports.programme.ratings import Ask
from reports.programme.rows import Ksb, Rating
from reports.words import count

TITLE = "Knowledge, skills and behaviours"
ASKS = (
    Ask("Learner, first", lambda ksb: ksb.self_first),
    Ask("Learner, last", lambda ksb: ksb.self_last, lambda ksb: ksb.self_first),
    Ask("Employer, first", lambda ksb: ksb.employer_first),
    Ask("Employer, last", lambda ksb: ksb.employer_last, lambda ksb: ksb.employer_first),
)
_PIECES = "pieces"


def build(review: Review) -> Section | None:
    """List the codes of which something is kept; nothing for a unit, which has none."""
    ksbs = review.programme.ksbs if review.programme else ()
    if not ksbs:
        return None
    told = [ksb for ksb in ksbs if not _is_silent(ksb)]
    rest = ratings.silent(ksbs, _is_silent, "Neither rated nor with evidence")
    said: list[Block] = [
        Paragraph(" ".join(part for part in (_summed(told, len(ksbs)), rest, ratings.without_wording(ksbs)) if part))
    ]
    if told:
        said.append(_table(told))
    return Section("ksbs", TITLE, tuple(said))


def _is_silent(ksb: Ksb) -> bool:
    return ksb.self_first is None and ksb.employer_first is None and not ksb.evidence


def _summed(told: list[Ksb], whole: int) -> str:
    own = sum(ksb.self_first is not None for ksb in told)
    theirs = sum(ksb.employer_first is not None for ksb in told)
    shown = sum(ksb.evidence > 0 for ksb in told)
    signed = sum(ksb.signed_off > 0 for ksb in told)
    higher, lower = (sum(_moved(ksb) == way for ksb in told) for way in (1, -1))
    return (
        f"Of {count(whole, 'code')}, {own} rated by the learner and {theirs} by the employer; {shown} with evidence, "
        f"{signed} with evidence that is signed off. Against the first rating the learner's last is higher on {higher} "
        f"and lower on {lower}. These are ratings: no code has a measured figure."
    )


def _moved(ksb: Ksb) -> int:
    """Return whether the learner's last rating is above (1) or below (-1) her first one, on the same scale."""
    first, last = ksb.self_first, ksb.self_last
    if first is None or last is None or first.most != last.most:
        return 0
    return (last.rating > first.rating) - (last.rating < first.rating)


def _table(told: list[Ksb]) -> Table:
    asks = tuple(ask for ask in ASKS if any(_is_shown(ask, ksb) for ksb in told))
    rated = ratings.table_of(("ksb", "Ratings, and pieces of evidence"), asks, told, "")
    rows = tuple(
        Row((*row.cells, Cell(str(ksb.evidence), ksb.evidence), Cell(str(ksb.signed_off), ksb.signed_off)))
        for row, ksb in zip(rated.rows, told, strict=True)
    )
    return replace(
        rated, columns=(*rated.columns, Column("Evidence", _PIECES), Column("Signed off", _PIECES)), rows=rows
    )


def _is_shown(ask: Ask, ksb: Ksb) -> bool:
    rating: Rating | None = ask.of(ksb)
    return rating is not None and (ask.before is None or rating != ask.before(ksb))
