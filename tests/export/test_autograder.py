"""The zip for Gradescope: what is in it, and what it says of a submission in the folders that Gradescope lays out."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pytest

from grader.course.layout import find_course
from grader.errors import NotebookError
from grader.export.harness import handed_in
from grader.sandbox.machine import closed_folder_on_the_way
from grader.sandbox.mounts import interpreter_folders
from grader.suite.digest import suite_digest
from tests.cli.conftest import ASSIGNMENT, MODEL, course, grade  # noqa: F401  fixtures

Run = Callable[..., Any]
METADATA = {
    "id": 123456,
    "created_at": "2026-11-22T14:22:32.365935-07:00",
    "assignment": {"due_date": "2026-11-23T23:00:00.000000-07:00", "total_points": "10.0"},
    "submission_method": "upload",
    "users": [{"email": "ada@example.org", "id": 1234, "name": "=Ada"}],
    "previous_submissions": [],
}
SNOOPS = f"""{MODEL}
# %%
import os
found = []
for place in PLACES:
    try:
        os.listdir(place) if os.path.isdir(place) else open(place, "r+")
        found.append(place)
    except OSError:
        pass

def double(x):
    return x + x if not found else 0
"""


class Container(NamedTuple):
    """The folders of Gradescope's container, and our package installed beside them."""

    home: Path
    packages: Path

    def hand_in(self, name: str, text: str) -> None:
        (self.home / "submission" / name).write_text(text, encoding="utf-8")

    def run(self, *before: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
        """What Gradescope starts."""
        more = {"AUTOGRADER_HOME": str(self.home), "AUTOGRADER_PYTHON": sys.executable}
        environment = {**os.environ, **more, "PYTHONPATH": str(self.packages), "PATH": path}
        command = [*before, str(self.home / "run_autograder")]
        return subprocess.run(
            command, env=environment, cwd=self.home, capture_output=True, text=True, check=False, timeout=120
        )

    @property
    def results(self) -> Path:
        return self.home / "results" / "results.json"

    def said(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.results.read_text(encoding="utf-8"))
        return document


@pytest.fixture
def container(grade: Run, course: Path, tmp_path: Path) -> Callable[..., Container]:  # noqa: F811
    """Makes one from the tiny course, by the options of `grade gradescope`."""

    def make(*options: str) -> Container:
        assert grade("gradescope", "hw1", "--output", tmp_path / "x.zip", *options).status == 0
        home, packages = tmp_path / "autograder", tmp_path / "packages"
        for folder in ("source", "submission", "results"):
            (home / folder).mkdir(parents=True)
        with zipfile.ZipFile(tmp_path / "x.zip") as bundle:
            bundle.extractall(home / "source")
        shutil.move(home / "source" / "grader", packages / "grader")
        shutil.copy(home / "source" / "run_autograder", home)
        (home / "run_autograder").chmod(0o755)
        (home / "submission_metadata.json").write_text(json.dumps(METADATA))
        # Making matplotlib's list of fonts takes as long as all else.
        fonts = home / "source/course/.grader/fonts" / f"matplotlib-{version('matplotlib')}.dist-info"
        fonts.mkdir(parents=True)
        (fonts / "fontlist-v0.json").write_text("{}")
        return Container(home, packages)

    return make


def without_bubblewrap(folder: Path) -> str:
    """A PATH on which there is everything but bubblewrap."""
    folder.mkdir(exist_ok=True)
    for name in ("sh", "setpriv", "mount"):
        (folder / name).symlink_to(shutil.which(name) or name)
    return str(folder)


def opened(*folders: Path) -> list[str]:
    """In the way of a container, where nobody's home is on the way to the interpreter or the packages."""
    words = [shutil.which("bwrap") or "bwrap", "--dev-bind", "/", "/"]
    closed = {
        found
        for folder in (Path(sys.executable), Path(sys.prefix), *folders)
        if (found := closed_folder_on_the_way(folder / "x"))
    }
    for folder in closed:
        words += ["--perms", "0755", "--tmpfs", str(folder)]
    for folder in {*interpreter_folders(), *folders}:
        if any(each in folder.parents for each in closed):
            words += (word for parent in folder.parents[-2::-1] for word in ("--perms", "0755", "--dir", str(parent)))
            words += ["--bind", str(folder), str(folder)]
    return words


def test_a_submission_is_graded_where_it_lies(container: Callable[..., Container], course: Path) -> None:  # noqa: F811
    here = container("--sandbox", "none")
    here.hand_in("hw1.py", MODEL.replace("x + x\n", "x + x if x else 1\n"))
    ran = here.run()
    said = here.said()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (said["score"], [test["status"] for test in said["tests"]]) == (
        8.0,
        ["passed", "passed", "failed", "passed"],
    )
    assert said["tests"][2]["output"] == "twice nothing is nothing"
    assert said["extra_data"]["suite"] == suite_digest(find_course(course).assignment("hw1"))


def looked_for(container: Container) -> str:
    """A right answer that is wrong once it can open what is the staff's."""
    names = ("source/course/tests/hidden/hw1_double/test_hw1_double.py", "results", "submission_metadata.json")
    return SNOOPS.replace("PLACES", repr([str(container.home / name) for name in names]))


@pytest.mark.walls
@pytest.mark.parametrize(
    ("options", "sandbox", "score"), [((), "bubblewrap", 10.0), (("--sandbox", "none"), "none", 4.0)]
)
def test_what_is_the_staffs_is_out_of_reach_but_where_nothing_protects_it(
    container: Callable[..., Container], options: tuple[str, ...], sandbox: str, score: float
) -> None:
    here = container(*options)
    here.hand_in("hw1.py", looked_for(here))
    ran = here.run()
    assert ran.returncode == 0, ran.stdout
    assert (here.said()["score"], here.said()["extra_data"]["sandbox"]) == (score, sandbox)


@pytest.mark.walls
def test_what_is_the_staffs_is_out_of_another_users_reach(container: Callable[..., Container], tmp_path: Path) -> None:
    here = container()
    here.hand_in("hw1.py", looked_for(here))
    path = without_bubblewrap(tmp_path / "bin")
    if os.geteuid() != 0:  # who cannot become another user gives no mark
        assert here.run(path=path).returncode == 3
        return
    tmp_path.chmod(0o755)
    ran = here.run(*opened(tmp_path), path=path)
    assert ran.returncode == 0, ran.stdout
    assert (here.said()["score"], here.said()["extra_data"]["sandbox"]) == (10.0, "other-user")


def test_without_the_sandbox_that_was_asked_for_there_is_no_mark(
    container: Callable[..., Container], tmp_path: Path
) -> None:
    here = container("--sandbox", "bubblewrap")
    here.hand_in("hw1.py", MODEL)
    here.results.write_text("{}")
    ran = here.run(path=without_bubblewrap(tmp_path / "bin"))
    assert (ran.returncode, here.results.exists()) == (3, False)
    assert "bubblewrap: not found" in ran.stdout


def test_what_is_no_notebook_gets_no_points_and_is_told_why(container: Callable[..., Container]) -> None:
    here = container("--sandbox", "none")
    here.hand_in("essay.pdf", "x")
    ran = here.run()
    assert (
        ran.stdout
        == "grade: --sandbox none: student code runs as root, and can read the hidden suite and write any score\n"
    )
    assert (here.said()["score"], here.said()["output"]) == (
        0.0,
        "no notebook in what was handed in: hand in one that is called hw1.ipynb",
    )


def test_what_is_late_by_gradescopes_clock_loses_what_the_course_says(
    container: Callable[..., Container], course: Path  # noqa: F811
) -> None:  # fmt: skip
    late = "[late]\ndue = 2026-11-22T20:00:00Z\npercent_a_day = 10\n"
    (course / "assignments/hw1_double/assignment.toml").write_text(ASSIGNMENT + late)
    here = container("--sandbox", "none")
    here.hand_in("hw1.py", MODEL)
    here.run()
    assert here.said()["score"] == 9.0


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["a.ipynb"], "a.ipynb"),
        (["a.py", "b.ipynb"], "b.ipynb"),
        (["a.ipynb", "hw1.py"], "hw1.py"),
        (["notes.ipynb", "x/hw1-final.ipynb"], "hw1-final.ipynb"),
        ([".hidden.ipynb", "__MACOSX/hw1.ipynb", "hw1.ipynb"], "hw1.ipynb"),
        ([], None),
        (["a.ipynb", "b.ipynb"], None),
        (["hw1.ipynb", "x/hw1.ipynb"], None),
    ],
)
def test_one_notebook_is_chosen_or_none(tmp_path: Path, course: Path, names: list[str], chosen: str | None) -> None:  # noqa: F811
    for name in names:
        path = tmp_path / "submission" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "submission").mkdir(exist_ok=True)
    try:
        found = handed_in(tmp_path / "submission", find_course(course).assignment("hw1"))[0]
    except NotebookError:
        found = None
    assert found == chosen


