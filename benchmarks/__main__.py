"""`python -m benchmarks [peers|batch|startup|gradebook] …`; `--help` behind one of them says what it measures."""

import importlib
import sys
from typing import Final

KINDS: Final = ("peers", "batch", "startup", "gradebook")


def main(arguments: list[str]) -> None:
    """Run one benchmark; the first when none is named."""
    kind, rest = (arguments[0], arguments[1:]) if arguments else (KINDS[0], [])
    if kind not in KINDS:
        raise SystemExit(f"benchmarks: {kind}: no such benchmark: choose one of {', '.join(KINDS)}")
    importlib.import_module(f"benchmarks.{kind}").main(rest)


if __name__ == "__main__":
    main(sys.argv[1:])
