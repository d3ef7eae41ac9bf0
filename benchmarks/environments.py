"""An environment for each peer, made once below `.venv-bench/`, from PyPI."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.measure import ROOT

PLACE: Final = ROOT / ".venv-bench"


def programs(name: str, packages: tuple[str, ...]) -> Path:
    """The folder of an environment's programs; the environment is made when it is not there."""
    folder = PLACE / name
    stamp, wanted = folder / "installed", "\n".join(packages)
    if not stamp.is_file() or stamp.read_text() != wanted:
        print(f"installing {' '.join(packages)} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
        subprocess.run(pip, check=True)
        stamp.write_text(wanted)
    return folder / "bin"
