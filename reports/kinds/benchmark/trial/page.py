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
from reports.kinds.benchmark import arms, overview
from reports.kinds.benchmark.sections import trials
from reports.kinds.benchmark.trial import checking, lanes, path, signs, story, transcript
from reports.kinds.benchmark.trial.passages import handed_in, passage, short
from reports.kinds.benchmark.trial.shares import Share, shares

MOST_DETAILS = 60
MARKS = (Column("Check"), Column("Marks", "marks"), Column("Why"))
HANDED_OVER = (Column("Item"), Column("Reason"), Column("Why"))


def build_trial(view: RunView, detail: TrialDetail, *, alone: bool = False) -> Report:
    """Build the page of a trial; one that stands alone leads nowhere."""
    trial = detail.trial
    arm = arms.labels(view).get(trial.arm, words.LEVELS[trial.level])
    asked = next((found.model for found in view.arms if found.id == trial.arm), view.model)
    model = "none, every reply is empty" if asked == "silent" else asked
    everyone = shares(detail)
    found = (
        Section("story", "In short", _story(detail, everyone)),
        Section("trace", "Who did what, and when", (lanes.chart(detail, everyone),)),
        *_team(detail),
        path.section(detail),
        checking.gates(detail),
        Section("escalations", "What was handed over to a person", _escalations(detail)),
        checking.troubles(detail),
        signs.section(detail),
        Section("outcome", "How it ended", (_outcome(trial),)),
        Section("ask", "What was asked", (passage("The ask", detail.ask),)),
        Section("marks", "How it was marked", _marks(trial)),
        Section("answer", "What was handed in", _answer(detail)),
        transcript.timeline(detail),
        transcript.transcript(detail),
    )
    sections = tuple(section for section in found if section is not None)
    return Report(
        "One trial",
        f"{arm}: {trials.name(trial)}",
        f"{view.task_title}. Model: {model}.",
        overview.evidence(view),
        overview.label(view),
        sections,
        up=None if alone else Link("The whole run", "index"),
    )


def _story(detail: TrialDetail, everyone: Sequence[Share]) -> tuple[Block, ...]:
    """Tell the trial: who and how long as the headline, the rest below it."""
    first, *rest = story.sentences(detail, everyone)
    return Headline((first,)), Bullets(tuple(rest))


def _team(detail: TrialDetail) -> tuple[Section, ...]:
    """Draw who feeds whom; of one agent alone there is nothing to draw."""
    if detail.trial.level is not Level.ORCHESTRATION:
        return ()
    about = "Who works when, who hands what to whom, where work is checked and sent back, and what goes to a person."
    return (Section("team", "How the team is set up", (Picture("The design", about, graph_svg(detail.design)),)),)


def _outcome(trial: TrialRow) -> Facts:
    score = "left out: it could not be measured" if trial.score is None else f"{words.score(trial.score)} of 1"
    return Facts(
        (
            Fact("Outcome", trials.outcome(trial)),
            *((Fact("Why", short(trial.why)),) if trial.why else ()),
            Fact("Quality", score),
            Fact("Model calls", words.count(trial.calls, "call")),
            Fact("Tokens", f"{words.number(trial.input_tokens)} tokens in, {words.number(trial.output_tokens)} out"),
            Fact("Money", words.money(trial.cost_nano_usd)),
            Fact("Machine time", words.seconds(trial.wall_s)),
            Fact("Attempt", f"number {trial.attempt}"),
            Fact("Trial", trial.id),
        )
    )


def _marks(trial: TrialRow) -> tuple[Block, ...]:
    if trial.status == "unreadable":
        return (Paragraph("The answer could not be read, so no check was marked and it counts as 0."),)
    if not trial.checks:
        return (Paragraph("This trial was not marked."),)
    table = Table("marks-table", "Marks check by check", MARKS, tuple(map(_mark, trial.checks)))
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
    return text + files or (Paragraph("Nothing was handed in."),)


def _escalations(detail: TrialDetail) -> tuple[Block, ...]:
    if not detail.escalations:
        return (Paragraph("Nothing was escalated."),)
    rows = tuple(Row(tuple(Cell(short(field)) for field in line)) for line in detail.escalations)
    return (Table("escalated", words.count(len(rows), "item"), HANDED_OVER, rows, quoted=True),)
