"""Items whose content changed after people were asked them, under the same version: what was measured is not there."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from assessor.bank.item import Item
from assessor.curating.checking.finding import Finding
from assessor.db import Store
from assessor.models.measurement import ASKED


def changed_since_asked(store: Store, items: Iterable[Item]) -> list[Finding]:
    """Return a finding for each item that was asked with another content. Raises StoreError."""
    with store.reading() as connection:
        rows = connection.execute(select(ASKED.c.item, ASKED.c.item_digest).distinct()).all()
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.item_digest:  # empty: from before digests were kept, and nobody can tell
            asked[row.item].add(row.item_digest)
    return [
        Finding(
            "error",
            f"{item.area}/{item.id}.toml",
            f"people were asked it with another content as version {item.version}; put that back, or make this version "
            f"{item.version + 1}",
        )
        for item in items
        if asked[item.name] - {item.digest}
    ]
