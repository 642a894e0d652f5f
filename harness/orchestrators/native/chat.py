"""PROMPTING: one question in a chat, text pasted up to the allowance, a follow-up at most."""

from fnmatch import fnmatch

from harness.messages import Message, Reply
from harness.orchestrators.native.containment import note_trouble
from harness.plan.design import Design
from harness.plan.job import Desk, Job
from harness.plan.trouble import Trouble
from tasks_bank.answer import Answer


async def chat(job: Job, desk: Desk) -> None:
    """Ask as a person would, and hand in what came back as it is."""
    design, agent = job.design, job.design.agent[0]
    messages = [Message("user", _question(job))]
    said: list[str] = []
    out = agent.max_output_tokens or design.allowance.max_output_tokens
    for turn in range(1 + design.allowance.follow_ups):
        if turn:
            messages.append(Message("user", design.follow_up.replace("{handing_in}", job.brief.handing_in())))
            if _too_long(job, messages):
                began = job.clock()
                note_trouble(job, Trouble.FOLLOW_UP_LEFT_OUT, agent.name, began, "the conversation is too long for it")
                break
        reply = await job.ask(agent.name, messages, max_output_tokens=out)
        messages.append(Message("assistant", reply.text))
        said.append(_whole_lines(reply))
        desk.hand_in(Answer(text="\n\n".join(said)))


def _whole_lines(reply: Reply) -> str:
    """Return what a person would copy: of a reply that was cut off, not the half line at its end."""
    lines = reply.text.splitlines(keepends=True)
    return "".join(lines[:-1]) if reply.stop == "length" and len(lines) > 1 else reply.text


def _question(job: Job) -> str:
    """Fill in the question; what is pasted takes what room is left, up to the allowance."""
    design = job.design
    words = {"{ask}": job.brief.ask, "{handing_in}": job.brief.handing_in()}
    text = design.question
    for mark, value in words.items():
        text = text.replace(mark, value)
    room = design.allowance.paste_tokens
    if job.call_in_tokens is not None:
        room = min(room, job.call_in_tokens - job.count_tokens(text) - _slack(job))
    pasted = job.fit(_in_order(job, design), max(room, 0)) if "{pasted}" in text else ""
    return text.replace("{pasted}", pasted)


def _slack(job: Job) -> int:
    """Keep room for the template, and for a follow-up and the reply before it, where one is allowed."""
    design = job.design
    if not design.allowance.follow_ups:
        return 16
    follow_up = job.count_tokens(design.follow_up.replace("{handing_in}", job.brief.handing_in()))
    out = design.agent[0].max_output_tokens or design.allowance.max_output_tokens
    return 48 + follow_up + min(out, job.call_out_tokens or out)


def _in_order(job: Job, design: Design) -> list[tuple[str, str]]:
    """Return the files in the order in which the person pastes them, each once."""
    found: dict[str, str] = {}
    for pattern in design.allowance.paste_order:
        found |= {name: text for name, text in job.texts.items() if name not in found and fnmatch(name, pattern)}
    return list(found.items())


def _too_long(job: Job, messages: list[Message]) -> bool:
    """Say whether a follow-up would send more than a call may: a chat window ends there for a person as well."""
    if job.call_in_tokens is None:
        return False
    return job.count_sent(messages) > job.call_in_tokens