def test_a_link_is_not_followed_out_of_the_submission(tmp_path: Path, course: Path) -> None:  # noqa: F811
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission/hw1.ipynb").symlink_to(course / "tests/hidden/hw1_double/test_hw1_double.py")
    with pytest.raises(NotebookError, match="a symbolic link"):
        handed_in(tmp_path / "submission", find_course(course).assignment("hw1"))


def test_the_zip_holds_what_grades_and_nothing_else_of_the_course(grade: Run, course: Path, tmp_path: Path) -> None:  # noqa: F811
    (course / "course.toml").write_text('gradebook = "postgresql+psycopg://grader:geheim@db/marks"\n')
    (course / "tests/hidden/hw2_other").mkdir()
    (course / "tests/hidden/hw2_other/test_hw2.py").write_text("")
    grade("gradescope", "hw1", "--output", tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as bundle:
        names = [name for name in bundle.namelist() if not name.startswith("grader/")]
        modes = {info.filename: info.external_attr >> 16 for info in bundle.infolist()}
        assert b"geheim" not in b"".join(map(bundle.read, names))
    assert names == [
        "autograder.json",
        "course/assignments/hw1_double/assignment.toml",
        "course/assignments/hw1_double/data/numbers.csv",
        "course/assignments/hw1_double/test_hw1_public.py",
        "course/course.toml",
        "course/solutions/hw1_double/hw1.py",
        "course/solutions/hw1_double/misconceptions.py",
        "course/tests/hidden/hw1_double/test_hw1_double.py",
        "requirements.txt",
        "run_autograder",
        "setup.sh",
    ]
    assert {name for name, mode in modes.items() if mode == 0o100755} == {"run_autograder", "setup.sh"}
    assert not any("__pycache__" in PurePosixPath(name).parts for name in modes)


def test_the_same_files_give_the_same_zip(grade: Run, course: Path, tmp_path: Path) -> None:  # noqa: F811
    for name in ("a.zip", "b.zip"):
        grade("gradescope", "hw1", "--output", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize(("sandbox", "warns"), [("best", False), ("bubblewrap", False), ("none", True)])
def test_the_scripts_are_sound_and_warn_where_nothing_is_protected(
    grade: Run, course: Path, tmp_path: Path, sandbox: str, warns: bool  # noqa: F811
) -> None:  # fmt: skip
    ran = grade("gradescope", "hw1", "--output", tmp_path / "x.zip", "--sandbox", sandbox)
    assert ("--sandbox none" in ran.err) is warns
    with zipfile.ZipFile(tmp_path / "x.zip") as bundle:
        for name, shell in (("run_autograder", "sh"), ("setup.sh", "bash")):
            script = bundle.read(name)
            assert subprocess.run([shell, "-n"], input=script, check=False).returncode == 0
            assert (b"# WARNING" in script) is warns


def test_an_assignment_without_a_suite_is_refused(grade: Run, course: Path) -> None:  # noqa: F811
    shutil.rmtree(course / "tests/hidden/hw1_double")
    ran = grade("gradescope", "hw1", "--output", "x.zip")
    assert (ran.status, ran.err) == (3, "grade: hw1_double: no hidden suite: it belongs in tests/hidden\n")
