"""What the gradebook says, and keeps, when the disk, another program or a stray hand is in the way."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import NoReturn

import pytest

from grader.errors import GradebookError
from grader.gradebook.ids import submission_id
from grader.gradebook.store import Gradebook
from grader.records import Result, StaffNote, Submission

ROOT = Path(__file__).parents[2]

# Root may write anywhere: as root, the program below runs without that privilege.
UNPRIVILEGED = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []

OPENS = """
import sys
from pathlib import Path
from grader.errors import GradebookError
from grader.gradebook.store import Gradebook
try:
    Gradebook.open(Path(sys.argv[1])).close()
except GradebookError as error:
    print(error)
"""

DIES_WHILE_RECORDING = """
import os, sys
from pathlib import Path
from grader.gradebook.store import Gradebook
from grader.records import Result, StaffNote

class Deadly(list):
    def __iter__(self):
        yield StaffNote(test="t", detail="written before the end")
        os._exit(9)

with Gradebook.open(Path(sys.argv[1])) as book:
    [kept] = book.ungraded()
    result = Result(assignment="hw1", student="ada", submission=kept.id, sha256=kept.sha256, suite="s",
                    submitted_at=kept.submitted_at, elapsed=0.0, status="graded", score=1.0, max_score=1.0)
    book.record(result, Deadly())
