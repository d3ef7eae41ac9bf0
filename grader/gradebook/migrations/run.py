"""Brings a database to today's schema inside the caller's transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def migrate(connection: Connection, found: str | None) -> None:
    """From the revision `found` (None: an empty database) to the newest; all of it or nothing."""
    config = configuration(connection)
    if found is not None:
        command.stamp(config, found)  # the first gradebooks were made without Alembic
    command.upgrade(config, "head")


def configuration(connection: Connection) -> Config:
    """Alembic's settings for this folder."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
