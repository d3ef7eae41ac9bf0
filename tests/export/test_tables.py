"""A CSV file is read as Python's own reader reads it, and comes back byte for byte but for the cells that change."""

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import RequestError
from grader.export.formats import Listing
from grader.export.roster import members_of
from grader.export.tables import Table, lines_of

LMS = Path(__file__).parents[1] / "samples" / "lms"
FILES = sorted(path.name for path in LMS.iterdir())

TEXTS = st.lists(
    st.lists(st.text(st.sampled_from('ab,;\t"\r\n é='), max_size=6), min_size=2, max_size=4), min_size=1, max_size=4
)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_that_nobody_changes_comes_back_as_it_was(name: str, encoding: str) -> None:
    data = (LMS / name).read_bytes().decode("utf-8-sig").encode(encoding)
    assert Table.of(data, name).with_cells({}) == data


@given(TEXTS, st.sampled_from(",;\t"), st.sampled_from(["\r\n", "\n"]), st.booleans())
def test_cells_are_those_that_python_reads(rows: list[list[str]], delimiter: str, end: str, always: bool) -> None:
    header = [f"c{place}" for place in range(8)]
    written = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if always else csv.QUOTE_MINIMAL
    csv.writer(written, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([header, *rows])
    table = Table.of(written.getvalue().encode(), "any.csv")
    expected = list(csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=delimiter))[1:]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        row for row in expected if any(cell.strip() for cell in row)
    ]


@given(TEXTS, st.text(st.sampled_from('a,"\n'), max_size=5))
def test_a_changed_cell_is_the_only_one_that_changes(rows: list[list[str]], new: str) -> None:
    data = lines_of([["x", "y", "z"], ["1", "2", "3"], *rows])
    table = Table.of(data, "any.csv")
    changed = Table.of(table.with_cells({table.rows[0].cells[1]: new}), "any.csv")
    before, after = ([[cell.text for cell in row.cells] for row in each.rows] for each in (table, changed))
    assert after[0] == ["1", new, "3"]
    assert after[1:] == before[1:]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \r\n", "it is empty"),
        (b"student\n\0\n", "a NUL is in it"),
        (b"student,name\nada,Zo\xeb\n", "byte 19: not UTF-8: save it as CSV UTF-8"),
        (b'student,name\nada,"Ada\n', "line 2: a quote that does not close"),
        (b'student,name\nada,"Ada" Lovelace\n', "line 2: a quote that does not close, or text after one"),
        (b"\xff\xfes", "not UTF-8"),
    ],
)
def test_what_is_no_csv_is_refused_with_its_line(data: bytes, says: str) -> None:
    with pytest.raises(RequestError, match=says):
        Table.of(data, "class.csv")


def test_lines_are_counted_through_line_breaks_in_cells() -> None:
    table = Table.of(b'a,b\r\n"one\ntwo",3\r\n4,5\r\n', "any.csv")
    assert [row.line for row in table.rows] == [2, 4]


@given(st.one_of(st.binary(max_size=60), TEXTS.map(lambda rows: "\n".join(",".join(row) for row in rows).encode())))
def test_any_bytes_are_a_class_list_or_are_refused(data: bytes) -> None:
    for whole in (data, b"student,name,email\n" + data):
        with suppress(RequestError):
            for member in members_of(Listing(Table.of(whole, "any.csv"))):
                assert any((member.student, member.email, member.login, member.sis, member.lms))
