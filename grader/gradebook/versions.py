"""Which schema a database has, and how it gets today's: nothing to do, made, or migrated.

A new SQLite file is made from `schema.metadata`. Alembic, which is slow to load, migrates an older file, and makes
and migrates what is on PostgreSQL.
"""

from sqlalchemy import Connection, Engine, inspect, text

from grader.errors import GradebookError
from grader.gradebook.engine import transaction, without_foreign_keys
from grader.gradebook.revisions import APPLICATION, REVISIONS
from grader.gradebook.schema import metadata

HEAD = REVISIONS[-1]
_LOCK = APPLICATION  # the advisory lock under which one program at a time changes a PostgreSQL schema


def settle_file(engine: Engine, place: str) -> None:
    """Today's schema in an SQLite file. Raises GradebookError for a file that is no gradebook of this version."""
    # Looked at in one transaction: what another connection is just making is seen whole or not at all. Only a file
    # that needs it is looked at a second time with the write lock, which an open must not need otherwise.
    with transaction(engine, writes=False) as connection:
        if _of_file(connection, place) == HEAD:
            return
    with engine.connect() as held:
        without_foreign_keys(held)
        with held.execution_options(grader_writes=True).begin():
            found = _of_file(held, place)
            if found is None:
                _make(held)
            elif found != HEAD:
                _migrate(held, found, place)
    engine.dispose()  # that connection does not mind foreign keys


def settle_server(engine: Engine, place: str) -> None:
    """Today's schema in a PostgreSQL database. Raises GradebookError when it holds something else, or a newer one."""
    with transaction(engine, writes=False) as connection:
        if _of_server(connection, place) == HEAD:
            return
    with transaction(engine, writes=True) as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        found = _of_server(connection, place)
        if found != HEAD:
            _migrate(connection, found, place)


def _of_file(connection: Connection, place: str) -> str | None:
    """The revision that a file is at; None for an empty one. Raises GradebookError for anything else."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if tables == 0 and version == 0:
        return None
    if application != APPLICATION:
        raise GradebookError(f"{place}: another program's database; name another file")
    if not 1 <= version <= len(REVISIONS):
        raise _newer(place, str(version))
    return REVISIONS[version - 1]


def _of_server(connection: Connection, place: str) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        strange = tables & set(metadata.tables)
        if strange:
            raise GradebookError(f"{place}: another program's tables are in it ({min(strange)}); name another database")
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if found is not None and found not in REVISIONS:
        raise _newer(place, str(found))
    return None if found is None else str(found)


def _make(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (?)", (HEAD,))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {len(REVISIONS)}")


def _migrate(connection: Connection, found: str | None, place: str) -> None:
    try:
        from grader.gradebook.migrations.run import migrate
    except ModuleNotFoundError as error:
        raise GradebookError(
            f"{place}: its tables are to be made or brought up to date, and Alembic is not installed: "
            "pip install 'gradescent[staff]'"
        ) from error
    migrate(connection, found)


def _newer(place: str, found: str) -> GradebookError:
    known = len(REVISIONS)
    return GradebookError(f"{place}: schema {found}, but this `grade` knows up to {known}; update gradescent")
