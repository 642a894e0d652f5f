"""Every assumption, with who made it and when; and how the figures are worked out."""

from collections.abc import Iterator

from reports import words
from reports.data import Block, Bullets, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.business_case.rows import Case, Said

COLUMNS = (Column("What"), Column("Value", "in the next column"), Column("Unit"), Column("Typed by"), Column("On"))
TAKEN = (
    "A person at a level of literacy does the work as the run's design of that way of using AI does it.",
    "A person's minutes are reckoned by a formula from what the run measured; nobody was watched at work.",
    "The team's work is spread evenly over its people, whatever their level.",
    "The work is as often, as large and as hard as typed and as the made-up cases of the task are.",
    "Those who take the step are like the others at their level.",
    "How many take it, and by when, was typed: nothing here forecasts it.",
    "Freed hours are worth what they cost. Whether they are put to use is for the employer.",
    "Training, licences, setting designs up, keeping them up and briefing are not in it.",
    "These take more the higher the way of using AI, so that a step is worth rather less than told.",
)
METHOD = (
    "A step is worth: times a month x 12 x the share of the team that takes it x what a job differs by, measured case"
    " by case. The interval of a product of share and difference follows Goodman (1960). Runs have cases of their own,"
    " so their half widths add in squares; steps that share the team or a run are simply added, which is rather too"
    " wide than too narrow. What was typed is taken as it is. A step counts only where the run has resolved the"
    " difference both in quality and in human minutes. Figures are rounded to the second digit of the half width."
)


def build(case: Case) -> Section:
    """List what was typed, and what is taken for granted."""
    blocks: list[Block] = []
    if case.said:
        rows = tuple(_row(case.said, *line) for line in _typed(case, case.said))
        blocks.append(Table("typed", "What was typed", COLUMNS, rows, stacks=True))
    else:
        blocks.append(Paragraph("Nothing was typed yet."))
    return Section("assumed", "Every assumption", (*blocks, Bullets((*_unaided(case), *TAKEN)), Paragraph(METHOD)))


def _typed(case: Case, said: Said) -> Iterator[tuple[str, Cell, str]]:
    yield "Up to which way of using AI", Cell(words.LEVELS[said.target]), "of the ladder of use"
    yield "By when", Cell(words.day(said.until), day=said.until), "day"
    yield (
        "How many of those below shall work that way by then",
        Cell(f"{said.reached_percent:g}", said.reached_percent),
        "%",
    )
    yield "Cost of an hour of a person", Cell(f"{said.hour_cost:,.2f}", said.hour_cost), f"{said.currency} an hour"
    rate = "not said" if said.per_dollar is None else f"{said.per_dollar:g}"
    yield "What a dollar costs", Cell(rate, said.per_dollar), f"{said.currency} for a US dollar"
    for work in case.works:
        often = Cell(f"{work.times_a_month:g}", work.times_a_month)
        yield f"How often: {work.name}", often, "times a month, the whole team"
        task = work.measured.task if work.measured else ""
        if task:
            yield f"What stands for it: {work.name}", Cell(task), "a task of the benchmark"


def _row(said: Said, what: str, value: Cell, unit: str) -> Row:
    return Row((Cell(what), value, Cell(unit), Cell(said.by), Cell(words.day(said.on), day=said.on)))


def _unaided(case: Case) -> Iterator[str]:
    """Say what is assumed of work without AI, which no sum uses."""
    for run in {work.measured.run: work.measured for work in case.works if work.measured}.values():
        yield (
            f"{run.task} without AI is taken to need {run.unaided_min:g} minutes ({run.unaided_source}). No run has"
            " measured that. It stands for what a rejected or missed answer costs, where nobody has entered that."
        )
