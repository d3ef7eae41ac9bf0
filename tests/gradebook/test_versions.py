"""The tables: the same whether made at once or migrated, and nothing lost from the first gradebooks."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

from grader.errors import GradebookError
from grader.gradebook.address import gradebook_url
from grader.gradebook.engine import make_engine, transaction
from grader.gradebook.migrations.run import configuration, migrate
from grader.gradebook.revisions import REVISIONS
from grader.gradebook.schema import metadata
from grader.gradebook.store import Gradebook
from grader.records import Result

FIRST = Path(__file__).parents[1] / "samples" / "gradebooks" / "first.sql"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A gradebook that the first `grade` made."""
    path = tmp_path / "first.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(FIRST.read_text(encoding="utf-8"))
    connection.close()
    return path


@pytest.fixture
def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database that came to its tables by migrations alone."""
    if request.param == "first":
        where: Path | str = request.getfixturevalue("first")
        Gradebook.open(where).close()
    elif request.param == "sqlite":
        where = tmp_path / "migrated.sqlite"
        engine = make_engine(gradebook_url(where), 1)
        with transaction(engine, writes=True) as connection:
            migrate(connection, None)
        engine.dispose()
    else:
        where = request.getfixturevalue("empty_database")
        Gradebook.open(where).close()
    engine = create_engine(gradebook_url(where))
    yield engine
    engine.dispose()


@pytest.mark.parametrize("migrated", ["sqlite", "postgresql"], indirect=True)
def test_migrations_end_in_the_tables_of_the_schema(migrated: Engine) -> None:
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@pytest.mark.parametrize("migrated", ["sqlite", "first"], indirect=True)
def test_a_migrated_file_has_the_shape_of_a_new_one(migrated: Engine, tmp_path: Path) -> None:
    Gradebook.open(tmp_path / "new.sqlite").close()
    new = create_engine(gradebook_url(tmp_path / "new.sqlite"))
    assert shape(migrated) == shape(new)
    new.dispose()


def shape(engine: Engine) -> dict[str, object]:
    """Columns, foreign keys and indexes as SQLite tells them: the first gradebooks' constraints have no names."""
    with engine.connect() as connection:

        def told(pragma: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {pragma}")]

        return {
            table: (
                [
                    (name, kind, bool(not_null or key), key)
                    for _, name, kind, not_null, _, key in told(f"table_info({table})")
                ],
                sorted(row[2:] for row in told(f"foreign_key_list({table})")),
                sorted((row[2], *told(f"index_info({row[1]})")) for row in told(f"index_list({table})")),
            )
            for table in metadata.tables
        }


def test_the_list_of_revisions_is_that_of_the_migrations(tmp_path: Path) -> None:
    engine = create_engine(gradebook_url(tmp_path / "any.sqlite"))
    with engine.connect() as connection:
        steps = ScriptDirectory.from_config(configuration(connection)).walk_revisions()
        assert tuple(step.revision for step in steps)[::-1] == REVISIONS
    engine.dispose()


def documents(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    query = "SELECT seq, submission, suite, status, score, max_score, elapsed, recorded_at, document FROM results"
    others = (
        "SELECT sha256, data FROM blobs ORDER BY sha256",
        "SELECT seq, id, assignment, student, name, sha256, submitted_at FROM submissions",
        "SELECT seq, submission, suite, test, detail, output FROM staff_notes",
        "SELECT name, seq FROM sqlite_sequence ORDER BY name",
    )
    found = [row for each in (query, *others) for row in connection.execute(each)]
    connection.close()
    return found


def test_a_first_gradebook_loses_nothing(first: Path) -> None:
    before = documents(first)
    Gradebook.open(first).close()
    assert documents(first) == before


def test_a_first_gradebook_is_read_and_written_as_any(first: Path) -> None:
    with Gradebook.open(first) as book:
        found: list[Result] = book.results()
        [waiting] = book.ungraded()
        assert [(each.student, each.score) for each in found] == [("ada", 7.5), ("zoë", 8.0), ("eve", 0.0)]
        assert [note.detail for note in book.notes(found[0].submission, "new")] == ["again"]
        book.store(waiting)


def test_a_first_gradebook_gets_a_row_for_each_student_test_and_diagnosis(first: Path) -> None:
    Gradebook.open(first).close()
    connection = sqlite3.connect(first)
    assert connection.execute("SELECT id FROM students ORDER BY id").fetchall() == [
        ("ada",), ("eve",), ("waiting",), ("zoë",),
    ]  # fmt: skip
    assert connection.execute("SELECT test, count(*), sum(points) FROM outcomes GROUP BY test").fetchall() == [
        ("test_a", 4, 25.5),
        ("test_b[a\ufffdb]", 4, 0.0),
    ]
    assert connection.execute("SELECT DISTINCT task, misconception FROM diagnoses").fetchall() == [
        ("step", "strict_inequality")
    ]
    connection.close()


def test_a_damaged_row_of_a_first_gradebook_is_told_as_ever(first: Path) -> None:
    connection = sqlite3.connect(first, isolation_level=None)
    connection.execute("UPDATE results SET document = x'ff' WHERE seq = 6")
    connection.close()
    with Gradebook.open(first) as book, pytest.raises(GradebookError, match="damaged row"):
        book.results()


def dumped(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_migration_that_is_interrupted_leaves_the_file_as_it_was(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dumped(first)

    def interrupted(connection: object, found: object) -> None:
        migrate(connection, found)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.gradebook.migrations.run.migrate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Gradebook.open(first)
    assert dumped(first) == before


def test_alembic_is_loaded_for_an_older_file_alone(first: Path, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom grader.gradebook.store import Gradebook\n"
        "for path in sys.argv[1:]:\n    Gradebook.open(Path(path)).close()\n    print('alembic' in sys.modules)\n"
    )
    new = str(tmp_path / "new.sqlite")
    ran = subprocess.run(
        [sys.executable, "-c", program, new, new, str(first)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["False", "False", "True"]


def test_a_database_with_other_tables_is_refused(empty_database: str) -> None:
    engine = create_engine(empty_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE results (id integer)")
    engine.dispose()
    with pytest.raises(GradebookError, match=r"another program's tables are in it \(results\)"):
        Gradebook.open(empty_database)


def test_a_newer_database_is_refused(empty_database: str) -> None:
    Gradebook.open(empty_database).close()
    engine = create_engine(empty_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(GradebookError, match="schema 9999, but this `grade` knows up to 3; update gradescent"):
        Gradebook.open(empty_database)
