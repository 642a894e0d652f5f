"""Alembic's entry: runs the revisions on the connection that `harness.store.migrate` hands over."""

from alembic import context

from harness.store.migrate import VERSION_TABLE
from harness.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
)
context.run_migrations()
