"""The page of one trial: what was asked, what came back, how it was marked, and everything that was said."""

from collections.abc import Sequence

from harness.api.drawing.graph import graph_svg
from harness.api.rows import CheckRow, RunView, TrialRow
from harness.api.trial_rows import TrialDetail
from harness.plan.level import Level
from reports import words
from reports.data import (
    Block,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Fold,
    Headline,
    Link,
    Paragraph,
    Picture,
    Report,
    Row,
    Section,
    Table,
)
from reports.kinds.benchmark import arms
from reports.kinds.benchmark.sections import trials
from reports.kinds.benchmark.trial import checking, handed, lanes, path, signs, transcript, troubles
from reports.kinds.benchmark.trial.passages import handed_in, passage, short
from reports.kinds.benchmark.trial.shares import Share, shares
from reports.kinds.benchmark.trial.told import evidence, story
from reports.kinds.benchmark.trial.told.ended import missing

MOST_DETAILS = 60
MARKS = (Column("Check"), Column("Marks", "marks"), Column("Why"))


def build_trial(view: RunView, detail: TrialDetail, *, alone: bool = False) -> Report:
    """Build the page of a trial; one that stands alone leads nowhere."""
    trial = detail.trial
    arm = arms.labels(view).get(trial.arm, words.LEVELS[trial.level])
    shown, everyone = evidence.shown(view, detail), shares(detail)
    found = (
        Section("story", "In short", _story(detail, everyone, silent=shown.silent)),
        Section("trace", "Who did what, and when", (lanes.chart(detail, everyone, silent=shown.silent),)),
        *_team(detail),
        path.section(detail, silent=shown.silent),
        checking.section(detail),
        handed.section(detail),
        troubles.section(detail, silent=shown.silent),
        signs.section(detail, silent=shown.silent),
        Section("outcome", "How it ended", (_outcome(detail, silent=shown.silent),)),
        Section("ask", "What was asked", (passage("The ask", detail.ask),)),
        Section("marks", "How it was marked", _marks(trial)),
        Section("answer", "What was handed in", _answer(detail)),
        transcript.timeline(detail, silent=shown.silent),
        transcript.transcript(detail),
    )
    sections = tuple(section for section in found if section is not None)
    return Report(
        "One trial",
        f"{arm}: case {trial.seed:,}" + (f", time {trial.epoch:,} of {view.epochs:,}" if view.epochs > 1 else ""),
        f"{view.task_title}. {shown.model}",
        shown.note,
        shown.label,
        sections,
        up=None if alone else Link("The whole run", "index"),
    )


def _story(detail: TrialDetail, everyone: Sequence[Share], *, silent: bool) -> tuple[Block, ...]:
    """Tell the trial: how it ended and what it scored as the headline, the rest below it."""
    first, *rest = story.sentences(detail, everyone, silent=silent)
    return Headline((first,)), Bullets(tuple(rest))


def _team(detail: TrialDetail) -> tuple[Section, ...]:
    """Draw who feeds whom; of one agent alone there is nothing to draw."""
    if detail.trial.level is not Level.ORCHESTRATION:
        return ()
    about = "Who works when, who hands what to whom, where work is checked and sent back, and what goes to a person."
    return (Section("team", "How the team is set up", (Picture("The design", about, graph_svg(detail.design)),)),)


def _outcome(detail: TrialDetail, *, silent: bool) -> Facts:
    trial = detail.trial
    calls = words.count(trial.calls, "call")
    score = "left out: it could not be measured" if trial.score is None else f"{words.score(trial.score)} of 1"
    return Facts(
        (
            Fact("Outcome", trials.outcome(trial)),
            *((Fact("Why", short(trial.why)),) if trial.why else ()),
            Fact("Quality", score),
            Fact(
                "AI asked" if silent else "Model calls",
                f"no; {trial.calls:,} empty replies put in" if silent else calls,
            ),
            Fact("Tokens", f"{words.number(trial.input_tokens)} tokens in, {words.number(trial.output_tokens)} out"),
            Fact("Money", words.money(trial.cost_nano_usd)),
            Fact("Machine time", words.duration(trial.wall_s)),
            Fact("Attempt", f"number {trial.attempt}"),
            Fact("Case", f"{trials.name(trial)}: the seed is the number that the case is made from"),
            *((Fact("Faults, as they were asked for", ", ".join(detail.faults)),) if detail.faults else ()),
            Fact("Trial", trial.id),
        )
    )


def _marks(trial: TrialRow) -> tuple[Block, ...]:
    if trial.status == "unreadable":
        return (Paragraph("The answer could not be read, so no check was marked and it counts as 0."),)
    if not trial.checks:
        return (Paragraph("This trial was not marked."),)
    table = Table("marks-table", "Marks check by check", MARKS, tuple(map(_mark, trial.checks)), stacks=True)
    return (table, *(_details(check) for check in trial.checks if check.details))


def _mark(check: CheckRow) -> Row:
    marks = f"{round(check.earned, 1):g} of {check.available:g}" if check.scored else "not judged"
    return Row((Cell(check.name), Cell(marks), Cell(short(check.why))))


def _details(check: CheckRow) -> Fold:
    shown = tuple(short(line) for line in check.details[:MOST_DETAILS])
    rest = len(check.details) - len(shown)
    more = (Paragraph(f"{rest:,} more lines not shown."),) if rest else ()
    return Fold(f"{check.name}: {words.count(len(check.details), 'detail')}", (Bullets(shown), *more))


def _answer(detail: TrialDetail) -> tuple[Block, ...]:
    text = (passage("Text", detail.answer_text),) if detail.answer_text.strip() else ()
    files = tuple(handed_in(place, name, body) for place, (name, body) in enumerate(detail.answer_files, start=1))
    gone = missing(detail)
    note = (Paragraph(f"Missing: {words.listed(gone)}."),) if gone else ()
    return note + text + files or (Paragraph("Nothing was handed in."),)
