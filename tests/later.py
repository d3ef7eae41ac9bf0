"""Oracles that are slow to load and large in memory."""

import importlib
from typing import Any


class Later:
    """A module that is loaded when it is first used.

    A process that has not used it forks the sooner: tests fork suites and notebooks by the thousand.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # pytest looks at all that a module holds
            raise AttributeError(name)
        return getattr(importlib.import_module(self._name), name)
