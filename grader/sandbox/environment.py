"""The environment variables that student code starts with: none of the staff's, but for what the processor needs."""

import os
from pathlib import Path
from typing import Final

_FIXED: Final = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/home/student",
    "USER": "student",
    "LOGNAME": "student",
    "LANG": "C.UTF-8",
    "TERM": "dumb",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "MPLCONFIGDIR": "/tmp/matplotlib",
    "IPYTHONDIR": "/tmp/ipython",
}

_PASSED_ON: Final = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
"""Some processors compute wrong results without these; whoever set them for the machine meant every process."""


def child_environment(packages: Path | None) -> dict[str, str]:
    """The whole environment of the student-side program. `packages` is a folder to import from besides the usual."""
    found = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    extra = {"PYTHONPATH": str(packages)} if packages is not None else {}
    return {**_FIXED, **found, **extra}
