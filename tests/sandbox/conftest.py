"""Sandboxes of every kind, made once, and hostile samples to put into them."""

import os
import select
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grader.records import Cell, CellReport, Limits
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.fake import Fake
from grader.sandbox.interface import Notebook, Sandbox
from grader.sandbox.unprotected import Unprotected
from grader.suite.student import Line, Student

HOSTILE = Path(__file__).parents[1] / "samples" / "hostile"
TABLE = "height,weight\n1.8,75\n"

WALLED = [pytest.param(kind, marks=pytest.mark.walls) for kind in ("nested", "single")]


class Loaded:
    """A notebook that ran, and a quick way to call its functions."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self.output = ""

    @property
    def cells(self) -> tuple[CellReport, ...]:
        return self.notebook.cells

    def call(self, name: str, *args: Any, seed: int = 0) -> Any:
        """The answer of one function of the notebook, in a test of its own."""
        line = Line(lambda: self.notebook.open_test(seed))
        try:
            return getattr(Student(line), name)(*args)
        finally:
            line.close()
            self.output = line.output

    def close(self) -> None:
        self.notebook.close()


class Room:
    """One sandbox; `kind` says which."""

    def __init__(self, kind: str, sandbox: Sandbox) -> None:
        self.kind = kind
        self.sandbox = sandbox
        self._loaded: list[Loaded] = []

    def load(self, *cells: str, **limits: Any) -> Loaded:
        """Run these cells, numbered from 0."""
        numbered = [Cell(index=index, source=source) for index, source in enumerate(cells)]
        loaded = Loaded(self.sandbox.load(numbered, Limits(**limits)))
        self._loaded.append(loaded)
        return loaded

    def close_all(self) -> None:
        for loaded in self._loaded:
            loaded.close()


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder of which student code may see `assignments/hw1` alone."""
    root = tmp_path_factory.mktemp("course")
    for name in ("tests/hidden/test_hw1.py", "solutions/hw1.py", "course.toml", ".grader/gradebook.sqlite"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("secret = 1\n")
    (root / "assignments/hw1/pictures").mkdir(parents=True)
    (root / "assignments/hw1/table.csv").write_text(TABLE)
    (root / "assignments/hw1/pictures/one.txt").write_text("a picture")
    return root


def _new(kind: str, course: Path) -> Sandbox:
    data = course / "assignments/hw1"
    makers: dict[str, Callable[[], Sandbox]] = {
        "nested": lambda: Bubblewrap(data, [course]),
        "single": lambda: Bubblewrap(data, [course], nested=False),
        "none": lambda: Unprotected(data),
        "fake": Fake,
    }
    return makers[kind]()


@pytest.fixture(scope="session")
def sandbox_of(course: Path) -> Iterator[Callable[[str], Sandbox]]:
    """The session's sandbox of a kind, started when it is first asked for."""
    made: dict[str, Sandbox] = {}

    def make(kind: str) -> Sandbox:
        if kind not in made:
            made[kind] = _new(kind, course)
        return made[kind]

    yield make
    for sandbox in made.values():
        sandbox.close()


@pytest.fixture
def room_of(sandbox_of: Callable[[str], Sandbox]) -> Iterator[Callable[[str], Room]]:
    rooms: list[Room] = []

    def make(kind: str) -> Room:
        rooms.append(Room(kind, sandbox_of(kind)))
        return rooms[-1]

    yield make
    for room in rooms:
        room.close_all()


@pytest.fixture
def own_room() -> Iterator[Callable[[Sandbox], Room]]:
    """A sandbox made by the test itself, closed after it."""
    rooms: list[Room] = []

    def make(sandbox: Sandbox) -> Room:
        rooms.append(Room("own", sandbox))
        return rooms[-1]

    yield make
    for room in rooms:
        room.close_all()
        room.sandbox.close()


@pytest.fixture(params=[*WALLED, "none"])
def new_apart(request: pytest.FixtureRequest, course: Path, own_room: Callable[[Sandbox], Room]) -> Callable[[], Room]:
    """Makes a sandbox whose processes are its own, for the test alone."""
    return lambda: own_room(_new(request.param, course))


@pytest.fixture(params=WALLED)
def walled(request: pytest.FixtureRequest, room_of: Callable[[str], Room]) -> Room:
    """Both forms of the real sandbox."""
    return room_of(request.param)


@pytest.fixture(params=[pytest.param("nested", marks=pytest.mark.walls)])
def nested(request: pytest.FixtureRequest, room_of: Callable[[str], Room]) -> Room:
    """One bubblewrap for all submissions."""
    return room_of(request.param)


@pytest.fixture
def unprotected(room_of: Callable[[str], Room]) -> Room:
    """Processes, but no walls."""
    return room_of("none")


@pytest.fixture
def fake(room_of: Callable[[str], Room]) -> Room:
    """No process of its own."""
    return room_of("fake")


@pytest.fixture(params=[*WALLED, "none"])
def apart(request: pytest.FixtureRequest, room_of: Callable[[str], Room]) -> Room:
    """Wherever student code runs in processes of its own."""
    return room_of(request.param)


@pytest.fixture(params=[*WALLED, "none", "fake"])
def anywhere(request: pytest.FixtureRequest, room_of: Callable[[str], Room]) -> Room:
    """Every kind there is."""
    return room_of(request.param)


@pytest.fixture
def hostile() -> Callable[[str], str]:
    """The text of a hostile sample, by its path."""
    return lambda path: (HOSTILE / path).read_text(encoding="utf-8")


@pytest.fixture
def word() -> str:
    """A word that occurs nowhere else on this machine."""
    return f"word-{os.urandom(12).hex()}"


@pytest.fixture
def outside() -> SimpleNamespace:
    """What can be seen of student processes from the staff's side of the walls."""
    return SimpleNamespace(processes=_processes, started=_started, status=_status, end=_end)


def _processes(word: str) -> list[int]:
    """Those with this word on their command line, but for this one."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if word.encode() in (folder / "cmdline").read_bytes() and int(folder.name) != os.getpid():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def _started(word: str, but: int = 0) -> list[int]:
    """As `_processes`, once there is one: a program that has just been started has no command line for a moment."""
    deadline = time.monotonic() + 30
    while not (found := [pid for pid in _processes(word) if pid != but]) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found


def _status(pid: int) -> dict[str, list[str]]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: rest.split() for name, _, rest in (line.partition(":") for line in lines)}


def _end(pids: list[int]) -> bool:
    """Whether all of these come to their end, if they are given time."""
    return all(_ends(pid) for pid in pids)


def _ends(pid: int) -> bool:
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 30)[0])
    finally:
        os.close(descriptor)
