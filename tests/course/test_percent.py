import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.percent import cells_of_script


def kinds(text: str) -> list[tuple[str, str]]:
    return [(cell.kind, cell.source) for cell in cells_of_script(text)]


@pytest.mark.parametrize("text", ["", "\n", "  \n\t\n"])
def test_a_blank_script_has_no_cell(text):
    assert cells_of_script(text) == ()


@pytest.mark.parametrize("text", ["x = 1", "x = 1\n\n\ny = 2\n", "# only a comment\n", "def f(:\n", "# ---\nx = 1\n"])
def test_a_script_without_marker_is_one_cell(text):
    assert kinds(text) == [("code", text)]


@pytest.mark.parametrize(
    ("marker", "kind", "tags"),
    [
        ("# %%", "code", ()),
        ("#%%", "code", ()),
        ("#  %%", "code", ()),
        ("# %% ", "code", ()),
        ("# %%\r", "code", ()),
        ("# %% A title", "code", ()),
        ("# %%%% A title one level down", "code", ()),
        ("# %% [1] not a kind", "code", ()),
        ("# %% [markdown]", "markdown", ()),
        ("#%% [md]", "markdown", ()),
        ("# %% [raw]", "markdown", ()),
        ("# %% A title [markdown]", "markdown", ()),
        ('# %% tags=["demo"]', "code", ("demo",)),
        ('# %% [markdown] tags=["a", "b"] other=1', "markdown", ("a", "b")),
        ("# %% tags=[demo]", "code", ()),
        ("# %% tags=[1]", "code", ()),
        ('# %% tags=["a" "b"]', "code", ()),
    ],
)
def test_a_marker_begins_a_cell(marker, kind, tags):
    first, second = cells_of_script(f"a = 1\n{marker}\nb = 2\n")
    assert (first.source, second.kind, second.source, second.tags) == ("a = 1\n", kind, "b = 2\n", tags)


@pytest.mark.parametrize(
    "line",
    ["# %%time", "# %%timeit f()", "    # %%", "x = 1  # %%", "%%", "# % %", "## %%", "# In[1]:", "'# %%'", "#%%bash"],
)
def test_a_line_that_is_no_marker_stays_in_its_cell(line):
    assert len(cells_of_script(f"a = 1\n{line}\nb = 2\n")) == 1


def test_a_magic_can_be_the_first_line_of_a_cell():
    assert kinds("# %%\n%%time\nx = 1\n") == [("code", "%%time\nx = 1\n")]


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_marker_inside_a_string_does_not_count(quotes):
    text = f"# %%\ns = {quotes}\n# %%\n{quotes}\n# %%\nb = 2\n"
    assert kinds(text) == [("code", f"s = {quotes}\n# %%\n{quotes}\n"), ("code", "b = 2\n")]


def test_a_marker_inside_a_continued_string_does_not_count():
    assert len(cells_of_script("s = 'a\\\n# %% b'\n# %%\n")) == 2


def test_a_long_script_is_cut_by_lines_alone():
    text = '# %%\ns = """\n# %%\n"""\n' + "x = 1\n" * 50_000
    assert [cell.source for cell in cells_of_script(text)][:1] == ['s = """\n']


@pytest.mark.parametrize("broken", ['s = """never closed', "f((", "  x = 1\n y = 2", "\0"])
def test_a_broken_cell_does_not_swallow_those_after_it(broken):
    text = f'# %%\n"""Fine."""\n# %%\n{broken}\n# %%\nb = 2\n'
    assert [source for _, source in kinds(text)][-1] == "b = 2\n"


def test_the_header_at_the_top_is_dropped():
    assert kinds("# ---\n# jupyter: {}\n# ---\n\n# %%\nx = 1\n") == [("code", "x = 1\n")]
    assert kinds("# ---\n# a\n# ---\nx = 0\n# %%\nx = 1\n") == [("code", "x = 0\n"), ("code", "x = 1\n")]


def test_indices_count_text_cells_too():
    cells = cells_of_script("lead\n# %% [markdown]\n# text\n# %%\nx\n")
    assert [(cell.index, cell.kind) for cell in cells] == [(0, "code"), (1, "markdown"), (2, "code")]


@pytest.mark.parametrize("lead", ["", "lead\n"])
def test_no_more_cells_are_made_than_asked_for(lead):
    text = lead + "# %%\nx\n" * 9
    assert cells_of_script(text, most=4) == cells_of_script(text)[:4]
    assert cells_of_script(text, most=10) == cells_of_script(text)


def test_other_line_signs_of_unicode_end_no_line():
    assert kinds("# %%\na = '\x0c\u2028\x85'\n") == [("code", "a = '\x0c\u2028\x85'\n")]


LINES = st.sampled_from(
    ["# %%", "#%% t", "# %% [markdown]", "# text", "x = 1", "", "  y", '"""', "'''", "# ---", "f(", "\\", "a\r", "\x0c"]
)


@given(st.lists(LINES | st.text(max_size=8), max_size=12))
def test_markers_and_sources_joined_give_the_text_back(lines):
    text = "# %%\n" + "\n".join(lines)
    cells = cells_of_script(text)
    assert "".join(cell.marker + cell.source for cell in cells) == text
    assert [cell.index for cell in cells] == list(range(len(cells)))


@given(st.text())
def test_any_text_can_be_cut_into_cells(text):
    joined = "".join(cell.marker + cell.source for cell in cells_of_script(text))
    assert text.endswith(joined)


@pytest.mark.parametrize("blank", [" ", "\t", " \t"])
@pytest.mark.parametrize("end", ["b", "", "\r"])
def test_a_marker_with_a_million_blanks_is_read_at_once(blank, end):
    text = f"# %% a{blank * 500_000}{end}\nx = 1\n"
    assert [cell.source for cell in cells_of_script(text)] == ["x = 1\n"]


def test_a_line_of_quotes_is_not_tokenized():
    # Python's tokenizer looks through the line again for each of them.
    text = "# %%\nx = '''a'''\n'" + "\\'" * 100_000 + "\n# %%\ny = 1\n"
    assert cells_of_script(text)[-1].source == "y = 1\n"
