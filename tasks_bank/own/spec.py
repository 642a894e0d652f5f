"""What the task.toml of a task without Python says: what every task says, and its checks by name."""

from typing import Annotated, Literal

from pydantic import Field

from tasks_bank.spec import Dial, Strict, TaskSpec

Marks = Annotated[float, Field(gt=0, le=1000)]
Worth = Annotated[float, Field(gt=0, le=1000)]
Leeway = Annotated[float, Field(ge=0, le=1_000_000)]


class RowsCheck(Strict):
    """Marks a table by its rows."""

    name: Literal["rows"]
    table: str
    """The deliverable."""
    marks: Marks
    weights: dict[str, Worth] = Field(default_factory=dict)
    """What each column is worth beside the others; without it, all that are neither key nor prose the same."""
    tolerance: dict[str, Leeway] = Field(default_factory=dict)
    """How far off a cell may be: an amount in its own unit, a date in days."""


class TotalsCheck(Strict):
    """Marks stated totals, which the answer's own lines have to add up to."""

    name: Literal["totals"]
    table: str
    """The deliverable with a total a row."""
    marks: Marks
    group: str
    """The column of both tables that says what is added up."""
    amount: str = "amount"
    """The column of both tables with the amount."""
    lines: str
    """The deliverable whose rows are added up."""
    tolerance: Leeway = 0


class EscalationsCheck(Strict):
    """Marks what was handed to a person."""

    name: Literal["escalations"]
    marks: Marks


class MentionsCheck(Strict):
    """Marks a text by the facts that it states."""

    name: Literal["mentions"]
    text: str
    """The deliverable."""
    marks: Marks


CheckSpec = Annotated[RowsCheck | TotalsCheck | EscalationsCheck | MentionsCheck, Field(discriminator="name")]
CHECKS = ("rows", "totals", "escalations", "mentions")


class OwnSpec(TaskSpec):
    """What task.toml says of a task that is data only. It has no dials: its cases are what they are."""

    dial: dict[str, Dial] = Field(default_factory=dict, max_length=0)
    presets: dict[str, dict[str, float]] = Field(
        default_factory=lambda: dict[str, dict[str, float]](small={}, default={})
    )
    check: tuple[CheckSpec, ...] = Field(min_length=1)

    @property
    def rows_checks(self) -> tuple[RowsCheck, ...]:
        """The checks of tables; the first is of the main one."""
        return tuple(check for check in self.check if isinstance(check, RowsCheck))
