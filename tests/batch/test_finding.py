"""Whose work is below a folder: plain files, what three LMSs hand out, and what must not be followed or graded."""

import contextlib
import os
import stat
import struct
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from grader.batch.finding import find
from grader.batch.sources import Source, open_source
from grader.errors import NotebookError, RequestError

METADATA = """---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: 'ada'
    :email: ada@example.org
  - :name: Bob
    :email: bob@example.org
  :created_at: 2026-11-22 21:55:00.5 Z
submission_2:
  :submitters: nonsense
"""


def tree(root: Path, *names: str) -> Path:
    """Files, each a second younger than the one before."""
    for place, name in enumerate(names):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(METADATA if name.endswith(".yml") else name)
        os.utime(path, (1_000_000_000 + place, 1_000_000_000 + place))
    return root


def zipped(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for each in sorted(folder.rglob("*")):
            file.write(each, each.relative_to(folder))
    return path


def students(source: Source) -> dict[str, str]:
    return {one.student: str(one.path) for one in find(source, "hw1").handed_in}


LAYOUTS = {
    "files": (["ada.ipynb", "bob.py"], {"ada": "ada.ipynb", "bob": "bob.py"}),
    "folders": (["ada/hw1.ipynb", "x/bob/hw1-final.py"], {"ada": "ada/hw1.ipynb", "bob": "x/bob/hw1-final.py"}),
    "sections": (["a/ada.ipynb", "b/bob.ipynb"], {"ada": "a/ada.ipynb", "bob": "b/bob.ipynb"}),
    "the assignment's name on top": (["hw1_ada.ipynb", "hw1.ipynb"], {"hw1_ada": "hw1_ada.ipynb", "class": "hw1.ipynb"}),
    "the newest": (["1/ada.ipynb", "3/ada.py", "2/ada.ipynb"], {"ada": "2/ada.ipynb"}),
    "one letter written in two ways": (["1/ju\u0308r.py", "2/j\u00fcr.py"], {"j\u00fcr": "2/j\u00fcr.py"}),
    "blanks": (["Ada M. Lovelace/hw1.ipynb"], {"Ada.M.Lovelace": "Ada M. Lovelace/hw1.ipynb"}),
    "noise": (["ada.ipynb", ".x.ipynb", ".ipynb_checkpoints/a.ipynb", "__MACOSX/._a.ipynb"], {"ada": "ada.ipynb"}),
    "Canvas": (
        ["lovelaceada_12_345_hw1.ipynb", "bob_LATE_13_346_hw1-1.ipynb"],
        {"lovelaceada": "lovelaceada_12_345_hw1.ipynb", "bob": "bob_LATE_13_346_hw1-1.ipynb"},
    ),
    "Canvas, two of one name": (
        ["li_12_345_hw1.ipynb", "li_13_346_hw1.ipynb"],
        {"li_12": "li_12_345_hw1.ipynb", "li_13": "li_13_346_hw1.ipynb"},
    ),
    "Canvas, two files": (["a_1_2_hw1.ipynb", "a_1_3_notes.ipynb"], {"a": "a_1_2_hw1.ipynb"}),
    "Moodle": (
        ["Ada O'Hara_12_assignsubmission_file_/hw1.ipynb", "Bob_13_assignsubmission_file_hw1.py"],
        {
            "Ada.O.Hara": "Ada O'Hara_12_assignsubmission_file_/hw1.ipynb",
            "Bob": "Bob_13_assignsubmission_file_hw1.py",
        },
    ),
    "Moodle, two of one name": (
        ["Li_1_assignsubmission_file_/a.py", "Li_2_assignsubmission_file_/a.py"],
        {"Li_1": "Li_1_assignsubmission_file_/a.py", "Li_2": "Li_2_assignsubmission_file_/a.py"},
    ),
    "Gradescope": (
        ["x/submission_1/hw1.ipynb", "x/submission_2/hw1.ipynb", "x/submission_metadata.yml"],
        {
            "ada": "x/submission_1/hw1.ipynb",
            "bob@example.org": "x/submission_1/hw1.ipynb",
            "submission_2": "x/submission_2/hw1.ipynb",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize(("names", "expected"), LAYOUTS.values(), ids=list(LAYOUTS))
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_find_tells_whose_each_file_is(tmp_path: Path, names: list[str], expected: dict[str, str], form: str) -> None:
    folder = tree(tmp_path / "class", *names)
    source = open_source(folder if form == "folder" else zipped(folder, tmp_path / "class.zip"))
    assert students(source) == expected


def test_find_takes_the_time_from_gradescope(tmp_path: Path) -> None:
    found = find(open_source(tree(tmp_path, "submission_1/a.py", "submission_metadata.yml")), "hw1")
    assert {one.submitted_at for one in found.handed_in} == {"2026-11-22T21:55:00Z"}


@pytest.mark.parametrize("text", ["a: [", "- 1", "[" * 100_000, "a: &a [*a]\nsubmission_1: 3"])
def test_find_goes_by_the_folder_when_the_metadata_says_nonsense(tmp_path: Path, text: str) -> None:
    folder = tree(tmp_path, "submission_1/a.py")
    (folder / "submission_metadata.yml").write_text(text)
    assert students(open_source(folder)) == {"submission_1": "submission_1/a.py"}


THEFTS = {
    "a folder called as another's": (["ada/hw1.ipynb", "eve/ada/hw1.ipynb"], {"ada": "ada/hw1.ipynb"}),
    "a file called as another's": (["ada/ada.ipynb", "eve/x/ada.ipynb"], {"ada": "ada/ada.ipynb"}),
    "a name of another's id": (["Ada L.py", "eve/Ada.L.py"], {"Ada.L": "Ada L.py"}),
    "Moodle's folder in a Gradescope's": (
        ["submission_metadata.yml", "submission_1/hw1.ipynb", "submission_3/ada_7_assignsubmission_file_/hw1.ipynb"],
        {"ada": "submission_1/hw1.ipynb", "bob@example.org": "submission_1/hw1.ipynb",
         "submission_3": "submission_3/ada_7_assignsubmission_file_/hw1.ipynb"},
    ),
    "Canvas' file in a folder": (
        ["ada/hw1.ipynb", "eve/ada_12_3_hw1.ipynb"], {"ada": "ada/hw1.ipynb", "ada_12": "eve/ada_12_3_hw1.ipynb"}
    ),
    "Moodle's form in a name": (
        ["Ada_7_assignsubmission_file_/hw1.py", "Ada_7_assignsubmission_file_hw1_9_assignsubmission_file_/hw1.py"],
        {"Ada": "Ada_7_assignsubmission_file_/hw1.py",
         "Ada_7_assignsubmission_file_hw1": "Ada_7_assignsubmission_file_hw1_9_assignsubmission_file_/hw1.py"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("names", "expected"), THEFTS.values(), ids=list(THEFTS))
def test_nobody_hands_in_for_another_from_within_a_folder(
    tmp_path: Path, names: list[str], expected: dict[str, str]
) -> None:
    assert students(open_source(tree(tmp_path / "class", *names))) == expected


@pytest.mark.parametrize("called", ["submission_1", ".", "", "../submission_1", "../submission_3"])
def test_a_students_own_metadata_speak_of_nobody(tmp_path: Path, called: str) -> None:
    folder = tree(tmp_path, "submission_metadata.yml", "submission_1/hw1.ipynb", "submission_3/hw1.ipynb")
    said = f"'{called}':\n  :submitters:\n  - :sid: eve\n  :created_at: 1999-01-01 00:00:00 Z\n"
    (folder / "submission_3/submission_metadata.yml").write_text(said)
    found = find(open_source(folder), "hw1").handed_in
    assert [(one.student, one.submitted_at[:4]) for one in found] == [
        ("ada", "2026"), ("bob@example.org", "2026"), ("submission_3", "2001")
    ]  # fmt: skip


@pytest.mark.parametrize("where", ["", "submission_3/"])
@pytest.mark.parametrize("said", ["? 0x{0}\n: 1\n", "submission_1:\n  :submitters:\n  - :sid: 0x{0}\n"])
def test_numbers_that_are_nobody_call_nobody(tmp_path: Path, where: str, said: str) -> None:
    folder = tree(tmp_path, "submission_1/hw1.ipynb", "submission_3/hw1.ipynb")
    (folder / f"{where}submission_metadata.yml").write_text(said.format("f" * 4000))  # too long to be written out
    found = find(open_source(folder), "hw1").handed_in
    assert [one.student for one in found] == ["submission_1", "submission_3"]


def test_a_student_does_not_tell_when_it_was_handed_in(tmp_path: Path) -> None:
    folder = tree(tmp_path, "ada/hw1.ipynb", "eve/submission_1/hw1.ipynb", "eve/submission_metadata.yml")
    found = {one.student: one.submitted_at[:4] for one in find(open_source(folder), "hw1").handed_in}
    assert found == {"ada": "2001", "submission_1": "2001"}


def test_find_refuses_two_people_of_one_id(tmp_path: Path) -> None:
    found = find(open_source(tree(tmp_path, "Ada L.py", "Ada.L.py", "bob.py")), "hw1")
    assert [one.student for one in found.handed_in] == ["bob"]
    assert {one.reason for one in found.refused} == {"another student's file would get the same id: rename one"}


def test_find_says_why_a_file_is_not_graded(tmp_path: Path) -> None:
    folder = tree(tmp_path / "class", "ada.ipynb", "old/ada.py", "notes.pdf", "💥.py", "dir.ipynb/x.py")
    os.utime(folder / "ada.ipynb")
    secret = tree(tmp_path / "else", "eve.ipynb")
    (folder / "eve.ipynb").symlink_to(secret / "eve.ipynb")
    (folder / "away").symlink_to(secret)
    os.mkfifo(folder / "pipe.ipynb")
    found = find(open_source(folder), "hw1")
    assert [one.student for one in found.handed_in] == ["ada"]
    assert {one.file: one.reason for one in found.refused} == {
        "away": "a symbolic link: hand in the file itself",
        "dir.ipynb": "a folder, not a file",
        "eve.ipynb": "a symbolic link: hand in the file itself",
        "notes.pdf": "neither an .ipynb nor a .py file",
        "old/ada.py": "ada.ipynb is graded for ada in its place",
        "pipe.ipynb": "a pipe, not a file",
        "💥.py": "no student's id can be made of its name: rename it",
    }


def test_a_folder_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    source = open_source(tree(tmp_path / "class", "a/ada.py"))
    tree(tmp_path / "else", "ada.py")
    (tmp_path / "class/a").rename(tmp_path / "b")
    (tmp_path / "class/a").symlink_to(tmp_path / "else")
    with pytest.raises(NotebookError, match="symbolic link"):
        source.read(PurePosixPath("a/ada.py"), 100)


def hostile_zip(path: Path) -> Path:
    link = zipfile.ZipInfo("link.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    locked = zipfile.ZipInfo("locked.ipynb")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../up.ipynb", "x")
        file.writestr("/etc/passwd.ipynb", "x")
        file.writestr("..\\back.ipynb", "x")
        file.writestr(link, "/etc/passwd")
        file.writestr(locked, "x")
        file.writestr(zipfile.ZipInfo("bzip.ipynb"), "x", zipfile.ZIP_BZIP2)
        file.writestr("ada.ipynb", "x")
    data = bytearray(path.read_bytes())
    at = data.rindex(b"locked.ipynb") - 46  # its entry in the directory
    struct.pack_into("<H", data, at + 8, 1)
    path.write_bytes(data)
    return path


def test_find_refuses_what_leads_out_of_a_zip(tmp_path: Path) -> None:
    found = find(open_source(hostile_zip(tmp_path / "class.zip")), "hw1")
    assert [one.student for one in found.handed_in] == ["ada"]
    assert {one.file: one.reason.split(":")[0] for one in found.refused} == {
        "../back.ipynb": "a path that leads out of the zip file",
        "../up.ipynb": "a path that leads out of the zip file",
        "/etc/passwd.ipynb": "a path that leads out of the zip file",
        "bzip.ipynb": "compressed in a way that is not read",
        "link.ipynb": "a symbolic link",
        "locked.ipynb": "encrypted",
    }


@pytest.mark.parametrize("believed", [2**24, 10], ids=["honest", "a liar"])
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, believed: int) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("ada.ipynb", bytes(2**24))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.rindex(b"PK\1\2") + 24, believed)
    path.write_bytes(data)
    with pytest.raises(NotebookError, match=r"ada\.ipynb: (larger than|damaged)"):
        open_source(path).read(PurePosixPath("ada.ipynb"), 2**20)


@pytest.mark.parametrize("place", range(0, 400, 7))
@pytest.mark.parametrize("damage", [b"\xff\xff", b"\0\0", b""])
def test_a_damaged_zip_is_read_or_refused(tmp_path: Path, place: int, damage: bytes) -> None:
    data = zipped(tree(tmp_path / "class", "b\u00f6b/hw1.ipynb", "ada.ipynb"), tmp_path / "class.zip").read_bytes()
    (tmp_path / "class.zip").write_bytes(data[:place] + damage + data[place + 2 :])
    with contextlib.suppress(RequestError, NotebookError):
        source = open_source(tmp_path / "class.zip")
        for one in find(source, "hw1").handed_in:
            assert len(source.read(one.path, 1000)) <= 1000


@pytest.mark.parametrize("written", ["zo\u00eb".encode(), "zo\u00eb".encode("cp437")], ids=["macOS", "MS-DOS"])
def test_names_in_a_zip_that_does_not_say_how_they_are_written(tmp_path: Path, written: bytes) -> None:
    plain = "z" * len(written)
    path = zipped(tree(tmp_path / "class", f"{plain}/hw1.ipynb"), tmp_path / "class.zip")
    path.write_bytes(path.read_bytes().replace(plain.encode(), written))
    source = open_source(path)
    (one,) = find(source, "hw1").handed_in
    assert one.student == "zo\u00eb"
    assert source.read(one.path, 1000)


@pytest.mark.parametrize(("name", "says"), [("nothing", "no such folder"), ("file", "neither a folder nor a zip")])
def test_open_source_refuses_what_is_no_folder(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RequestError, match=says):
        open_source(tmp_path / name)
