"""How the run was set up: what each level was given, models, versions, seeds, dials."""

from collections import Counter

from harness.api.rows import Arm, RunView
from reports import words
from reports.data import Block, Bullets, Cell, Column, Fact, Facts, Note, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms
from tasks_bank.checks.judge import lacks_judge


def given(view: RunView) -> Section:
    """Build the section on what each level was given; the prompting allowance comes first, in words."""
    names = arms.labels(view)
    designs = arms.designs(view)
    allowances = tuple(_allowance(arm, names[arm.id]) for arm in designs if not arm.level.may_have_tools)
    table = Table(
        "designs",
        "The designs",
        (Column("Level"), Column("Design"), Column("Agents", "agents")),
        tuple(Row((Cell(names[arm.id]), Cell(arm.design), Cell(words.number(arm.agents)))) for arm in designs),
    )
    rule = "Every level got the same cases, so that differences are taken case by case."
    blocks: tuple[Block, ...] = (Bullets(allowances), Paragraph(rule), table)
    return Section("given", "What each level was given", blocks if allowances else blocks[1:])


def _allowance(arm: Arm, label: str) -> str:
    pasted = f"up to {words.number(arm.paste_tokens)} tokens of the files pasted into the question"
    more = words.count(arm.follow_ups, "follow-up question") if arm.follow_ups else "no follow-up question"
    return f"{label} was allowed {pasted} and {more}, as a person with a chat window would do; no tools."


def how(view: RunView) -> Section:
    """Build the section that names everything needed to run this again."""
    blocks: list[Block] = [
        Note("The model that answered changed within the run", words.sentence(_served(arm)), "caution")
        for arm in view.arms
        if len(arm.models_served) > 1
    ]
    served = sorted({model for arm in arms.designs(view) for model in arm.models_served})
    limits = [("in", view.call_in_tokens), ("out", view.call_out_tokens)]
    dials = [f"{name} {value:g}" for name, value in view.dial_values.items()]
    facts = (
        Fact("Run", view.id),
        Fact("Started", words.instant(view.created)),
        Fact("Program", f"Toprung {view.toprung}"),
        Fact("Task", f"{view.task}, version {view.task_version}"),
        Fact("Marked by", _graders(view)),
        Fact("Dials", f"{view.dials}: {', '.join(dials)}" if dials else view.dials),
        Fact("Seeds of the cases", words.numbers(view.seeds)),
        Fact("Each case was done", "once" if view.epochs == 1 else words.count(view.epochs, "time")),
        Fact("Model asked for", view.model),
        Fact("Model that answered", ", ".join(served) or "none yet"),
        Fact("Kind of evidence", view.evidence),
        Fact("Orchestrator", view.orchestrator),
        Fact(
            "Limit of one call",
            ", ".join(f"{words.number(most)} tokens {way}" for way, most in limits if most is not None) or "none set",
        ),
        Fact("Trials", f"{view.finished:,} of {words.count(view.planned, 'planned trial')} measured"),
    )
    return Section("how", "How this was run", (*blocks, Facts(facts), *_events(view)))


def _events(view: RunView) -> tuple[Block, ...]:
    """Say what happened to the run as a whole, the last of each kind, and how often it did."""
    if not view.events:
        return ()
    often = Counter(event.kind for event in view.events)
    last = {event.kind: event for event in view.events}
    said = [
        f"{words.instant(event.at)}, {words.visible(kind)}: {words.sentence(words.visible(event.detail))}"
        + (f" The last of {often[kind]:,} such events." if often[kind] > 1 else "")
        for kind, event in last.items()
    ]
    return (Paragraph("What happened while it ran:"), Bullets(tuple(said)))


def _served(arm: Arm) -> str:
    return f"{arm.design_name}: {words.listed(arm.models_served)}"


def _graders(view: RunView) -> str:
    """Name who marked, and say where the marks of a rubric are left out."""
    named = ", ".join(view.graders) or "nobody yet"
    if any(lacks_judge(grader) for grader in view.graders):
        return f"{named}; the marks of the rubric are left out, since nobody judged them"
    return named
