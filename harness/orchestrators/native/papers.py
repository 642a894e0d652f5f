"""What an agent has before it: its context parts, tables as CSV, the form to hand in; and how a reply is read."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harness.plan.design import Agent
from harness.plan.flow import pattern_of
from harness.plan.job import Job
from harness.plan.sources import Opened
from harness.plan.tools import Rows, Workspace
from tasks_bank.deliverable import Column, Deliverable, schema_of
from tasks_bank.reading.answer import read_text

_MOST_ROWS_AN_ITEM = 4


@dataclass(frozen=True, slots=True)
class Form:
    """The tables that one reply is to fill."""

    tables: tuple[Deliverable, ...]
    carried: Mapping[str, str] = field(default_factory=dict)
    """Columns that code fills in, by name; the model is not asked for them."""

    @property
    def asked(self) -> tuple[Deliverable, ...]:
        """The tables with only the columns that the model is asked for."""
        return tuple(
            Deliverable(
                table.name,
                table.kind,
                tuple(column for column in table.columns if column.name not in self.carried),
                (),
                table.required,
                table.about,
            )
            for table in self.tables
        )

    def read(self, reply: str) -> dict[str, Rows]:
        """Read a reply into rows; a table that is not in it is absent."""
        found = read_text(reply, self.asked).tables
        return {name: tuple(row | dict(self.carried) for row in rows) for name, rows in found.items()}

    def with_carried(self, carried: Mapping[str, str]) -> "Form":
        """Return the form for one item, whose columns code fills in."""
        return Form(self.tables, dict(carried))

    def schema(self, *, one_row: bool, item: bool) -> dict[str, object]:
        """Return the JSON schema of a reply: for an item of a fan-out exactly one row, or a few."""
        whole = schema_of(self.asked)
        for part in whole["properties"].values():
            if item and part["type"] == "array":
                part.update({"minItems": 1, "maxItems": 1} if one_row else {"maxItems": _MOST_ROWS_AN_ITEM})
        return whole


def definition(job: Job, name: str) -> Deliverable:
    """Return the shape of a table, whether the task asks for it or the design made it up."""
    for table in job.design.table:
        if table.name == name:
            return Deliverable(name, "table", table.columns)
    return next(deliverable for deliverable in job.brief.deliverables if deliverable.name == name)


def context_parts(job: Job, agent: Agent, query: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the agent's context for what it is asked: what goes with its instructions, and its papers with titles."""
    standing: list[str] = []
    titled: list[tuple[str, str]] = []
    for source in sources_of(job, agent):
        wanted = [pattern_of(read) for read in agent.reads if read.partition(":")[0] == source.name]
        for part in source.supply([] if "*" in wanted else wanted, query):
            if part.standing:
                standing.append(f"{part.title}\n{part.text}")
            else:
                titled.append((part.title, part.text))
    return standing, titled


def sources_of(job: Job, agent: Agent) -> list[Opened]:
    """Return the context sources that an agent reads."""
    names = {read.partition(":")[0] for read in agent.reads}
    return [source for source in job.sources if source.name in names]


def tables_shown(workspace: Workspace, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return tables as titled CSV; those that are not there or empty are left out."""
    return [(name, as_csv(workspace.tables[name])) for name in names if workspace.tables.get(name)]


def as_csv(rows: Rows, columns: Sequence[Column] | None = None) -> str:
    """Write rows as CSV, with the columns of the first row that has them, or those given."""
    names = (
        [c.name for c in columns] if columns is not None else list(dict.fromkeys(key for row in rows for key in row))
    )
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_lines(row: Mapping[str, str], shows: Sequence[str]) -> str:
    """Write a row as ``column: value`` lines: the columns asked for or all, empty cells left out."""
    return "\n".join(f"{name}: {row[name]}" for name in shows or row if row.get(name))
