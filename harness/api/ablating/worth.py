"""What each part of a design is worth, read from the ledger. The figures are those of any comparison."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from harness.api.ablating.minutes import minutes_of, worth_in_minutes
from harness.api.ablating.ordering import Check, why_kept
from harness.api.ablating.rows import MINUTES_NOTE, AblationView, KeptPart, MinutesWorth, PartVerdict, PartWorth
from harness.api.comparing.pairs import Compared, compare_pairs
from harness.api.entries import read_entries
from harness.api.evidence import evidence_note
from harness.api.planning import known_for
from harness.api.reviewing.rows import ArmAttention
from harness.api.rows import Comparison, TrialRow
from harness.errors import BadPlan
from harness.plan.ablation.parts import parts_of
from harness.plan.benchmark import Plan, PlannedArm
from harness.plan.checking.check import check_design
from harness.plan.design import Design
from harness.stats.planning import cases_needed
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import RunRecord
from tasks_bank.catalog import find_task

_VERDICTS: Mapping[Literal["better", "worse", "not resolved"], PartVerdict] = {
    "better": "helps",
    "worse": "hurts",
    "not resolved": "not resolved",
}


def open_ablation(ledger_url: str, run: str) -> AblationView:
    """Read an ablation by its run's id, the beginning of it, or ``latest``. Raises BadPlan or LedgerError."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        return ablation_of(ledger, ledger.run(run))


def ablation_of(ledger: Ledger, record: RunRecord, *, with_minutes: bool = True) -> AblationView:
    """Hold a design against itself without each of its parts. Raises BadPlan where the run is of something else.

    A person's minutes take a while to work out; `with_minutes` says whether anybody asks for them.
    """
    plan = Plan.from_json(record.plan)
    if not plan.ablates:
        raise BadPlan(
            f"run {record.id} takes no design apart; start one that does with: "
            f"toprung bench ablate {plan.task} --design NAME --over all"
        )
    trials = [entry.trial for entry in read_entries(ledger, record.id, plan, checks=False)]
    left_out = sum(trial.outcome == "infrastructure" for trial in trials)
    whole = plan.designs[0]
    return AblationView(
        run=record.id,
        task=plan.task_named,
        dials=plan.dials,
        seeds=plan.seeds,
        epochs=plan.epochs,
        orchestrator=plan.orchestrator,
        design=whole.design.id,
        design_name=whole.design.name,
        level=whole.design.level,
        model=f"{plan.provider}/{plan.model}" if plan.model else plan.provider,
        evidence=plan.evidence,
        evidence_note=evidence_note(plan),
        is_smoke_test=plan.evidence != "real",
        planned=len(record.trials),
        finished=len(trials) - left_out,
        left_out=left_out,
        cases_needed=cases_needed(len(plan.ablates)),
        human_min_note=MINUTES_NOTE,
        parts=_worth(plan, trials, minutes_of(ledger, plan, trials) if with_minutes else {}),
        kept=tuple(_kept(whole.design, plan.ablates, _check_for(plan))),
    )


def _worth(plan: Plan, trials: Sequence[TrialRow], minutes: Mapping[str, ArmAttention]) -> tuple[PartWorth, ...]:
    """Compare the whole design with each that lacks a part; the verdicts are adjusted for exactly these (Holm)."""
    of_arm: defaultdict[str, list[TrialRow]] = defaultdict(list)
    for trial in trials:
        of_arm[trial.arm].append(trial)
    whole, *lacking = plan.designs
    compared = {arm.id: Compared.of(arm.id, arm.design.level, of_arm[arm.id]) for arm in plan.designs}
    pairs = compare_pairs([(compared[whole.id], compared[arm.id]) for arm in lacking])
    return tuple(
        _part(
            part,
            (whole, arm),
            (compared[whole.id], compared[arm.id]),
            pair,
            worth_in_minutes(minutes, whole.id, arm.id),
        )
        for part, arm, pair in zip(plan.ablates, lacking, pairs, strict=True)
    )


def _part(
    part: str,
    arms: tuple[PlannedArm, PlannedArm],
    compared: tuple[Compared, Compared],
    pair: Comparison,
    minutes: MinutesWorth | None,
) -> PartWorth:
    whole, lacking = arms
    verdict = _VERDICTS[pair.verdict]
    return PartWorth(
        part=part,
        goes_with=tuple(_goes_with(part, whole.design, lacking.design)),
        design_without=lacking.design.id,
        quality_with=compared[0].quality_mean,
        quality_without=compared[1].quality_mean,
        verdict=verdict,
        in_words=_in_words(part, verdict, pair, minutes),
        human_min=minutes,
        comparison=pair,
    )


def _in_words(part: str, verdict: PartVerdict, pair: Comparison, minutes: MinutesWorth | None) -> str:
    """Answer in one sentence whether the part is worth it."""
    if verdict == "not resolved":
        return f"{part}: not resolved, this run cannot tell whether it helps or hurts{_for(pair, minutes)}"
    amount = f"{abs(pair.difference or 0):.2f}"
    if verdict == "helps":
        return f"{part} helps: with it quality is higher by {amount}{_for(pair, minutes)}"
    return f"{part} hurts: with it quality is lower by {amount}{_for(pair, minutes)}; the design does better without it"


def _for(pair: Comparison, minutes: MinutesWorth | None) -> str:
    """Say what is paid for it, in money or else tokens, and in a person's minutes."""
    said = []
    amount, what = (pair.cost, "money") if pair.cost.ratio is not None else (pair.tokens, "tokens")
    if amount.ratio is not None:
        said.append(f"{amount.ratio:.2f} times the {what}")
    if minutes is not None:
        said.append(f"{minutes.difference:+.1f} minutes of a person a job")
    return f", for {' and '.join(said)}" if said else ""


def _goes_with(part: str, whole: Design, lacking: Design) -> Iterator[str]:
    """Say what else the design lacks: of a context source the tools, of an agent or gate all that went with it."""
    if part in whole.context:
        yield from sorted(_tools(whole) - _tools(lacking))
        return
    left = {agent.name for agent in lacking.agent}
    yield from (f"agent {one.name}" for one in whole.agent if one.name not in left and part != f"agent:{one.name}")
    gates = [gate for gate in whole.gate if gate not in lacking.gate]
    yield from (f"gate after {gate.after}" for gate in gates if not part.startswith(f"gate:{gate.after}"))
    yield from (f"rule on {rule.table}" for rule in whole.escalate if rule not in lacking.escalate)


def _tools(design: Design) -> set[str]:
    return {tool for agent in design.agent for tool in agent.tools}


def _check_for(plan: Plan) -> Check:
    known = known_for(find_task(plan.task))
    return lambda design: check_design(design, known)


def _kept(design: Design, taken_out: Sequence[str], check: Check) -> list[KeptPart]:
    """Say of the parts that stayed in all the time why they did."""
    kept = [part for part in parts_of(design) if part not in taken_out]
    return [KeptPart(part, why_kept(design, part, check) or "was not asked for") for part in kept]
