"""Where a gradebook is: an SQLite file by its path, or a PostgreSQL database by its URL."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from grader.errors import RequestError

_DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
_WAY_OUT = "name a file, or postgresql+psycopg://USER@HOST/DATABASE"


def gradebook_url(where: Path | str) -> URL:
    """The database's URL. A path, or text that is no URL, is an SQLite file. Raises RequestError for what is neither.

    The text may hold a password: no error repeats it.
    """
    if isinstance(where, Path) or "://" not in where:
        if not str(where):
            raise RequestError(f"--gradebook: empty: {_WAY_OUT}")
        return URL.create("sqlite", database=str(Path(where).absolute()))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise RequestError(f"--gradebook: not a URL: {_WAY_OUT}") from error
    if url.drivername == "sqlite" and url.database:
        return URL.create("sqlite", database=str(Path(url.database).absolute()))
    if url.drivername not in _DRIVERS:
        raise RequestError(f"--gradebook: {url.drivername[:40]}: no database that is known here: {_WAY_OUT}")
    return url.set(drivername=_DRIVERS[url.drivername])


def is_file(url: URL) -> bool:
    """Whether it is an SQLite file."""
    return url.drivername == "sqlite"


def place_of(url: URL) -> str:
    """What errors call the gradebook: the file's path, or the URL without its password and options."""
    if is_file(url):
        return str(url.database)
    return url.set(query={}).render_as_string(hide_password=True)
