"""The model answer of a converted notebook, in percent format."""

from collections.abc import Iterator

from grader.authoring.files import require_jupytext
from grader.authoring.master import Master, Part
from grader.authoring.plan import Plan
from grader.authoring.python import foreign_magic
from grader.course.percent import marker_in


def model_answer(master: Master, plan: Plan) -> str:
    """The notebook's texts and code without its tests; where students have checks to run, a line says how."""
    require_jupytext()
    import jupytext  # type: ignore[import-untyped]  # it ships no types
    import nbformat

    cells = []
    for kind, source in _cells(master, plan):
        make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        cells.append(make(source))  # type: ignore[no-untyped-call]
    made = nbformat.v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call]
    made.metadata = {"jupytext": {"notebook_metadata_filter": "-all", "cell_metadata_filter": "-all"}}
    return str(jupytext.writes(made, fmt="py:percent"))


def _cells(master: Master, plan: Plan) -> Iterator[tuple[str, str]]:
    last = {}
    for position, part in enumerate(master.parts):
        if part.test is not None:
            last.update(
                {test.task: position for test in plan.tests if test.public and test.place.startswith(part.place)}
            )
    for position, part in enumerate(master.parts):
        if part.kind == "text":
            yield "text", part.source
        elif part.test is None:
            yield _code(part)
        for task, place in last.items():
            if place == position:
                yield "text", f'Check your work: run `from grader import check; check("{task}")` in a cell of its own.'


def _code(part: Part) -> tuple[str, str]:
    if foreign_magic(part.source) is not None and part.kind == "given":
        return "text", f"```\n{part.source}\n```"
    lines = part.source.split("\n")
    # What looks like the beginning of a cell would be one.
    return "code", "\n".join(line.replace("%%", "% %", 1) if marker_in(line) else line for line in lines)
