"""The writes that a system allows, each a tool of its own. A receipt says what was taken, never whether it is right."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tasks_bank.answer import Action
from tasks_bank.case import System, Write
from tasks_bank.deliverable import Column, Deliverable
from tasks_bank.serving.cells import argument_names, wanted
from tasks_bank.serving.recording import Recorder
from tasks_bank.serving.schema import Mistake, object_of
from tasks_bank.serving.tool import CaseTool, Reply


def write_tool(system: System, write: Write, deliverables: Sequence[Deliverable], recorder: Recorder) -> CaseTool:
    """Make the tool of a write."""
    deliverable = next((each for each in deliverables if each.write == write.name), None)
    columns = _columns(write, deliverable)
    names = argument_names(column.name for column in columns)
    schemas = {name: wanted(column) for name, column in zip(names, columns, strict=True)}
    original = dict(zip(names, (column.name for column in columns), strict=True))

    def do(arguments: Mapping[str, Any]) -> Reply:
        written = {original[name]: _plain(value) for name, value in arguments.items()}
        try:
            receipt = recorder.record(Action(write.name, written))
        except OSError as error:
            raise Mistake(f"{write.name} could not be kept ({error.strerror}); nothing was written") from error
        said = ", ".join(f"{name} {value}" for name, value in written.items())
        data = {"receipt": receipt, "tool": write.name, "written": written}
        return Reply(data, f"receipt {receipt}: {write.name} with {said}")

    about = write.about.strip().rstrip(".") or f"write to {system.name}"
    row_of = f"; each call hands in a row of {deliverable.name}" if deliverable else ""
    receipt_schema = {"type": "integer", "description": "number of the write, from 1 on"}
    written_schema = object_of({original[name]: schema for name, schema in schemas.items()}, original.values())
    returns = {"receipt": receipt_schema, "tool": {"type": "string"}, "written": written_schema}
    return CaseTool(
        name=write.name,
        title=write.name.replace("_", " ").capitalize(),
        about=f"{about} (system {system.name}){row_of}. It cannot be taken back.",
        parameters=object_of(schemas, schemas),
        returns=object_of(returns, returns),
        writes=True,
        do=do,
    )


def _columns(write: Write, deliverable: Deliverable | None) -> list[Column]:
    """Return the columns of a write; the deliverable that takes it as a row may say more of them."""
    asked = {column.name: column for column in deliverable.columns} if deliverable else {}
    return [
        replace(asked[column.name], about=column.about or asked[column.name].about) if column.name in asked else column
        for column in write.arguments
    ]


def _plain(value: str | float) -> str | float:
    """Return whole numbers without the point that JSON allows them."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
