"""Sentences of the review pack that stand in more than one place: who is behind, when the next review is due."""

from reports import words
from reports.kinds.review.rows import Due, Judged
from reports.words import day

NO_COLOUR = "no colour"
_OF_COLOUR = {"red": "behind", "amber": "a little behind", "green": "on track"}
_STATES = {"due": "due now", "not due yet": "not due yet"}


def standing(judged: Judged) -> str:
    """Say whether the learner is behind: the word beside the colour, and what it rests on."""
    if judged.override is None:
        colour = judged.colour.capitalize() if judged.colour else NO_COLOUR.capitalize()
        return f"{colour}: {judged.word}. {_figures(judged)}".strip()
    own = judged.override
    return (
        f"{own.colour.capitalize()}: {_OF_COLOUR[own.colour]}, by the trainer's own judgement of {day(own.on)}: "
        f"{words.sentence(own.reason)} The formula says {judged.word} ({judged.colour or NO_COLOUR}). "
        f"{_figures(judged)}"
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
    if judged.points is None or judged.progress_on is None:
        return ""
    way = "before" if judged.points > 0 else "behind"
    points = f"{abs(judged.points):.1f} points {way}" if judged.points else "level with the time"
    return (
        f"Progress {judged.progress_percent:.1f} % ({judged.basis}, {day(judged.progress_on)}); "
        f"{judged.elapsed_percent:.1f} % of the planned time had passed: {points}."
    )
