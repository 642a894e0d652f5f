"""The page that describes the ledger."""

from pathlib import Path

import pytest

from harness.store.document import describe
from harness.store.tables import CLASSES

PAGE = Path(__file__).parents[3] / "docs" / "ledger.md"


def test_the_page_in_docs_is_the_one_that_the_command_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == describe(), "run: toprung db describe > docs/ledger.md"


@pytest.mark.parametrize("table", CLASSES)
def test_every_column_says_what_it_is(table: type) -> None:
    assert [name for name, field in table.model_fields.items() if not field.description] == []  # type: ignore[attr-defined]
