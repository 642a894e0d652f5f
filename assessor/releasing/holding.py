"""What is said of a table: what becomes of a person's data in it when she is erased, why, and until when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of data, as pages tell of it: one line of the table of what is held."""

    what: str
    happens: str
    """When a person is erased."""
    why: str
    until: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One table. Columns are named in one text with spaces between.

    Of a table whose rows about a person go whole, only columns that lead to other people are named; of every other
    table, each column is.
    """

    kind: Kind
    by: str = ""
    """The column by which rows are about a person: her id or account, her sitting or question. Empty: none are."""
    goes: bool = False
    """Whether rows about a person are deleted when she is erased."""
    emptied: str = ""
    """Columns that are emptied then."""
    number: str = ""
    """Columns that name somebody by an id alone, which leads to nothing that names her once she is erased."""
    words: str = ""
    """Columns in words, in which somebody may have named anybody; no erasure can find that."""
    plain: str = ""
    """Columns that name nobody."""
    withheld: str = ""
    """Of all these, columns that are handed to nobody: by them one gets in, or learns what others will be asked."""

    def columns(self) -> list[str]:
        """Return the columns that are named."""
        return f"{self.emptied} {self.number} {self.words} {self.plain}".split()
