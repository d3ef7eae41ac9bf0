"""A suite's process: many submissions one after another, deaths, an end without leftovers."""

import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from grader import errors
from grader.errors import SuiteError
from grader.records import Limits, SuiteReport
from grader.sandbox.fake import Fake
from grader.suite import server
from grader.suite.jobs import Broken, Done, answer_of
from grader.suite.server import SuiteServer

SUITE = """
import os
COUNT = []

@pytest.fixture(scope="session")
def table():
    COUNT.append("table")
    return {"calls": 0}

@pytest.fixture
def two(student): return student.double(1)

@pytest.mark.points(4)
def test_a(student, two, table):
    table["calls"] += 1
    COUNT.append("a")
    assert two + student.double(1) == 4
@pytest.mark.points(6)
def test_b(student, table, tmp_path):
    assert student.double(1) < 100
    assert (COUNT, table) == (["table", "a"], {"calls": 1}) and tmp_path.is_dir()
    if student.double(0) == 7: os._exit(0)
    print("a suite's own print")
"""
RIGHT, WRONG = "def double(x): return 2 * x", "def double(x): return 3 * x"
KILLS = "def double(x): return 7 if x == 0 else 2 * x"


@pytest.fixture(scope="module")
def root(make_course):
    return make_course(SUITE)


@pytest.fixture
def running(root, place):
    with closing(SuiteServer(place(root), Fake())) as running:
        yield running


def outcomes(report):
    return [verdict.outcome for verdict in report.verdicts]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def state(pid):
    """As in /proc/PID/stat; X when there is no such process any more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "X"


def wait_until(holds):
    deadline = time.monotonic() + 60
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


def test_submissions_one_after_another_see_nothing_of_each_other(running, cells):
    first = running.judge(cells(RIGHT), "ada", Limits())
    wrong = running.judge(cells(WRONG), "bob", Limits())
    again = running.judge(cells(RIGHT), "ada", Limits())
    assert (outcomes(first), outcomes(wrong)) == (["passed", "passed"], ["failed", "passed"])
    assert again == first


def test_a_fork_that_dies_costs_its_own_submission_only(running, cells):
    with pytest.raises(SuiteError, match="the suite's process died"):
        running.judge(cells(KILLS), "ada", Limits())


def test_a_server_whose_fork_died_goes_on(root, place, cells):
    with closing(SuiteServer(place(root), Fake())) as running:
        with pytest.raises(SuiteError, match="died"):
            running.judge(cells(KILLS), "ada", Limits())
        assert outcomes(running.judge(cells(RIGHT), "bob", Limits())) == ["passed", "passed"]


def test_a_broken_suite_says_so_each_time(make_course, place, cells):
    with closing(SuiteServer(place(make_course({"conftest.py": "1 / 0"})), Fake())) as running:
        for _ in range(2):
            with pytest.raises(SuiteError, match="ZeroDivisionError"):
                running.judge(cells(RIGHT), "ada", Limits())


def test_cells_that_raised_are_reported(running, cells):
    report = running.judge(cells("1 / 0", RIGHT, "print(1"), "ada", Limits())
    assert [(cell.index, cell.error.type) for cell in report.cells] == [(0, "ZeroDivisionError"), (2, "SyntaxError")]
    assert outcomes(report) == ["passed", "passed"]


def test_closed_while_idle_it_leaves_no_process(root, place):
    running = SuiteServer(place(root), Fake())
    pid = running._pid
    running.close()
    assert not is_alive(pid)
    assert running.close() is None


def test_hung_up_on_it_ends_by_itself(root, place):
    running = SuiteServer(place(root), Fake())
    running._socket.close()
    _, status = os.waitpid(running._pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def test_closed_it_judges_no_more(running, cells):
    running.close()
    with pytest.raises(SuiteError, match="the suite's process ended: run the suite with pytest to see why"):
        running.judge(cells(RIGHT), "ada", Limits())


def test_an_answer_that_comes_too_late_goes_to_nobody(make_course, place, cells, monkeypatch):
    limits = Limits(submission_wall_seconds=1, test_cpu_seconds=1, wall_factor=1)
    monkeypatch.setattr(server, "MARGIN_SECONDS", 0.5 - server._patience(limits) + server.MARGIN_SECONDS)
    root = make_course("def test_a(student):\n    while True: pass\n")
    with closing(SuiteServer(place(root), Fake())) as running:
        pid = running._pid
        with pytest.raises(SuiteError, match="the suite does not come to an end: run it with pytest to see why"):
            running.judge(cells(RIGHT), "ada", limits)
        assert not is_alive(pid)
        with pytest.raises(SuiteError, match="the suite's process ended"):
            running.judge(cells(RIGHT), "bob", Limits())


def test_a_server_that_was_killed(running, cells):
    os.kill(running._pid, 9)
    with pytest.raises(SuiteError, match="the suite's process ended"):
        running.judge(cells(RIGHT), "ada", Limits())


def test_what_a_killed_server_was_judging_ends_with_it(make_course, place, cells, tmp_path):
    told = tmp_path / "told"
    root = make_course(
        f"""
import os, time
from pathlib import Path
def test_a(student):
    Path({str(told) + ".new"!r}).write_text(str(os.getpid()))
    os.rename({str(told) + ".new"!r}, {str(told)!r})
    time.sleep(600)
"""
    )
    with closing(SuiteServer(place(root), Fake())) as running, ThreadPoolExecutor(1) as beside:
        judged = beside.submit(running.judge, cells(RIGHT), "ada", Limits())
        assert wait_until(told.exists)
        os.kill(running._pid, 9)
        with pytest.raises(SuiteError, match="the suite's process ended"):
            judged.result()
        assert wait_until(lambda: state(int(told.read_text())) in "ZX")


def test_bytes_that_are_no_answer(running, cells):
    ours, theirs = socket.socketpair()
    running._socket.close()
    running._socket = ours
    theirs.sendall((3).to_bytes(server.HEADER, "big") + b"abc")
    with theirs, pytest.raises(SuiteError, match="the suite's process ended"):
        running.judge(cells(RIGHT), "ada", Limits())


@pytest.mark.parametrize("kind", ["SuiteError", "SandboxError", "GradebookError"])
def test_whose_fault_it_is_crosses_by_name(kind):
    broken = answer_of(getattr(errors, kind)("why"))
    assert broken == Broken(kind=kind, message="why")
    assert server._error_named(kind) is getattr(errors, kind)


@pytest.mark.parametrize("kind", ["nothing", "__name__", "__doc__", "BaseException"])
def test_a_fault_of_no_known_name_is_the_suites(kind):
    assert server._error_named(kind) is SuiteError


def test_a_report_crosses_as_it_is():
    report = SuiteReport(cells=(), verdicts=(), failure="why")
    assert answer_of(report) == Done(report=report)


def test_a_staff_process_that_is_killed_takes_the_server_with_it(root):
    script = f"""
import os, sys
from pathlib import Path
from grader.course.layout import find_course
from grader.records import Limits
from grader.sandbox.fake import Fake
from grader.suite.places import Place
from grader.suite.server import SuiteServer
assignment = find_course(Path({str(root)!r})).assignment("hw1")
running = SuiteServer(Place(assignment=assignment, folder=assignment.hidden_folder, graded=True), Fake())
print(running._pid, flush=True)
os._exit(0)
"""
    # The server has the pipe no more: it ends when both the staff's process and the server have.
    reader, writer = os.pipe()
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, pass_fds=[writer])
    os.close(writer)
    with os.fdopen(reader) as pipe:
        assert pipe.read() == ""
    assert int(done.stdout) > 0
