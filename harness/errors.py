"""Everything that the harness raises, with the exit code that the command line ends in.

HarnessError                       2   the user's mistake: one sentence says what, the value, what to do
├── BadDesign                      2   a design file that does not hold together
├── BadPlan                        2   a run that cannot be planned (no cases, unknown level, unknown run)
├── UnknownModel                   2   no provider of that name, or the provider has no such model
├── MissingPiece                   4   weights, an extra package or a key is not there
├── CannotWrite                    3   an export cannot be written to its place
├── LedgerError                    3   the ledger cannot be used
│   ├── LedgerLocked               3   another program holds it
│   ├── LedgerFull                 3   no room left on the disk
│   └── RunInUse                   3   another process works on the same run, or on trials that it shares
└── ProviderError                  -   one attempt at one model request failed; never leaves the harness
    ├── Overloaded                     the service is busy: worth another attempt
    ├── TimedOut                       no answer in time: worth another attempt
    ├── Garbled                        an answer that broke off or is no answer: worth another attempt
    ├── BadReply                       an answer that cannot be used, or a request that was turned down for good
    └── TooLong                        a request larger than the model takes; the gateway makes it a LimitReached
SourceLost                         -   a context source (a server) is gone: no design's fault, the trial is repeated
LimitReached                       -   a budget of the design is used up; ends a trial with the outcome `limit`
└── AgentFailed                    -   one agent cannot go on: contained by a team, elsewhere a LimitReached like others
    ├── AgentOverBudget                its own money, tokens or calls are used up
    ├── AgentOutOfTime                 its own seconds are used up
    ├── CallTooLong                    what it would send is more than one call may send
    └── AgentDown                      somebody had it put out of action, to see what the others do
RunLimitReached                    -   a limit of the run is used up: no design's fault, the trial is repeated later
Refused                            -   the model declined; ends a trial with the outcome `refused`

A run that ends with infrastructure failures left, or with answers that the marker failed on, exits with 5; a comparison
in which a condition of `--fail-if` holds with 6; a look at a design that has
mistakes with 1; a run that is stopped by Ctrl-C with 130.
"""

from typing import ClassVar

SOME_LEFT_OUT = 5
"""Exit code of a run in which trials are left out: infrastructure failed, or their answers could not be marked."""
CONDITION_HELD = 6
"""Exit code of a comparison in which something holds that the user said must not."""
HAS_MISTAKES = 1
"""Exit code of a look at a design that has mistakes."""
INTERRUPTED = 130
"""Exit code of a run that was stopped by the user."""


class HarnessError(Exception):
    """Base of everything that a user is told about."""

    exit_code: ClassVar[int] = 2


class BadDesign(HarnessError):
    """A design does not hold together, or asks for more than its level may use."""


class BadPlan(HarnessError):
    """A run cannot be planned."""


class UnknownModel(HarnessError):
    """No provider or model has the name."""


class MissingPiece(HarnessError):
    """Something has to be installed or set before this can run."""

    exit_code: ClassVar[int] = 4


class CannotWrite(HarnessError):
    """An export cannot be written where it was asked for."""

    exit_code: ClassVar[int] = 3


class LedgerError(HarnessError):
    """The ledger cannot be opened, read or written."""

    exit_code: ClassVar[int] = 3


class LedgerLocked(LedgerError):
    """Another program holds the ledger."""


class LedgerFull(LedgerError):
    """There is no room left for the ledger."""


class RunInUse(LedgerError):
    """Another process works on the same run, or on trials that it shares."""


class ProviderError(HarnessError):
    """One attempt at one model request failed."""

    worth_retrying: ClassVar[bool] = False


class Overloaded(ProviderError):
    """The service is busy or broken for now."""

    worth_retrying: ClassVar[bool] = True

    def __init__(self, message: str, retry_after_s: float | None = None, *, is_pushback: bool = False) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s
        self.is_pushback = is_pushback
        """True where the service says that it is asked too much (429, 529): fewer requests at a time help."""


class TimedOut(ProviderError):
    """No answer came in time."""

    worth_retrying: ClassVar[bool] = True


class Garbled(ProviderError):
    """A stream that broke off, or something that is no answer at all (a proxy's page, half a JSON)."""

    worth_retrying: ClassVar[bool] = True


class BadReply(ProviderError):
    """The answer cannot be used, or the request was turned down for good."""


class TooLong(ProviderError):
    """A request is larger than the model takes: the design asked for too much, so it is no fault of the service."""


class SourceLost(Exception):
    """A context source cannot be had, or is gone for the rest of the trial."""


class LimitReached(Exception):
    """A budget of the trial is used up."""


class AgentFailed(LimitReached):
    """One agent of a design cannot go on. The others of its team can."""


class AgentOverBudget(AgentFailed):
    """An agent's own money, tokens or calls are used up."""


class AgentOutOfTime(AgentFailed):
    """An agent's own seconds are used up, and mostly by its own work."""


class CallTooLong(AgentFailed):
    """What an agent would send is more than one call may send, or more than its model takes."""


class AgentDown(AgentFailed):
    """An agent was put out of action on purpose (fault injection)."""


class RunLimitReached(Exception):
    """A limit of the whole run is used up; the trials under way end unfinished and are repeated by a resume."""


class Refused(Exception):
    """The model declined to answer."""
