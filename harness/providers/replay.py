"""The provider that repeats what a model once said: replies are read from a ledger, and nothing is sent.

The word is ``replay/RUN``, RUN being an id, the beginning of one, or ``latest``; where a run has calls of several
models, ``replay/RUN/PROVIDER/NAME`` says which is meant. A request is recognised by all that the model would see.
It counts tokens and limits calls as the recorded provider does: otherwise the same design would send other requests.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from harness.errors import BadPlan, BadReply, HarnessError, MissingPiece
from harness.messages import CallLimits, Evidence, Provider, ProviderSettings, Reply, Request, ToolCall
from harness.meter.calls import CallEnd
from harness.providers.registry import make_provider
from harness.store.ledger import open_ledger
from harness.store.records import CallRecord

_NOWHERE = "http://127.0.0.1:9"
"""A base URL for a provider that only counts: nothing is ever sent to it."""
_SILENT = "silent"


class Replay:
    """The recorded replies of one model in one run. Who spoke then is the `model_served` of each reply."""

    name = "replay"
    evidence: Evidence = "replay"
    base_url: str | None = None

    def __init__(self, model: str, replies: Mapping[str, Sequence[Reply]], recorded: Provider) -> None:
        self.model = model
        self.limits: CallLimits = recorded.limits
        self._recorded = recorded
        self._replies = replies
        self._given: defaultdict[str, int] = defaultdict(int)

    async def send(self, request: Request) -> Reply:
        """Give the next recording of the request; the last one repeats. Raises BadReply when there is none."""
        replies = self._replies.get(request.digest)
        if not replies:
            who = f" by agent '{request.agent}'" if request.agent else ""
            raise BadReply(
                f"there is no recorded reply to this request{who} in run {self.model}; "
                "the task, the design or the sampling has changed since it was recorded"
            )
        place = min(self._given[request.digest], len(replies) - 1)
        self._given[request.digest] += 1
        return replies[place]

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text as the recorded provider does."""
        return self._recorded.count_tokens(text)

    async def close(self) -> None:
        """Release the provider that counts."""
        await self._recorded.close()


def create(settings: ProviderSettings) -> Provider:
    """Read a run's replies. Raises BadPlan without a ledger, a run or a recording, and LedgerError.

    MissingPiece means that the recorded provider is not to be had here, so that tokens cannot be counted its way.
    """
    if not settings.ledger_url:
        raise BadPlan("provider 'replay' reads a ledger; say which by --ledger URL")
    run, _, model = settings.model.partition("/")
    with open_ledger(settings.ledger_url) as ledger:
        run_id = ledger.run(run or "latest").id
        # A call whose texts were forgotten has no turns any more, and nothing to say.
        calls = [c for c in ledger.recorded(run=run_id) if c.start.model_asked != _SILENT and c.start.messages]
    model = _which(model, calls, run_id)
    replies: defaultdict[str, list[Reply]] = defaultdict(list)
    for call in calls:
        if call.start.model_asked == model and call.end is not None:
            replies[call.start.request_digest].append(_reply(call.end))
    try:
        recorded = make_provider(model, base_url=_NOWHERE, ledger_url=settings.ledger_url)
    except HarnessError as error:
        raise MissingPiece(
            f"run {run_id} was recorded with {model}, which is needed to count tokens: {error}"
        ) from error
    # The id instead of `latest`, which would be another run tomorrow.
    return Replay(f"{run_id}/{model}", replies, recorded)


def _which(model: str, calls: Iterable[CallRecord], run_id: str) -> str:
    """Return the model whose replies are meant."""
    known = sorted({call.start.model_asked for call in calls})
    if not known:
        raise BadPlan(f"run {run_id} has no recorded replies; name one that called a model and was not forgotten")
    if model in known or (not model and len(known) == 1):
        return model or known[0]
    unlike = f", not of '{model}'" if model else ""
    raise BadPlan(
        f"run {run_id} has recorded replies of {', '.join(known)}{unlike}; say whose: --model replay/RUN/{known[0]}"
    )


def _reply(end: CallEnd) -> Reply:
    calls = tuple(ToolCall(call["id"], call["name"], call["arguments"]) for call in end.reply.get("tool_calls", ()))
    return Reply(end.reply["text"], end.reply["stop"], end.usage, end.model_served, calls)
