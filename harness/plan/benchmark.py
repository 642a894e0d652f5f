"""The plan of a run: which designs on which cases, how often, with which model; enough to rebuild the run."""

import hashlib
import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Literal

from harness.messages import SEEDS_APART, Api, Evidence, Sampling
from harness.plan.control import CONTROLS, ControlKind
from harness.plan.design import Design
from harness.plan.level import Level

ArmKind = Literal["design", "tools only"] | ControlKind
SILENT = "silent"
"""The provider whose every reply is empty: it makes the row *tools only*."""
CARRIED_OUT_BY = "native"
"""The orchestrator that carries out controls."""


def digest(data: Mapping[str, Any]) -> str:
    """Return sixteen hex digits of the SHA-256 of canonical JSON."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class PlannedArm:
    """One design with one model."""

    id: str
    kind: ArmKind
    design: Design
    provider: str
    """Name of the provider: ``local``."""
    model: str
    """What to ask the provider for; may be empty."""
    of: str = ""
    """For a control: the id of the row whose spending it matches; `design` is then the one agent's."""
    temperature: float | None = None
    """Its own, where it is not the run's: attempts that are to differ need one above 0."""

    @property
    def is_control(self) -> bool:
        """True for a row that matches another one's spending."""
        return bool(self.of)


@dataclass(frozen=True, slots=True)
class PlannedTrial:
    """One design, once, on one case."""

    id: str
    """Digest of `identity`: the same work has the same id in every run."""
    arm: PlannedArm
    seed: int
    epoch: int
    sampling: Sampling
    """The run's, with a seed of the epoch's own: repeats at a temperature above 0 are different answers."""
    shared: Mapping[str, Any]
    """What the identities of the arm's trials have in common; there is one for thousands of them."""

    @property
    def identity(self) -> dict[str, Any]:
        """What tells this trial from any other."""
        return {**self.shared, "seed": self.seed, "epoch": self.epoch}


