"""Everything that a client is offered of a case: its tools, its files and the brief. Nothing hidden is reachable."""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks_bank.case import Brief, Case
from tasks_bank.errors import BrokenTask
from tasks_bank.serving.drive import Drive
from tasks_bank.serving.own_tables import own_systems
from tasks_bank.serving.recording import Recorder
from tasks_bank.serving.tables import Table
from tasks_bank.serving.tool import CaseTool
from tasks_bank.serving.writes import write_tool

BRIEF_URI = "case://brief"
_INSTRUCTIONS = """\
The company systems and the files of one piece of work. What is asked for stands in the prompt `brief`, which is also
the resource case://brief. SYSTEM_list, SYSTEM_search and SYSTEM_get look into a system; drive_list and drive_read are
for files. A tool that writes gives a receipt; what it took is kept and cannot be taken back.
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a server has to offer."""

    name: str
    version: str
    instructions: str
    brief: str
    """What is asked for, as Markdown."""
    tools: Mapping[str, CaseTool]
    drive: Drive


def offer_of(case: Case, recorder: Recorder) -> Offer:
    """Put together what is offered of a case. Raises BrokenTask when two of its tools would have one name."""
    drive = Drive(case.brief.files)
    systems = tuple(case.systems.values()) or own_systems(case.brief.files)
    tools = [tool for system in systems for tool in Table(system).tools()]
    writes = [(system, write) for system in systems for write in system.writes]
    tools += [write_tool(system, write, case.brief.deliverables, recorder) for system, write in writes]
    tools += drive.tools()
    names = [tool.name for tool in tools]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BrokenTask(f"task '{case.task}': two of its tools would be called '{twice[0]}'; rename a system or write")
    return Offer(
        name=case.task,
        version=str(case.version),
        instructions=_INSTRUCTIONS,
        brief=brief_text(case.brief),
        tools={tool.name: tool for tool in tools},
        drive=drive,
    )


def brief_text(brief: Brief) -> str:
    """Return what is asked for: the ask, the rules, what to hand in, and what of it a tool can hand in."""
    by_tool = [f"- a call of {each.write} hands in a row of {each.name}" for each in brief.deliverables if each.write]
    parts = [
        brief.ask.strip(),
        brief.rules.strip(),
        brief.handing_in(),
        "\n".join(["By tool instead, where that is easier:", *by_tool]) if by_tool else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"
