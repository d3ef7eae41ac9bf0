"""What stands in a sandbox where a library lies that students are to do without."""

raise ModuleNotFoundError(f"No module named {__name__!r}: NumPy and the standard library are at hand", name=__name__)
