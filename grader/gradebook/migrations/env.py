"""Run by Alembic, with the connection that `run.migrate` was given."""

from alembic import context

from grader.gradebook.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller's transaction holds all
)
context.run_migrations()
