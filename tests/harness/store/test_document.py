"""The page that describes the ledger."""

from pathlib import Path

import pytest

from harness.store.document import _about, describe
from harness.store.tables import CLASSES
from harness.store.tables.declared import LedgerTable

PAGE = Path(__file__).parents[3] / "docs" / "ledger.md"


def test_the_page_in_docs_is_the_one_that_the_command_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == describe(), "run: toprung db describe > docs/ledger.md"


@pytest.mark.parametrize("table", CLASSES)
def test_every_column_says_what_it_is(table: type[LedgerTable]) -> None:
    assert [name for name, about in _about(table).items() if about] == list(table.model_fields)