"""


def handed_in(student: str = "ada", data: bytes = b"{}") -> Submission:
    digest = hashlib.sha256(data).hexdigest()
    at = "2026-11-22T21:55:00Z"
    made = submission_id("hw1", student, digest, at)
    return Submission(
        id=made, assignment="hw1", student=student, name="hw1.ipynb", data=data, sha256=digest, submitted_at=at
    )


def marked(submission: Submission) -> Result:
    return Result(
        assignment="hw1",
        student=submission.student,
        submission=submission.id,
        sha256=submission.sha256,
        suite="s",
        submitted_at=submission.submitted_at,
        elapsed=0.0,
        status="failed",
        error="no code",
        score=0.0,
        max_score=100.0,
    )


def run(program: str, path: Path, *, before: list[str] | None = None) -> "subprocess.CompletedProcess[str]":
    command = [*(before or []), sys.executable, "-c", program, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def filled(path: Path) -> Path:
    with Gradebook.open(path) as book:
        book.store(handed_in())
        book.record(marked(handed_in()), [StaffNote(test="t", detail="d")])
    return path


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()


def stop() -> NoReturn:
    raise KeyboardInterrupt


def test_open_makes_the_folder_and_the_files_private(tmp_path: Path) -> None:
    folder = tmp_path / "course" / ".grader"
    with Gradebook.open(folder / "gradebook.db") as book:
        book.store(handed_in())
        modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert modes == dict.fromkeys(("gradebook.db", "gradebook.db-wal", "gradebook.db-shm"), 0o600)


def foreign(path: Path) -> None:
    change(path, "CREATE TABLE photos (id INTEGER)")


def newer(path: Path) -> None:
    filled(path)
    change(path, "PRAGMA user_version = 99")


def folder_in_its_place(path: Path) -> None:
    path.mkdir()


def text(path: Path) -> None:
    path.write_text("not a database\n" * 100)


def cut_short(path: Path) -> None:
    filled(path)
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (text, "not a gradebook; move it away"),
        (foreign, "another program's database; name another file"),
        (newer, "schema 99, but this `grade` knows up to 3; update gradescent"),
        (folder_in_its_place, "cannot be opened; it must be a file"),
        (cut_short, "the gradebook is damaged; move it away"),
    ],
)
def test_a_gradebook_that_cannot_be_used_is_named_when_it_is_read(
    tmp_path: Path, spoil: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "gradebook.db"
    spoil(path)
    with pytest.raises(GradebookError) as caught, Gradebook.open(path) as book:
        book.results()
    assert str(caught.value).startswith(f"{path}: {says}")
    assert "\n" not in str(caught.value)


def test_open_says_so_when_a_file_stands_where_the_folder_should(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GradebookError, match=r"file/gradebook\.db: .*; name another place"):
        Gradebook.open(tmp_path / "file" / "gradebook.db")


@pytest.mark.parametrize("made_before", [False, True])
def test_open_says_so_when_the_folder_is_read_only(tmp_path: Path, made_before: bool) -> None:
    path = tmp_path / "locked" / "gradebook.db"
    path.parent.mkdir()
    if made_before:
        filled(path)
        path.chmod(0o400)
    path.parent.chmod(0o500)
    done = run(OPENS, path, before=UNPRIVILEGED)
    path.parent.chmod(0o700)
    assert done.stdout.startswith(f"{path}: cannot be ")
    assert "write access" in done.stdout
    assert done.stderr == ""


def test_store_keeps_what_was_there_when_the_disk_is_full(tmp_path: Path) -> None:
    with Gradebook.open(filled(tmp_path / "gradebook.db")) as book:
        with book._engine.connect() as connection:  # fails as a full disk does, wherever the test runs
            connection.exec_driver_sql("PRAGMA max_page_count = 40")
        with pytest.raises(GradebookError, match="the disk is full; free some space"):
            book.store(handed_in("bob", b"x" * 1_000_000))
        assert book.ungraded() == []
        assert book.results() == [marked(handed_in())]


def test_store_says_so_when_another_program_holds_the_lock(tmp_path: Path) -> None:
    path = filled(tmp_path / "gradebook.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Gradebook.open(path, patience=0.01) as book:
        with pytest.raises(GradebookError, match="locked by another program; try again"):
            book.store(handed_in("bob"))
        assert book.results() == [marked(handed_in())]
    other.close()


def test_nothing_is_lost_when_several_connections_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / ".grader" / "gradebook.db"

    def submit(writer: int) -> None:
        for number in range(10):
            with Gradebook.open(path) as book:
                submission = handed_in(f"{writer}-{number}")
                book.store(submission)
                book.record(marked(submission), [StaffNote(test="t", detail="d")])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(submit, range(8)))
    with Gradebook.open(path) as book:
        assert len(book.results()) == 80
        assert book.ungraded() == []


def test_open_agrees_on_one_schema_when_many_make_the_file_at_once(tmp_path: Path) -> None:
    start = Barrier(6)

    def make(path: Path) -> list[Result]:
        start.wait()
        with Gradebook.open(path) as book:
            return book.results()

    with ThreadPoolExecutor(6) as pool:
        for number in range(20):
            assert list(pool.map(make, [tmp_path / f"{number}.db"] * 6)) == [[]] * 6


def test_the_submission_stays_ungraded_when_the_grader_dies_while_recording(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    with Gradebook.open(path) as book:
        book.store(handed_in())
    assert run(DIES_WHILE_RECORDING, path).returncode == 9
    with Gradebook.open(path) as book:
        assert book.ungraded() == [handed_in()]
        assert book.notes(handed_in().id, "s") == []


def test_the_old_result_stays_when_recording_a_new_one_is_interrupted(tmp_path: Path) -> None:
    with Gradebook.open(filled(tmp_path / "gradebook.db")) as book:
        with pytest.raises(KeyboardInterrupt):
            book.record(marked(handed_in()), _Interrupted([StaffNote(test="new", detail="")]))
        assert book.notes(handed_in().id, "s") == [StaffNote(test="t", detail="d")]
        book.store(handed_in("bob"))
        assert book.ungraded() == [handed_in("bob")]


class _Interrupted(list[StaffNote]):
    """Notes that end in Ctrl-C."""

    def __iter__(self):  # type: ignore[no-untyped-def]
        yield self[0]
        stop()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE results SET document = '{}'",
        "UPDATE results SET document = 'not JSON'",
        "UPDATE results SET document = x'ff'",
        """UPDATE results SET document = replace(document, '"score":0.0', '"score":"100"')""",
        """UPDATE results SET document = replace(document, '"failed"', '"perfect"')""",
    ],
)
def test_results_say_so_when_a_row_is_damaged(tmp_path: Path, statement: str) -> None:
    path = filled(tmp_path / "gradebook.db")
    change(path, statement)
    with Gradebook.open(path) as book, pytest.raises(GradebookError, match=f"{handed_in().id}: damaged row"):
        book.results()


@pytest.mark.parametrize(
    "statement", ["UPDATE blobs SET data = x'00'", "UPDATE blobs SET data = 7", "UPDATE submissions SET name = x'ff'"]
)
def test_submission_says_so_when_a_row_is_damaged(tmp_path: Path, statement: str) -> None:
    path = filled(tmp_path / "gradebook.db")
    change(path, statement)
    with Gradebook.open(path) as book, pytest.raises(GradebookError, match=f"{handed_in().id}: damaged row"):
        book.submission(handed_in().id)


def test_close_does_nothing_when_called_twice(tmp_path: Path) -> None:
    book = Gradebook.open(tmp_path / "gradebook.db")
    book.close()
    book.close()
    assert [file.name for file in tmp_path.iterdir()] == ["gradebook.db"]


WRITES_UNTIL_KILLED = """
import sys
from grader.gradebook.store import Gradebook
sys.path.insert(0, sys.argv[2])
from test_counting import attempt
with Gradebook.open(sys.argv[1]) as book:
    for number in range(int(sys.argv[3]), int(sys.argv[4])):
        attempt(book, 1.0, number, sys.argv[3])
        print(number, flush=True)
"""


def writer(where: Path | str, first: int, end: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", WRITES_UNTIL_KILLED, str(where), str(Path(__file__).parent), str(first), str(end)]
    return subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True)


def test_nothing_is_lost_when_eight_processes_write_at_once(where: Path | str) -> None:
    writers = [writer(where, 10 * number, 10 * number + 10) for number in range(8)]
    assert [process.communicate(timeout=120)[0].count("\n") for process in writers] == [10] * 8
    with Gradebook.open(where) as book:
        assert len(book.submission_ids("hw1")) == 80
        assert [summary.attempts for summary in book.summaries("hw1")] == [10] * 8


def test_what_was_recorded_stays_when_a_writer_is_killed_at_any_time(where: Path | str) -> None:
    process = writer(where, 0, 1_000_000)
    assert process.stdout is not None
    for _ in range(20):
        process.stdout.readline()
    process.kill()
    with process.stdout as rest:  # `communicate` would leave out what is buffered
        told = 20 + len(rest.read().splitlines())
    process.wait()
    with Gradebook.open(where) as book:
        [summary] = book.summaries("hw1")
        stored = len(book.submission_ids("hw1"))
        assert told <= summary.attempts <= stored <= told + 1
        assert len(book.ungraded()) == stored - summary.attempts
