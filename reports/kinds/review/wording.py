"""Sentences of the review pack that stand in more than one place: who is behind, when the next review is due."""

from reports import words
from reports.kinds.review.rows import Due, Judged
from reports.words import day

NO_COLOUR = "no colour"
_OF_COLOUR = {"red": "behind", "amber": "a little behind", "green": "on track"}
_STATES = {"due": "due now", "not due yet": "not due yet"}


def colour(judged: Judged) -> str:
    """Say the word beside the colour that counts: ``Red: behind``."""
    if judged.override:
        return f"{judged.override.colour.capitalize()}: {_OF_COLOUR[judged.override.colour]}"
    return f"{(judged.colour or NO_COLOUR).capitalize()}: {judged.word}"


def standing(judged: Judged) -> str:
    """Say whether the learner is behind, and what it rests on."""
    own = judged.override
    if own is None:
        return f"{colour(judged)}. {_figures(judged)}".strip()
    return (
        f"{colour(judged)}, by the trainer's own judgement of {day(own.on)}: {words.sentence(own.reason)} "
        f"The formula says {judged.word} ({judged.colour or NO_COLOUR}). {_figures(judged)}"
    ).strip()


def next_review(due: Due) -> str:
    """Say when the next review is due, by the rule."""
    planned = f" It is planned for {day(due.planned_on)}." if due.planned_on else ""
    if due.state == "ended":
        return "The programme has ended, so no review is due."
    if due.due_on is None:
        return f"On a break, so no review is due.{planned}"
    if due.state == "overdue":
        return f"A review was due by {day(due.due_on)} and is overdue.{planned}"
    return f"The next review is due by {day(due.due_on)} ({_STATES[due.state]}).{planned}"


def due_rule(due: Due) -> str:
    """Say the rule by which the day was found."""
    agreed = f", as agreed for this learner: {words.sentence(due.reason)}" if due.reason else "."
    return (
        f"The rule: by the last day of the calendar month that comes {words.count(due.months, 'month')} after that of "
        f"{day(due.counted_from)}, days of a break added{agreed}"
    )


def _figures(judged: Judged) -> str:
    """Say progress and time; points only of somebody who is judged."""
    if judged.points is None or judged.progress_on is None:
        return ""
    said = (
        f"Progress {judged.progress_percent:.1f} % ({judged.basis}, {day(judged.progress_on)}); "
        f"{judged.elapsed_percent:.1f} % of the planned time had passed"
    )
    if judged.colour is None:
        return f"{said}."
    way = "before" if judged.points > 0 else "behind"
    return f"{said}: {abs(judged.points):.1f} points {way}." if judged.points else f"{said}: level with the time."
