"""``toprung db`` as it stands on top: the ledger's tables and those of sittings, each from its own tree of revisions.

The one module here beside the seams that knows the harness, and of it the command alone.
"""

import sys
from collections.abc import Sequence

from assessor.db import DEFAULT, upgrade_at
from assessor.errors import AssessorError
from harness.store import cli as ledger


def main(argv: Sequence[str]) -> int:
    """Run ``toprung db …`` and return its exit code."""
    sittings = ledger.Also("--store", DEFAULT, "where sittings are kept: sqlite:///FILE", upgrade_at)
    try:
        return ledger.main(argv, [sittings])
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
