"""Mark programming homework in notebooks: hidden suites on one side of a wire, student code on the other."""

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def __getattr__(name: str) -> object:
    # `from grader import check` is what a student writes in a notebook. It is looked up late, so that the program
    # inside the sandbox, which also starts in this package, loads nothing but the wire.
    if name == "check":
        from grader.cli.check_in_notebook import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