@dataclass(frozen=True)
class Plan:
    """Everything that decides what is run, and nothing of how fast."""

    task: str
    task_version: int
    dials: str
    """As asked for: ``small``."""
    dial_values: Mapping[str, int | float]
    seeds: tuple[int, ...]
    epochs: int
    orchestrator: str
    provider: str
    model: str
    base_url: str | None
    api: Api
    evidence: Evidence
    sampling: Sampling
    arms: tuple[PlannedArm, ...]
    task_digest: str = ""
    """Tells states of a task that is data only from one another; empty for others, whose version has to do."""
    ablates: tuple[str, ...] = ()
    """The parts whose worth is asked for: the first design is whole, and each further one lacks one, in this order."""
    margin: float | None = None
    """With controls: a difference in quality that would not matter, said before the run. None: no verdict by rule."""
    faults: tuple[str, ...] = ()
    """Faults that are put in on purpose, each as it was asked for. They make no trial comparable with one without."""

    @property
    def task_named(self) -> str:
        """The task as results name it: ``petty_cash@1``, and its digest where it has one."""
        return f"{self.task}@{self.task_version}" + (f"#{self.task_digest}" if self.task_digest else "")

    @cached_property
    def id(self) -> str:
        """The run's id: a digest of the plan, so that the same command finds the same run."""
        return digest(self.to_json())

    @property
    def comparisons(self) -> int:
        """How many pairs are compared: each design with each other, or the whole one with each that lacks a part."""
        return len(self.ablates) or math.comb(len(self.designs), 2)

    @property
    def designs(self) -> tuple[PlannedArm, ...]:
        """The arms that are no rows *tools only*."""
        return tuple(arm for arm in self.arms if arm.kind == "design")

    @property
    def teams(self) -> tuple[PlannedArm, ...]:
        """The arms that have controls."""
        matched = {arm.of for arm in self.arms}
        return tuple(arm for arm in self.arms if arm.id in matched)

    @cached_property
    def trials(self) -> Sequence[PlannedTrial]:
        """All trials: case by case, the arms of a case in a random order that the plan's id decides.

        What has controls comes before them, since they may use what it used.
        """
        order = random.Random(self.id)
        found: list[PlannedTrial] = []
        arms = [(arm, self._shared(arm)) for arm in self.arms]
        for seed in self.seeds:
            of_case = [
                PlannedTrial(
                    digest({**shared, "seed": seed, "epoch": epoch}),
                    arm,
                    seed,
                    epoch,
                    self._sampling(arm, epoch),
                    shared,
                )
                for epoch in range(1, self.epochs + 1)
                for arm, shared in arms
            ]
            order.shuffle(of_case)
            found += _teams_first(of_case)
        return found

    def _sampling(self, arm: PlannedArm, epoch: int) -> Sampling:
        """Return the run's sampling with the epoch's own seed, and the arm's own temperature."""
        sampling = self.sampling
        if sampling.seed is not None:
            sampling = replace(sampling, seed=sampling.seed + epoch - 1)
        return sampling if arm.temperature is None else replace(sampling, temperature=arm.temperature)

    def _shared(self, arm: PlannedArm) -> dict[str, Any]:
        """Return what the identities of an arm's trials have in common: all but case and epoch."""
        return {
            "task": self.task_named,
            "dials": dict(self.dial_values),
            "design": arm.design.id,
            # Controls are carried out in one and the same way, whatever carries out the designs.
            "orchestrator": CARRIED_OUT_BY if arm.is_control else self.orchestrator,
            "provider": arm.provider,
            "model": arm.model,
            # Without a model texts are still fitted, and counted as the run's own model counts them.
            "counts_as": [self.provider, self.model] if arm.provider == SILENT else None,
            "server": None if arm.provider == SILENT else [self.base_url, self.api],
            "sampling": asdict(self.sampling if arm.temperature is None else self._sampling(arm, 1)),
            **({"control": [arm.kind, self._team(arm).design.id, self.orchestrator]} if arm.is_control else {}),
            **({"faults": list(self.faults)} if self.faults else {}),
        }

    def _team(self, arm: PlannedArm) -> PlannedArm:
        """Return the arm whose spending a control matches."""
        return next(other for other in self.arms if other.id == arm.of)

    def to_json(self) -> dict[str, Any]:
        """Return the plan as JSON types, whole designs included."""
        arms = [_arm_json(arm) for arm in self.arms]
        return {
            "task": self.task,
            "task_version": self.task_version,
            "dials": self.dials,
            "dial_values": dict(self.dial_values),
            "seeds": list(self.seeds),
            "epochs": self.epochs,
            "orchestrator": self.orchestrator,
            "provider": self.provider,
            "model": self.model,
            "base_url": self.base_url,
            "api": self.api,
            "evidence": self.evidence,
            "sampling": asdict(self.sampling),
            "arms": arms,
            # What older plans lack is left out where it says nothing: their ids stay what they were.
            **({"task_digest": self.task_digest} if self.task_digest else {}),
            **({"ablates": list(self.ablates)} if self.ablates else {}),
            **({"margin": self.margin} if self.margin is not None else {}),
            **({"faults": list(self.faults)} if self.faults else {}),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Plan":
        """Rebuild a plan from what `to_json` returned."""
        arms = tuple(
            PlannedArm(
                a["id"],
                a["kind"],
                Design.model_validate(a["design"]),
                a["provider"],
                a["model"],
                a.get("of", ""),
                a.get("temperature"),
            )
            for a in data["arms"]
        )
        return cls(
            task=data["task"],
            task_version=data["task_version"],
            dials=data["dials"],
            dial_values=data["dial_values"],
            seeds=tuple(data["seeds"]),
            epochs=data["epochs"],
            orchestrator=data["orchestrator"],
            provider=data["provider"],
            model=data["model"],
            base_url=data["base_url"],
            api=data.get("api", "chat"),
            evidence=data["evidence"],
            sampling=Sampling(**data["sampling"]),
            arms=arms,
            task_digest=data.get("task_digest", ""),
            ablates=tuple(data.get("ablates", ())),
            margin=data.get("margin"),
            faults=tuple(data.get("faults", ())),
        )


def arms_of(
    designs: Sequence[Design], provider: str, model: str, *, control: Design | None = None, warm: float | None = None
) -> tuple[PlannedArm, ...]:
    """Return an arm for each design, and beside each that has tools at work its row *tools only*.

    With `control`, the design of one agent, each team gets its controls too; attempts are made at temperature `warm`.
    """
    names = [design.name for design in designs]
    found: list[PlannedArm] = []
    for design in designs:
        name = design.name if names.count(design.name) == 1 else design.id
        found.append(PlannedArm(name, "design", design, provider, model))
        if design.level.may_have_tools and provider != SILENT:
            found.append(PlannedArm(f"{name} (tools only)", "tools only", design, SILENT, ""))
        if control is not None and design.level is Level.ORCHESTRATION:
            for kind in CONTROLS:
                temperature = warm if kind == "best of n" else None
                found.append(PlannedArm(f"{name} ({kind})", kind, control, provider, model, name, temperature))
    return tuple(found)


def _arm_json(arm: PlannedArm) -> dict[str, Any]:
    """Return an arm as JSON types; what only controls have is left out elsewhere."""
    found: dict[str, Any] = {
        "id": arm.id,
        "kind": arm.kind,
        "design": arm.design.model_dump(mode="json"),
        "provider": arm.provider,
        "model": arm.model,
    }
    if arm.is_control:
        found["of"] = arm.of
    if arm.temperature is not None:
        found |= {"temperature": arm.temperature, "seeds_apart": SEEDS_APART}
    return found


def _teams_first(of_case: Sequence[PlannedTrial]) -> list[PlannedTrial]:
    """Let each team change places with the first of its controls in the same epoch, where that comes before it."""
    found = list(of_case)
    for place, trial in enumerate(found):
        if not trial.arm.is_control:
            continue
        team = next(p for p, other in enumerate(found) if (other.arm.id, other.epoch) == (trial.arm.of, trial.epoch))
        if team > place:
            found[place], found[team] = found[team], found[place]
    return found
