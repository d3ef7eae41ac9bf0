"""Matplotlib's list of this machine's fonts, made once: else each notebook that plots would look for them anew."""

import contextlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

SECONDS = 60.0


def font_list(state: Path) -> Path | None:
    """A folder with the list, below the course's state folder; None where there is no matplotlib, or no writing."""
    found = importlib.util.find_spec("matplotlib")  # found, not loaded: a sandbox starts before anything heavy
    if found is None or found.origin is None:
        return None
    packages = Path(found.origin).parents[1]
    version = next(packages.glob("matplotlib-*.dist-info"), packages).name
    folder = state / "fonts" / version
    if not any(folder.glob("fontlist-*.json")):
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            folder.mkdir(parents=True, exist_ok=True)
            subprocess.run(
                [sys.executable, "-c", "import matplotlib.font_manager"],
                env=os.environ | {"MPLCONFIGDIR": str(folder), "MPLBACKEND": "agg"},
                stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=SECONDS,
            )  # fmt: skip
    return folder if any(folder.glob("fontlist-*.json")) else None
