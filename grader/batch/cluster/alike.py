"""Whether a node has the programs that the caller has: with others the marks might be others."""

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

PACKAGES: Final = ("gradescent", "numpy", "pytest", "ipython", "matplotlib", "msgspec")
"""Those that student code and suites meet. What else a notebook imports is the course's own care."""

ABSENT: Final = "none"


@cache
def versions() -> dict[str, str]:
    """By name, what this process would grade with."""
    own = {"Python": platform.python_version()}
    return own | {name: _version(name) for name in PACKAGES} | {"grader's code": _code()}


def difference(here: dict[str, str], there: dict[str, str]) -> str | None:
    """The first thing that is another one `there`, in words; None when there is none."""
    for name in (*here, *there):
        ours, theirs = here.get(name, ABSENT), there.get(name, ABSENT)
        if ours != theirs:
            return f"{name}: {theirs} there, {ours} here: install the same one"
    return None


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ABSENT


def _code() -> str:
    """A version is raised seldom; a checkout changes daily."""
    code = hashlib.sha256()
    root = Path(__file__).parents[2]
    for path in sorted(root.rglob("*.py")):
        for part in (path.relative_to(root).as_posix().encode(), path.read_bytes()):
            code.update(len(part).to_bytes(8, "big") + part)
    return code.hexdigest()[:12]
