"""OpenTelemetry: each trial a trace of GenAI spans, one line of OTLP/JSON each, as the collector's file receiver reads.

Names in `gen_ai.*` follow the GenAI conventions of the version below; what they have no word for, money above all, is
under our own prefix. Prompts, replies and what quotes them are left out unless asked for, as the conventions want it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from harness.api.export.formats.otlp.spans import spans_of
from harness.api.export.formats.otlp.values import Json, attributes
from harness.api.export.port import Format, Texts
from harness.api.export.reading import RunToExport, utf8

CONVENTIONS = "0.1.0"
"""Version of OpenTelemetry's GenAI conventions, all of them at the stage *development*."""
_SCHEMA = "https://opentelemetry.io/schemas/1.45.0"
"""The general conventions that those build on."""


class Otlp:
    """Writes a run as traces."""

    makes: Literal["file", "folder"] = "file"
    texts: Texts = "if asked"

    def write(self, run: RunToExport, place: Path, *, with_content: bool) -> None:
        """Write a run to a file."""
        with place.open("wb") as file:
            for spans in self.traces(run, with_content=with_content):
                file.write(utf8(self.request(run, spans)) + b"\n")

    def traces(self, run: RunToExport, *, with_content: bool) -> Iterator[list[Json]]:
        """Yield the spans of each trial."""
        return (spans_of(run, trial, with_content=with_content) for trial in run.trials)

    def request(self, run: RunToExport, spans: Sequence[Json]) -> Json:
        """Return spans as one request of the protocol, which is a line of a file as well."""
        scope = {
            "name": "toprung",
            "version": run.record.toprung,
            "attributes": attributes({"toprung.gen_ai_conventions": CONVENTIONS}),
        }
        of_scope = {"scope": scope, "spans": spans, "schemaUrl": _SCHEMA}
        resource = {"attributes": _resource(run)}
        return {"resourceSpans": [{"resource": resource, "scopeSpans": [of_scope], "schemaUrl": _SCHEMA}]}


def create() -> Format:
    """Make the format."""
    return Otlp()


def _resource(run: RunToExport) -> list[Json]:
    plan = run.plan
    known: dict[str, Any] = {
        "service.name": "toprung",
        "service.version": run.record.toprung,
        "toprung.run.id": run.record.id,
        "toprung.evidence": plan.evidence,
        "toprung.evidence_note": run.evidence_note,
        "toprung.task": f"{plan.task}@{plan.task_version}",
        "toprung.dials": plan.dials,
        "toprung.model": run.model,
        "toprung.orchestrator": plan.orchestrator,
    }
    return attributes(known)
