"""Words of a result that terminal and pages share: why a sitting ended, what may be said, what conditions mean."""

from collections.abc import Sequence

from assessor.deciding.stage import STAGES, meaning

ENDED = {
    "certain": "one level had become likely enough",
    "precise": "the ability was known precisely enough",
    "cap": "all questions of a sitting had been asked",
    "no items": "no question was left",
    "time": "the time was over",
    "left early": "it was left early",
}
"""By the reason that a result keeps."""

USES = {
    "level": "a level to the person who sat",
    "profile": "strengths and weaknesses by area",
    "growth": "whether one person has changed",
    "group_figures": "figures of a team or cohort",
    "group_comparison": "whether one group is ahead of another",
    "badge": "a credential for others to see",
    "decision": "one reason among others for a decision about the person",
}
"""By the use that a stage may allow."""

LACKS = {
    "answers": "Answers",
    "precision": "More certainty",
    "evidence": "Practical evidence",
    "floor": "An area that lags behind",
    "marking": "Marks for answers in words",
}
"""By how a line of what is missing begins."""

_PLAIN = {
    "answers": "the answers lie below where {level} begins; the chance of being there already is {chance:.0f} in 100",
    "precision": "the answers lie close to where {level} begins, and the chance of being there is "
    "{chance:.0f} in 100; more answers would tell",
}

_CONDITIONS = {
    "draft items": "The questions have not been tried out with people yet.",
    "pilot items": "The questions are being tried out with people.",
    "live items": "The questions have been tried out and approved.",
    "open bank": "The questions and their keys are public, so somebody who looked them up may come out too high.",
    "private bank": "The questions and their keys are kept closed.",
    "open and private banks": "Some of the questions and their keys are public.",
    "supervised": "Somebody saw to it that the sitting went by the rules.",
    "not supervised": "Nobody watched the sitting.",
    "AI allowed": "AI could be used in the sitting.",
    "AI not allowed": "The sitting was to be taken without AI; that nobody used it was not checked.",
    "forms dealt from the organisation's secret": "Numbers and names in some questions differ from sitting to sitting.",
    "answers in words, marked by a person": "Answers in words were marked by a person.",
}


def plainly(line: str, issued: int | None, chances: Sequence[float], names: Sequence[str]) -> tuple[str, str]:
    """Return what kind of thing is missing, and the sentence for the person who sat; the line is for specialists."""
    kind, _, words = line.partition(": ")
    if kind in _PLAIN and issued is not None:
        words = _PLAIN[kind].format(level=names[issued], chance=100 * sum(chances[issued:]))
    return kind, f"{words[0].upper()}{words[1:].rstrip('.')}."


def explained(condition: str) -> str:
    """Return one condition of a result as a sentence; one that has none of its own stands as it is."""
    if condition in STAGES:
        stage = meaning(condition)
        return f"{stage.name[0].upper()}{stage.name[1:]}: {stage.means}."
    return _CONDITIONS.get(condition, f"{condition[0].upper()}{condition[1:]}.")
