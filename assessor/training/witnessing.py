"""A trainer's word on practical work, criterion by criterion against the written rubric."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from assessor.deciding.rubric import Rubric
from assessor.people.refusals import Refused
from assessor.sittings.ending.results import Attested

MET: tuple[tuple[str, str], ...] = (("yes", "Met"), ("no", "Not met"))
Verdict = Literal["yes", "no"]
_ABOUT_MOST = 1000


@dataclass(frozen=True, slots=True)
class Witness:
    """Who attests whose work."""

    person_id: str
    by: str
    """The name of who attests."""


def fields_of(rubric: Rubric) -> list[str]:
    """Return the name of each criterion's field."""
    return [f"criterion-{number}" for number in range(len(rubric.criterion))]


def word_on(rubric: Rubric, witness: Witness, said: Mapping[str, str]) -> Attested:
    """Return the word that a form comes to: work passes that meets every criterion. Raises Refused."""
    verdicts: dict[str, Verdict] = {}
    for name, criterion in zip(fields_of(rubric), rubric.criterion, strict=True):
        if said.get(name) not in {value for value, _ in MET}:
            raise Refused(f"Say of '{criterion.name}' whether it is met.", name)
        verdicts[criterion.name] = cast("Verdict", said[name])
    about = said.get("about", "").strip()
    if not about or len(about) > _ABOUT_MOST:
        raise Refused(f"Say in 1 to {_ABOUT_MOST:,} characters what the work was.", "about")
    missed = [name for name, verdict in verdicts.items() if verdict == "no"]
    told = f"{about} Not met: {', '.join(missed)}." if missed else about
    return Attested(witness.person_id, rubric, not missed, told, witness.by)
