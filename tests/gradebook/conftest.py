"""Each gradebook test runs on a new SQLite file, and on a new database of a real PostgreSQL server."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from grader.gradebook.store import Gradebook

_numbers = count()


def _program(name: str) -> str:
    """A program of PostgreSQL's, where Debian or the PATH has it. Missing, it fails the tests: nothing is skipped."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(versions[-1]) if versions else shutil.which(name)
    if found is None:
        pytest.fail(f"PostgreSQL's {name} is not installed: scripts/setup dev")
    return found


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A server of this session's own on a socket in a temporary folder. Yields the URL, but for the database."""
    folder = Path(tempfile.mkdtemp(prefix="grade-pg-", dir="/tmp"))  # a socket's path must be short
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"

    def run(*words: str | Path) -> None:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)}
        subprocess.run([*as_user, *map(str, words)], check=True, stdout=subprocess.DEVNULL, env=environment, cwd=folder)

    run(
        _program("initdb"),
        "-D",
        data,
        "-U",
        "grade",
        "--auth=trust",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    )
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40 -c shared_buffers=16MB"
    run(_program("pg_ctl"), "-D", data, "-l", log, "-w", "-o", options, "start")
    url = f"postgresql+psycopg://grade@/{{}}?host={folder}"
    try:
        _ask(folder, "CREATE DATABASE template")
        Gradebook.open(url.format("template")).close()
        yield url
    finally:
        run(_program("pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _ask(folder: Path | str, statement: str) -> None:
    with psycopg.connect(f"host={folder} user=grade dbname=postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type,call-overload,unused-ignore]


@pytest.fixture
def empty_database(postgresql: str) -> str:
    """The URL of a database without a table."""
    name = f"empty_{next(_numbers)}"
    _ask(postgresql.partition("host=")[2], f"CREATE DATABASE {name}")
    return postgresql.format(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a new gradebook is, or will be made."""
    if request.param == "sqlite":
        return tmp_path / ".grader" / "gradebook.db"
    url: str = request.getfixturevalue("postgresql")
    name = f"book_{next(_numbers)}"
    _ask(url.partition("host=")[2], f"CREATE DATABASE {name} TEMPLATE template")
    return url.format(name)


@pytest.fixture
def book(where: Path | str) -> Iterator[Gradebook]:
    with Gradebook.open(where) as book:
        yield book
