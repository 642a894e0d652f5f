"""What is talked about first: whether the learner is behind, when the next review is due, what was found."""

from reports.data import Bullets, Headline, Paragraph, Section
from reports.kinds.review.rows import Held, Programme, Review
from reports.kinds.review.wording import next_review, standing
from reports.programme.said import found, hours
from reports.words import count, day

TITLE = "In short"


def build(review: Review) -> Section:
    """Say it in a few sentences."""
    if review.programme is None:
        text = (
            "There is no programme to review: nobody has enrolled this learner on one. What was agreed to be done, and "
            "what may be seen of results, stands below."
        )
        return Section("short", TITLE, (Paragraph(text), Bullets((_level(review),))))
    told = review.programme
    return Section(
        "short",
        TITLE,
        (
            Headline((standing(told.judged), next_review(told.due))),
            Bullets((_last(told.last), _off_job(told), _level(review), _agreed(review))),
        ),
    )


def _off_job(told: Programme) -> str:
    now = told.now
    if now.planned_min is None or now.behind_min is None:
        return f"Off the job: {hours(now.actual_min)} by {day(now.on)}. Planned: not known, nobody has typed a plan."
    way = "behind the plan" if now.behind_min > 0 else "before the plan"
    gap = f"{hours(abs(now.behind_min))} {way}" if now.behind_min else "as planned"
    return f"Off the job: {hours(now.actual_min)} of {hours(now.planned_min)} planned by {day(now.on)}: {gap}."


def _level(review: Review) -> str:
    if not review.found:
        return "Level: not measured, or no result that this reader may see."
    return f"Level now: {found(review.found[-1].sat)}."


def _agreed(review: Review) -> str:
    left = [action for action in review.actions if action.done_on is None]
    late = sum(action.due_on is not None and action.due_on < review.made_on for action in left)
    whose = "its" if late == 1 else "their"
    return f"Actions: {count(len(left), 'open action')}, {late} past {whose} day." if left else "Actions: none open."


def _last(held: Held | None) -> str:
    if held is None:
        return "Last review: none has been held."
    there = [who for who, came in (("learner", held.learner_came), ("employer", held.employer_came)) if came]
    said = " and ".join(f"the {who}" for who in there) or "neither learner nor employer"
    return f"Last review: {day(held.on)}. There: {said}."
