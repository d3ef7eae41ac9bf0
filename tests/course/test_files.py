import os
import re
import socket
from pathlib import Path

import pytest

from grader.course.notebook import read_file
from grader.errors import NotebookError


def refusal(path: Path, limit: int = 100) -> str:
    with pytest.raises(NotebookError) as caught:
        read_file(path, limit)
    return str(caught.value)


def test_a_regular_file_is_read(tmp_path):
    (tmp_path / "hw1.ipynb").write_bytes(b"\xff\r\n" * 10)
    assert read_file(tmp_path / "hw1.ipynb", 30) == b"\xff\r\n" * 10


def test_a_file_over_the_limit_is_refused(tmp_path):
    (tmp_path / "hw1.ipynb").write_bytes(b"x" * 101)
    assert refusal(tmp_path / "hw1.ipynb").startswith("hw1.ipynb: larger than ")


def test_an_endless_file_is_read_no_further_than_the_limit(tmp_path):
    with (tmp_path / "hw1.ipynb").open("wb") as file:
        file.truncate(2**40)  # sparse: it takes no space
    assert refusal(tmp_path / "hw1.ipynb").startswith("hw1.ipynb: larger than ")


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "hw1.ipynb").touch()
    assert refusal(tmp_path / "hw1.ipynb") == "hw1.ipynb: the file is empty: save it again"


def test_a_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "hw1.ipynb") == "hw1.ipynb: no such file"
    assert refusal(tmp_path / "none" / "hw1.ipynb") == "hw1.ipynb: no such file"


def test_a_path_through_a_file_is_refused(tmp_path):
    (tmp_path / "a").touch()
    assert refusal(tmp_path / "a" / "hw1.ipynb") == "hw1.ipynb: no such file"


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "hw1.ipynb").mkdir()
    assert refusal(tmp_path / "hw1.ipynb") == "hw1.ipynb: a folder, not a file"


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path):
    os.mkfifo(tmp_path / "hw1.ipynb")
    assert refusal(tmp_path / "hw1.ipynb") == "hw1.ipynb: a pipe, not a file"


@pytest.mark.parametrize("target", ["real.ipynb", "nothing", ".", "hw1.ipynb"])
def test_a_symbolic_link_is_refused(tmp_path, target):
    (tmp_path / "real.ipynb").write_text("{}")
    (tmp_path / "hw1.ipynb").symlink_to(target)
    assert refusal(tmp_path / "hw1.ipynb") == "hw1.ipynb: a symbolic link: name the file itself"


def test_a_link_that_comes_after_the_look_is_not_followed(tmp_path):
    class LooksLikeAFile(type(tmp_path)):
        def is_symlink(self) -> bool:
            return False

    (tmp_path / "real.ipynb").write_text("{}")
    (tmp_path / "hw1.ipynb").symlink_to("real.ipynb")
    assert refusal(LooksLikeAFile(tmp_path / "hw1.ipynb")) == "hw1.ipynb: a symbolic link: name the file itself"


def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path has at most about a hundred characters
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("hw1.ipynb")
        assert re.fullmatch("hw1.ipynb: a socket.*, not a file", refusal(tmp_path / "hw1.ipynb"))


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_refused(device):
    assert refusal(Path(device)) == f"{Path(device).name}: a device, not a file"


@pytest.mark.parametrize("closed", ["hw1.ipynb", "."])
def test_a_file_without_permission_is_refused(tmp_path, closed, request):
    (tmp_path / "hw1.ipynb").write_text("{}")
    (tmp_path / closed).chmod(0)
    request.getfixturevalue("no_root")
    assert refusal(tmp_path / "hw1.ipynb") == "hw1.ipynb: no permission to read it"


@pytest.mark.parametrize("name", ["a\0b.ipynb", "a\ud800b.ipynb", "x" * 300 + ".ipynb"])
def test_an_impossible_name_is_refused(tmp_path, name):
    assert refusal(tmp_path / name).isprintable()


def test_a_hostile_name_is_shown_escaped_and_cut(tmp_path):
    assert refusal(tmp_path / "\x1b[31m\u202e.ipynb") == r"'\x1b[31m\u202e.ipynb': no such file"
    assert len(refusal(tmp_path / ("\n" * 200))) < 120


def test_no_descriptor_is_left_open_after_a_refusal(tmp_path):
    before = len(list(Path("/dev/fd").iterdir()))
    refusal(Path("/dev/null"))
    refusal(tmp_path)
    assert len(list(Path("/dev/fd").iterdir())) == before
