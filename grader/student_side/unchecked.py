"""What `from grader import check` gives while a notebook is graded: its public checks are not there to be run."""


class Unchecked:
    """Stands for `grader.cli.check_in_notebook.Checks`, so that a cell that asks for checks goes on."""

    rows = ()
    passed = True
    """No check was run: none failed."""

    def __repr__(self) -> str:
        return "check: nothing is checked while the notebook is graded"


def check(*_: object, **__: object) -> Unchecked:
    """Check nothing. A call that stands above the definitions in its cell must not cost a student the cell."""
    return Unchecked()
