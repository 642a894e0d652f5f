"""Who of a team worked, and who did not, and why: read from calls, tools, turns and what was cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.api.trial_rows import SpanRow, TrialDetail
from harness.plan.level import Level
from harness.plan.trouble import TROUBLE, Trouble
from reports import words
from reports.kinds.benchmark.trial.passages import short
from reports.kinds.benchmark.trial.shares import Share

MOST_NAMES = 8
NOT_DONE = "not done: "
"""How the span of a tool that failed begins."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who of those that a design names did what; each stands in one of the first six."""

    worked: tuple[str, ...]
    """Had an answer from a model, or used a tool."""
    unanswered: tuple[str, ...]
    """Asked, and got nothing but empty replies or calls that came to nothing."""
    vain: tuple[str, ...]
    """Used tools, of which one failed, and made nothing."""
    stuck: tuple[str, ...]
    """Began, and could neither ask nor use a tool."""
    never: tuple[str, ...]
    """Never started, since the trial ended before."""
    idle: tuple[str, ...]
    """Had nothing to do."""
    by_tools: tuple[str, ...]
    """Of those that worked: asked a model, and got nothing from it, so that their tools alone worked."""
    cut_off: tuple[str, ...]
    """At work when the trial ended; they stand in one of the others too."""


def turnout(detail: TrialDetail, everyone: Sequence[Share]) -> Turnout:
    """Say who worked."""
    began = {span.agent for span in detail.spans if span.kind == "agent"}
    whole = detail.trial.outcome == "done" and not any(span.name == "stopped" for span in detail.spans)
    found: dict[str, list[str]] = {"worked": [], "vain": [], "unanswered": [], "stuck": [], "never": [], "idle": []}
    empty = {span.agent for span in detail.spans if (span.kind, span.name) == (TROUBLE, Trouble.MADE_NOTHING)}
    for share in everyone:
        broken = [failed(span) for _, span in share.tools]
        if not _answered(share) and broken and (all(broken) or (any(broken) and share.name in empty)):
            found["vain"].append(share.name)
            continue
        found[_which(share, began=share.name in began, whole=whole)].append(share.name)
    cut = [span.agent for span in detail.spans if (span.kind, span.name) == (TROUBLE, Trouble.CUT_OFF)]
    tools = tuple(
        share.name
        for share in everyone
        if share.name in found["worked"] and share.tools and share.calls and not _answered(share)
    )
    who = {kind: tuple(names) for kind, names in found.items()}
    return Turnout(**who, by_tools=tools, cut_off=tuple(dict.fromkeys(cut)))


def failed(span: SpanRow) -> bool:
    """Tell whether a tool failed."""
    return span.kind == "tool" and span.detail.startswith(NOT_DONE)


def _answered(share: Share) -> bool:
    return any(not call.is_empty and not call.came_to_nothing for _, call in share.calls)


def _which(share: Share, *, began: bool, whole: bool) -> str:
    if share.tools or _answered(share):
        return "worked"
    if share.calls:
        return "unanswered"
    if began:
        return "stuck"
    return "idle" if whole else "never"


def who(detail: TrialDetail, everyone: Sequence[Share], *, silent: bool) -> Iterator[str]:
    """Say who worked and who did not, by name."""
    found = turnout(detail, everyone)
    if detail.trial.level is Level.PROMPTING:
        yield "One question was put to a model in a chat, as a person would."
    elif len(everyone) == 1:
        alone = named([share.name for share in everyone])
        did = "did the work with its papers and tools" if found.worked and not found.by_tools else "was set to work"
        yield f"One agent, {alone}, {did}."
    elif len(found.worked) == len(everyone):
        yield f"A team of {len(everyone):,} agents did the work: {named(found.worked)}."
    else:
        these = f": {named(found.worked)}" if found.worked else ""
        yield f"Of a team of {len(everyone):,} agents {len(found.worked) or 'none'} did any work{these}."
    nothing = "Had nothing to go on, since no AI was asked" if silent else "Got no answer but empty or failed ones"
    only = "Their tools alone worked, since " + ("no AI was asked" if silent else "no reply came or all were empty")
    for said, names in (
        (only, found.by_tools),
        ("Worked, but made nothing, since a tool failed", found.vain),
        ("Cut off when the trial ended", found.cut_off),
        ("Never started, since the trial ended before", found.never),
        (nothing, found.unanswered),
        ("Began, but could do nothing", found.stuck),
        ("Had nothing to do", found.idle),
    ):
        if names:
            yield f"{said}: {named(names)}."


def named(names: Sequence[str]) -> str:
    """List names as in a sentence, bounded."""
    shown = [short(name) for name in names[:MOST_NAMES]]
    return words.listed([*shown, f"{len(names) - MOST_NAMES:,} more"] if len(names) > MOST_NAMES else shown)
