"""Every notebook in a real kernel, top to bottom: as it is handed out, and as it is when it is solved."""

import nbformat
import pytest
from nbclient import NotebookClient

from grader.course.percent import cells_of_script
from tests.assignments.test_everything_is_graded import ASSIGNMENTS

pytestmark = pytest.mark.filterwarnings("ignore")  # the kernel's own libraries are not ours to mend

SECONDS = 600


@pytest.fixture(autouse=True)
def as_a_student_starts_it(monkeypatch):
    """A cell of another test may have chosen plots without a window for this process, and the kernel would inherit it."""
    monkeypatch.delenv("MPLBACKEND", raising=False)


def executed(notebook, folder):
    """The code cells' outputs."""
    client = NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": folder}}
    )
    client.execute()
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def errors(outputs):
    return [(output.ename, output.evalue) for output in outputs if output.output_type == "error"]


def solved(assignment):
    cells = cells_of_script(assignment.model_path.read_text(encoding="utf-8"))
    code = [nbformat.v4.new_code_cell(cell.source) for cell in cells if cell.kind == "code"]
    return nbformat.v4.new_notebook(cells=code)


@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_stub_runs_and_fails_only_where_nothing_is_written_yet(id):
    stub = nbformat.read(ASSIGNMENTS[id].stub_path, as_version=4)
    assert {name for name, _ in errors(executed(stub, ASSIGNMENTS[id].folder))} <= {"NotImplementedError"}


@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_solved_notebook_runs_without_an_error_and_shows_its_pictures(id):
    notebook = solved(ASSIGNMENTS[id])
    outputs = executed(notebook, ASSIGNMENTS[id].folder)
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    plots = sum("plt." in cell.source for cell in notebook.cells)
    assert errors(outputs) == []
    assert len(pictures) >= plots
