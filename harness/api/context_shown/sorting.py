"""Sorts what a model is sent into its parts: by what was supplied and fitted, which stands in it word for word."""

import json
from collections.abc import Iterator, Mapping, Sequence

from harness.api.context_shown.looking import Fitted, Looking, Sent
from harness.api.context_shown.rows import PartKind, SeenPart
from harness.messages import ToolSpec
from harness.plan.flow import makers
from harness.plan.job import Job


def parts_of_call(call: Sent, looked: Looking) -> list[SeenPart]:
    """Return the parts of a request in the order in which they stand there, tools and schema last."""
    assert looked.job is not None
    job, turns = looked.job, list(call.messages)
    parts: list[SeenPart] = []
    if turns[0].role == "system":
        parts += _system(turns.pop(0).text, looked)
    examples = "\n\n".join(turn.text for turn in turns[:-1])
    if examples:
        parts.append(_part(job, "examples", examples))
    parts += _asked(turns[-1].text, looked)
    counted = sum(part.tokens for part in parts)
    apart = [*_tools(call.tools, looked), *_schema(job, call.schema)]
    is_counted = bool(apart) and job.count_sent(call.messages, call.tools, call.schema) > job.count_sent(call.messages)
    joints = SeenPart("turns", "", "", job.count_sent(call.messages) - counted, is_counted=True)
    return [*parts, joints, *(SeenPart(kind, name, source, n, is_counted) for kind, name, source, n in apart)]


def _system(text: str, looked: Looking) -> Iterator[SeenPart]:
    """Tell what context stands beside the agent's own instructions."""
    assert looked.job is not None
    standing = []
    for part in dict.fromkeys(part for part in looked.supplied if part.standing and part.text):
        if part.text in text:
            text = text.replace(part.text, "", 1)
            standing.append(_part(looked.job, "standing", part.text, part.title, part.source))
    yield _part(looked.job, "system", text)
    yield from standing


def _asked(text: str, looked: Looking) -> Iterator[SeenPart]:
    """Tell papers and tables from what is asked."""
    assert looked.job is not None
    sources = {part.title: part.source for part in looked.supplied}
    papers, tables = sources.keys() | looked.job.texts.keys(), makers(looked.job.design).keys()
    for fitted in dict.fromkeys(looked.fitted):
        # The item of a fan-out that was too long is fitted too, and is part of what is asked.
        if fitted.text and fitted.text in text and (papers | tables).issuperset(fitted.titles):
            text = text.replace(fitted.text, "", 1)
            for title, block in _blocks(fitted):
                kind: PartKind = "table" if title in tables - papers else "paper"
                yield _part(looked.job, kind, block, title, sources.get(title, ""))
    yield _part(looked.job, "request", text)


def _blocks(fitted: Fitted) -> Iterator[tuple[str, str]]:
    """Cut fitted texts apart at their titles, which come in order; what did not fit has no block."""
    starts: list[tuple[int, str]] = []
    cursor = 0
    for title in fitted.titles:
        mark = f"[{title}]\n"
        place = 0 if not cursor and fitted.text.startswith(mark) else fitted.text.find(f"\n\n{mark}", cursor)
        if place < 0:
            break
        starts.append((place, title))
        cursor = place + len(mark)
    if not starts:
        yield "", fitted.text  # nothing fitted but the line that says so
        return
    for (start, title), end in zip(starts, [*(place for place, _ in starts[1:]), len(fitted.text)], strict=True):
        yield title, fitted.text[start:end]


def _tools(tools: Sequence[ToolSpec], looked: Looking) -> Iterator[tuple[PartKind, str, str, int]]:
    """Add up the definitions of the agent's own tools and of those that each of its sources brings."""
    assert looked.job is not None
    brought = {tool.name: source.name for source in looked.job.sources for tool in source.tools}
    for owner in dict.fromkeys(brought.get(tool.name, "") for tool in tools):
        specs = [tool for tool in tools if brought.get(tool.name, "") == owner]
        forms = [json.dumps([tool.name, tool.about, tool.parameters], default=dict) for tool in specs]
        tokens = sum(looked.job.count_tokens(form) for form in forms)
        yield "tools", ", ".join(tool.name for tool in specs), owner, tokens


def _schema(job: Job, schema: Mapping[str, object] | None) -> Iterator[tuple[PartKind, str, str, int]]:
    if schema is not None:
        yield "schema", "", "", job.count_tokens(json.dumps(schema, default=dict))


def _part(job: Job, kind: PartKind, text: str, name: str = "", source: str = "") -> SeenPart:
    return SeenPart(kind, name, source, job.count_tokens(text.strip()), is_counted=True)
