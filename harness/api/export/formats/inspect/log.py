"""One log: a zip with a file for each sample, and what is known of all of them at its end."""

import tempfile
from collections import defaultdict
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from harness.api.export.formats.inspect.sample import sample_of, summary_of
from harness.api.export.formats.inspect.usage import Json, Totals
from harness.api.export.reading import RunToExport, TrialToExport, evidence_of, model_of, utf8
from harness.plan.benchmark import PlannedArm

_VERSION = 2
"""Of Inspect's log."""
_KEPT_IN_MEMORY_BYTES = 2**20


class Log:
    """The log of one arm. Samples go straight into it; their summaries wait on the disk for its end."""

    def __init__(self, run: RunToExport, arm: PlannedArm, path: Path) -> None:
        self._run, self._arm, self._path = run, arm, path
        self._planned = sum(planned == arm.id for _, planned in run.record.trials)
        self._ended = self._left_out = 0
        self._totals = Totals()
        self._scores: defaultdict[str, defaultdict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        self._first = self._last = ""

    def __enter__(self) -> Self:
        self._zip = ZipFile(self._path, "w", ZIP_DEFLATED)
        self._summaries: IO[bytes] = tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY_BYTES)
        start = {"version": _VERSION, "eval": self._spec(), "plan": self._plan()}
        self._put("_journal/start.json", start)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._summaries.close()
        self._zip.close()

    def add(self, trial: TrialToExport) -> None:
        """Add a trial as a sample."""
        sample = sample_of(trial)
        self._put(f"samples/{sample['id']}_epoch_{sample['epoch']}.json", sample)
        self._summaries.write((b"," if self._ended else b"") + utf8(summary_of(sample)))
        self._ended += 1
        self._left_out += trial.is_left_out
        self._totals.add(trial.calls)
        for name, score in sample["scores"].items():
            self._scores[name][trial.seed].append(score["value"])
        self._first = min(filter(None, (self._first, sample["started_at"])))
        self._last = max(self._last, sample["completed_at"])

    def finish(self) -> None:
        """Write what is known when all samples are in."""
        for name in ("_journal/summaries/1.json", "summaries.json"):
            self._put_summaries(name)
        self._put("reductions.json", self._reductions())
        header = {
            "version": _VERSION,
            "status": "success" if self._ended == self._planned else "cancelled",
            "eval": self._spec(),
            "plan": self._plan(),
            "results": self._results(),
            "stats": {
                "started_at": self._first,
                "completed_at": self._last,
                "model_usage": self._totals.by_model,
                "role_usage": self._totals.by_agent,
            },
        }
        self._put("header.json", header)

    def _spec(self) -> Json:
        run, arm, plan = self._run, self._arm, self._run.plan
        evidence = evidence_of(plan, arm)
        return {
            "eval_id": f"{run.record.id}-{arm.id}",
            "run_id": run.record.id,
            "created": run.record.created_at.isoformat(timespec="seconds"),
            "task": plan.task,
            "task_id": f"{run.record.id}-{arm.id}",
            "task_version": plan.task_version,
            "task_args": {"dials": plan.dials, **plan.dial_values},
            "solver": arm.design.id,
            "solver_args": {"level": arm.design.level, "orchestrator": plan.orchestrator, "arm_kind": arm.kind},
            "tags": [f"evidence: {evidence}", f"level: {arm.design.level}", arm.kind],
            "dataset": {"name": plan.task, "samples": len(plan.seeds), "sample_ids": list(plan.seeds)},
            "model": model_of(arm.provider, arm.model),
            "model_generate_config": {"temperature": plan.sampling.temperature, "seed": plan.sampling.seed},
            "config": {"epochs": plan.epochs, "epochs_reducer": ["mean"], "fail_on_error": False},
            "packages": {"toprung": run.record.toprung},
            "metadata": {
                "evidence": evidence,
                "evidence_note": run.evidence_note,
                "design": arm.design.model_dump(mode="json"),
            },
            "scorers": [{"name": "quality", "metrics": [{"name": "mean"}]}],
        }

    def _plan(self) -> Json:
        arm = self._arm
        return {"name": arm.id, "steps": [{"solver": arm.design.id, "params": {"level": arm.design.level}}]}

    def _results(self) -> Json:
        """Return the means over cases; what infrastructure failed has no score and is in none."""
        scores = []
        for name, by_case in self._scores.items():
            means = [sum(values) / len(values) for values in by_case.values()]
            mean = {"name": "mean", "value": sum(means) / len(means)}
            scores.append({"name": name, "scorer": name, "reducer": "mean", "metrics": {"mean": mean}})
        return {
            "total_samples": self._planned,
            "completed_samples": self._ended - self._left_out,
            "logged_samples": self._ended,
            "scores": scores,
            "metadata": {"left_out_by_infrastructure": self._left_out},
        }

    def _reductions(self) -> list[Json]:
        return [
            {
                "scorer": name,
                "reducer": "mean",
                "samples": [{"sample_id": seed, "value": sum(them) / len(them)} for seed, them in by_case.items()],
            }
            for name, by_case in self._scores.items()
        ]

    def _put(self, name: str, data: Json | list[Json]) -> None:
        self._zip.writestr(self._entry(name), utf8(data))

    def _put_summaries(self, name: str) -> None:
        self._summaries.seek(0)
        with self._zip.open(self._entry(name), "w") as file:
            file.write(b"[")
            while piece := self._summaries.read(_KEPT_IN_MEMORY_BYTES):
                file.write(piece)
            file.write(b"]")

    def _entry(self, name: str) -> ZipInfo:
        """Return an entry dated as the run, so that a repeated export is the same to the byte."""
        entry = ZipInfo(name, self._run.record.created_at.timetuple()[:6])
        entry.compress_type = ZIP_DEFLATED
        return entry
