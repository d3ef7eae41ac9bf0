"""The schema's revisions, and how a file says that it is a gradebook. Loads nothing, for `at_once` must not wait."""

from typing import Final

REVISIONS: Final = ("0001", "0002", "0003")
"""All that ever were, oldest first. Kept here so that a gradebook of today is opened without loading Alembic."""

APPLICATION: Final = 0x67726164
""" "grad", in an SQLite file's header: tells a gradebook from another program's database."""
