"""A notebook on a page: cells in order, each answer beside its task, outputs bounded."""

import base64
import io

import pytest
from PIL import Image

from grader.feedback import notebook_view as view
from grader.feedback.notebook_view import notebook_view
from grader.records import ShownCell
from tests.feedback.pages import Read, code, text


def dot() -> str:
    file = io.BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize(
    "source",
    [
        "def step(z):\n    return 1",
        "class step:\n    pass",
        "async def step(z): ...",
        "%matplotlib inline\nstep = lambda z: 1",
        "step: object = 1",
        "x = (\nstep = 1",
    ],
)
def test_a_task_stands_beside_the_cell_that_defines_it(source: str) -> None:
    cells, _ = notebook_view([code("x = 1"), code(source, 1)], ["step"])
    assert [cell.defines for cell in cells] == [(), ("step",)]


@pytest.mark.parametrize(
    "source", ["step(1)", "    step = 1", "steps = 1", "step == 1", "# def step(z):", "f(step=1)", "step += 1"]
)
def test_a_cell_that_only_uses_a_name_does_not_define_it(source: str) -> None:
    assert notebook_view([code(source)], ["step"])[0][0].defines == ()


def test_the_last_definition_counts_as_it_does_when_the_notebook_runs() -> None:
    cells = [code("def step(z): ..."), code("def step(z): ...", 1), text("def step(z): ...", 2)]
    assert [cell.defines for cell in notebook_view(cells, ["step"])[0]] == [(), ("step",), ()]


def test_lines_of_code_stand_one_by_one() -> None:
    html = notebook_view([code('x = """a\n<b>"""\n\n')], [])[0][0].html
    assert html.count('<span class="line">') == 2
    assert Read(html).text == 'x = """a <b>"""'


def test_code_keeps_its_indentation() -> None:
    assert "    return" in "".join(Read(notebook_view([code("def f():\n\treturn")], [])[0][0].html).words)


def test_headings_follow_each_other_below_the_pages_own() -> None:
    cells = [text("# a"), text("### b\n\n## c\n\n###### d", 1), text("# e", 2)]
    html = "".join(cell.html for cell in notebook_view(cells, [])[0])
    assert [tag for tag, _ in Read(html).elements] == ["h3", "h4", "h4", "h5", "h3"]


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        ({"text/plain": " 0%|\r50%|#\r100%|##\r\nred"}, "100%|## red"),
        ({"text/plain": "\x1b[31mred\x1b[0m"}, "red"),
        ({"text/plain": "<b>x</b>"}, "<b>x</b>"),
        ({"text/plain": "df", "text/html": "<style>x</style><table><tr><td>1</td></tr></table>"}, "1"),
        ({"text/plain": "<HTML>", "text/html": "<p>shown otherwise</p>"}, "<HTML>"),
        ({"text/plain": "x**2", "text/latex": "$\\displaystyle x^{2}$"}, "x2"),
        ({"text/plain": "<Markdown>", "text/markdown": "**bold**"}, "bold"),
        ({"application/javascript": "alert(1)"}, "(an output that is not shown here)"),
        ({"image/svg+xml": "<svg/>", "text/plain": "<SVG>"}, "<SVG>"),
        ({"image/png": "no image", "text/plain": "<Figure>"}, "<Figure>"),
    ],
)
def test_an_output_is_shown_in_the_best_way_that_is_safe(output: dict[str, str], shown: str) -> None:
    ((made,),) = (cell.outputs for cell in notebook_view([code("x", 0, output)], [])[0])
    assert (made.text.replace("\n", " ") or Read(made.html).text) == shown


def test_a_plot_is_part_of_the_page() -> None:
    ((made,),) = (cell.outputs for cell in notebook_view([code("x", 0, {"image/png": dot()})], [])[0])
    assert made.image == f"data:image/png;base64,{dot()}"


@pytest.mark.parametrize("output", ["line\n" * 10_000, "W" * 100_000, "\n" * 100_000 + "x", "e" + "\u0301" * 50_000])
def test_a_long_output_is_cut(output: str) -> None:
    ((made,),) = (cell.outputs for cell in notebook_view([code("x", 0, {"text/plain": output})], [])[0])
    assert len(made.text) <= view.MOST_OF_AN_OUTPUT
    assert made.text.count("\n") <= view.MOST_LINES


def test_what_a_page_has_no_room_for_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST_CHARACTERS", 100)
    shown, left_out = notebook_view([code("x" * 60, index) for index in range(5)], [])
    assert (len(shown), left_out) == (2, 3)


def test_more_cells_than_a_person_reads_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST_CELLS", 3)
    assert notebook_view([code("", index) for index in range(5)], [])[1] == 2


def test_images_have_a_bound_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST_IMAGE_CHARACTERS", 3 * len(dot()))
    cells = [
        ShownCell(index=0, kind="markdown", source="![x](attachment:a)", attachments={"a": {"image/png": dot()}}),
        *(code("x", index, {"image/png": dot(), "text/plain": "<Figure>"}) for index in range(1, 5)),
    ]
    shown, _ = notebook_view(cells, [])
    images = "".join(cell.html + "".join(each.image for each in cell.outputs) for cell in shown).count("data:image")
    assert images == 2
