"""A learner's standard code by code: what she and the employer think of each, at the start and last, and evidence.

Nothing here is measured. Measured areas stand beside it by the links that two people confirmed, and no code gets a
measured figure of its own.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.evidence_link import EvidenceLink
from assessor.models.programme.ksb_rating import KsbRating
from assessor.programmes.catalogue import programme
from assessor.programmes.wording import areas_of, wording_of


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating."""

    rating: int
    most: int
    on: dt.date


@dataclass(frozen=True, slots=True)
class KsbRow:
    """One code of a learner's standard."""

    code: str
    words: str
    """Empty until the official wording is imported."""
    areas: tuple[str, ...]
    """Our areas that it meets, as two people agreed."""
    self_first: Rated | None
    self_last: Rated | None
    """The same as the first where there is one alone."""
    employer_first: Rated | None
    employer_last: Rated | None
    evidence: int
    """Pieces that are mapped to it."""
    signed_off: int
    """Of these."""


def ksb_rows(session: Session, enrolment: Enrolment, until: dt.date) -> list[KsbRow]:
    """Return the codes of a learner's standard as they stood at the end of a day; of a unit there are none.

    Where how many codes there are is not verified, those that have words, ratings or evidence.
    """
    label = f"{enrolment.programme}@{enrolment.version}"
    words, areas = wording_of(session, label), areas_of(session, label)
    rated: dict[tuple[str, str], list[Rated]] = {}
    ratings = select(KsbRating).where(KsbRating.enrolment_id == enrolment.id, col(KsbRating.on) <= until)
    for row in session.exec(ratings.order_by(col(KsbRating.on))):
        rated.setdefault((row.code, row.rater), []).append(Rated(row.rating, row.most, row.on))
    links = session.exec(
        select(EvidenceLink).where(EvidenceLink.enrolment_id == enrolment.id, col(EvidenceLink.on) <= until)
    ).all()
    codes = programme(enrolment.programme).codes or _seen(words, rated, links)
    return [
        KsbRow(
            code=code,
            words=words[code].words if code in words else "",
            areas=tuple(areas.get(code, ())),
            self_first=_first(rated.get((code, "self"))),
            self_last=_last(rated.get((code, "self"))),
            employer_first=_first(rated.get((code, "employer"))),
            employer_last=_last(rated.get((code, "employer"))),
            evidence=sum(code in link.codes for link in links),
            signed_off=sum(code in link.codes and _is_signed(link, until) for link in links),
        )
        for code in codes
    ]


def _seen(words: Iterable[str], rated: Iterable[tuple[str, str]], links: Sequence[EvidenceLink]) -> list[str]:
    codes = {*words, *(code for code, _ in rated), *(code for link in links for code in link.codes)}
    return sorted(codes, key=lambda code: ("KSB".index(code[0]), int(code[1:])))


def _is_signed(link: EvidenceLink, until: dt.date) -> bool:
    return link.signed_off_on is not None and link.signed_off_on <= until


def _first(rated: Sequence[Rated] | None) -> Rated | None:
    return rated[0] if rated else None


def _last(rated: Sequence[Rated] | None) -> Rated | None:
    return rated[-1] if rated else None
