"""Run by a pinned Inspect in an environment of its own: reads logs with its own functions and prints what it saw."""

import json
import sys
from typing import Any

from inspect_ai.log import (  # type: ignore[import-not-found] # it is in an environment of its own
    list_eval_logs,
    read_eval_log,
    read_eval_log_sample_summaries,
)


def usage(found: dict[str, Any]) -> dict[str, Any]:
    return {name: took.model_dump() for name, took in found.items()}


def seen(path: str) -> dict[str, Any]:
    log = read_eval_log(path)
    assert log.results is not None
    assert log.samples is not None
    return {
        "status": log.status,
        "model": log.eval.model,
        "solver": log.eval.solver,
        "task": log.eval.task,
        "tags": log.eval.tags,
        "evidence": (log.eval.metadata or {})["evidence"],
        "epochs": log.eval.config.epochs,
        "total": log.results.total_samples,
        "completed": log.results.completed_samples,
        "scores": {score.name: score.metrics["mean"].value for score in log.results.scores},
        "usage": usage(log.stats.model_usage),
        "reductions": {one.scorer: {s.sample_id: s.value for s in one.samples} for one in log.reductions or ()},
        "summaries": len(read_eval_log_sample_summaries(path)),
        "samples": [
            {
                "id": sample.id,
                "epoch": sample.epoch,
                "trial": sample.metadata["trial_id"],
                "scores": {name: score.as_float() for name, score in (sample.scores or {}).items()},
                "usage": usage(sample.model_usage),
                "roles": sorted(sample.role_usage),
                "error": sample.error.message if sample.error else None,
                "limit": sample.limit.type if sample.limit else None,
                "answer": sample.output.completion,
                "total_s": sample.total_time,
                "working_s": sample.working_time,
                "spans": [event.type for event in sample.events if event.event == "span_begin"],
                "events": [event.event for event in sample.events],
                "in_turns": all(
                    event.span_id in {one.id for one in sample.events if one.event == "span_begin"}
                    for event in sample.events
                ),
                "model_costs": [
                    event.output.usage.total_cost if event.output.usage else None
                    for event in sample.events
                    if event.event == "model"
                ],
            }
            for sample in log.samples
        ],
    }


folder = sys.argv[1]
listed = sorted(info.name.rpartition("/")[2] for info in list_eval_logs(folder))
sys.stdout.write(json.dumps({name: seen(f"{folder}/{name}") for name in listed}))
