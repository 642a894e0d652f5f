"""Alembic's entry: runs the revisions on the connection that `assessor.db` hands over."""

from alembic import context

from assessor.db import VERSION_TABLE
from assessor.models.every import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
)
context.run_migrations()
