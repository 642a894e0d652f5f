"""Sends a run: reads it from the ledger trial by trial, packs spans into batches, and adds up what was taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from harness.api.export.exporting import Shown
from harness.api.export.formats.otlp import Otlp
from harness.api.export.formats.otlp.values import Json
from harness.api.export.port import check_content, make_format
from harness.api.export.reading import RunToExport, TrialToExport, read_run, utf8
from harness.api.export.sending.endpoint import Endpoint
from harness.api.export.sending.posting import Poster
from harness.api.privacy.sending import check_may_see, is_remote
from harness.errors import HarnessError
from harness.messages import Evidence
from harness.store.ledger import open_ledger
from tasks_bank.catalog import find_task

_SPANS_A_BATCH = 500
"""Some collectors take no more than 4 MB at a time; with prompts in them, spans can be several KB long."""
_BYTES_A_BATCH = 1_000_000


@dataclass(slots=True)
class Sent:
    """What was sent."""

    run_id: str
    to: str
    """The address, without whatever opens the door."""
    trials: int
    planned: int
    evidence: Evidence
    evidence_note: str
    spans: int = 0
    batches: int = 0
    rejected: int = 0
    """Spans that the endpoint said it did not take."""
    said: tuple[str, ...] = field(default=())
    """What the endpoint said beside, each once."""


def send_run(
    ledger_url: str, run: str, to: str, endpoint: Endpoint, *, with_content: bool = False, shown: Shown
) -> Sent:
    """Send a run in a format that can be sent. Raises BadPlan, HarnessError, LedgerError or CannotWrite."""
    form = make_format(to)
    if not isinstance(form, Otlp):
        raise HarnessError(f"--send says nothing to '{to}'; only otlp is sent, the others are written with --out")
    check_content(form, to, with_content=with_content)
    with open_ledger(ledger_url, must_exist=True) as ledger:
        found = read_run(ledger, run)
        if with_content and is_remote("real", endpoint.url):
            # The texts are what the task's owner has said no remote service may see.
            check_may_see(find_task(found.plan.task), endpoint.name, "real", endpoint.url)
        planned = len(found.record.trials)
        sent = Sent(found.record.id, endpoint.name, 0, planned, found.plan.evidence, found.evidence_note)
        seen = replace(found, trials=shown(_counted(found, sent), planned))
        with Poster(endpoint) as poster:
            for spans in _batches(form.traces(seen, with_content=with_content)):
                taken = poster.post(utf8(form.request(found, spans)))
                sent.batches += 1
                sent.spans += len(spans)
                sent.rejected += taken.rejected
                sent.said = tuple(dict.fromkeys(filter(None, (*sent.said, taken.said))))
    return sent


def _counted(run: RunToExport, sent: Sent) -> Iterator[TrialToExport]:
    for trial in run.trials:
        yield trial
        sent.trials += 1


def _batches(traces: Iterable[list[Json]]) -> Iterator[list[Json]]:
    """Pack the spans of trials into batches; a trial with very many spans goes in several."""
    batch: list[Json] = []
    size = 0
    for span in (span for spans in traces for span in spans):
        length = len(utf8(span))
        if batch and (len(batch) == _SPANS_A_BATCH or size + length > _BYTES_A_BATCH):
            yield batch
            batch, size = [], 0
        batch.append(span)
        size += length
    if batch:
        yield batch
