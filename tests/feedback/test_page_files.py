"""Pages as files: no id leads elsewhere or takes another's place, and no page is ever half written."""

import os
from pathlib import Path

import pytest

from grader.errors import RequestError
from grader.feedback.page_files import page_name, write_page

ODD = [
    "Ada",
    "ada",
    "ADA",
    "Zoë",
    "zoe",
    "../ada",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "",
    ".",
    "..",
    ".a",
    "a.",
    "-a",
    "a b",
]
ODD += ["a:b", "a\0b", "\ud800", "con", "\u202ea", "李", "W" * 200, "a" * 65, "𝒜" * 64, "ada~1", "a\nb", "%2e", "ıI"]


@pytest.mark.parametrize("student", ["ada", "ada.lovelace+1@example.org", "s1234567", "a_b-c"])
def test_a_plain_id_is_the_name(student: str) -> None:
    assert page_name("hw1", student) == f"hw1_{student}.html"


@pytest.mark.parametrize("student", ODD)
def test_a_page_stays_in_its_folder(student: str, tmp_path: Path) -> None:
    path = write_page(tmp_path, page_name("hw1", student), "x")
    assert [path] == list(tmp_path.iterdir())
    assert path.read_text(encoding="utf-8") == "x"


def test_no_two_ids_share_a_file_where_capitals_do_not_count() -> None:
    names = {page_name("hw1", student).casefold() for student in ODD}
    assert len(names) == len(ODD)


def test_a_name_that_is_made_up_takes_nobodys_place() -> None:
    made = page_name("hw1", "Ada").removeprefix("hw1_").removesuffix(".html")
    assert page_name("hw1", made.lower()).casefold() != page_name("hw1", "Ada").casefold()


def test_a_page_takes_the_place_of_an_earlier_one_and_leaves_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pages"
    for html in ("first", "second"):
        path = write_page(folder, "hw1_ada.html", html)
    assert path.read_text(encoding="utf-8") == "second"
    assert list(folder.iterdir()) == [path]


def test_a_link_in_a_pages_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("kept", encoding="utf-8")
    (tmp_path / "hw1_ada.html").symlink_to(elsewhere)
    write_page(tmp_path, "hw1_ada.html", "page")
    assert elsewhere.read_text(encoding="utf-8") == "kept"


def test_a_page_is_its_owners_alone(tmp_path: Path) -> None:
    assert write_page(tmp_path, "hw1_ada.html", "x").stat().st_mode & 0o077 == 0


def test_half_a_page_is_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_page(tmp_path, "hw1_ada.html", "first")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(RequestError):
        write_page(tmp_path, "hw1_ada.html", "second")
    assert [path.name for path in tmp_path.iterdir()] == ["hw1_ada.html"]
    assert (tmp_path / "hw1_ada.html").read_text(encoding="utf-8") == "first"


def refuse(*_: object) -> None:
    raise OSError(28, os.strerror(28))


def test_a_folder_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(
        RequestError, match=r"file/hw1_ada\.html: cannot be written: .*: name another folder with --out"
    ):
        write_page(tmp_path / "file", "hw1_ada.html", "x")
