"""A small workspace for the tools."""

import pytest

from harness.plan.tools import Workspace


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(
        texts={
            "bank.csv": "line,date,amount\nB1,2026-09-14,12.50\nB2,2026-09-15,7.00\n",
            "ledger.xlsx": "[sheet ledger, 1 row]\nentry,gross\nL1,12.50\n\n[sheet open, 1 row]\nentry,due\nL9,3\n",
            "receipts/R-1.pdf": "Acme Ltd\nDate: 14 September 2026\nTotal due £12.50",
            "receipts/R-2.pdf": "Bolt Ltd\nDate: 15 September 2026\nTotal: £7.00",
        },
        tables={
            "bank": (
                {"line": "B1", "date": "2026-09-14", "amount": "12.50", "kind": "Rail"},
                {"line": "B2", "date": "2026-09-15", "amount": "7.00", "kind": "food"},
                {"line": "B3", "date": "2026-09-19", "amount": "7.00", "kind": "rail"},
            ),
            "ledger": (
                {"entry": "L1", "date": "14/09/2026", "gross": "£12.5"},
                {"entry": "L2", "date": "15 September 2026", "gross": "7.25"},
            ),
            "nothing": (),
        },
    )
