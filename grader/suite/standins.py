"""What stands in for a function of the student's that was wrong: the model's, called back over the wire."""

from collections.abc import Callable
from functools import partial
from typing import Any


class ObjectsByNumber:
    """Objects of a class that stay here and are known by their numbers on the student's side."""

    def __init__(self, kind: type) -> None:
        self._kind = kind
        self._objects: list[Any] = []

    def make(self, *args: Any, **kwargs: Any) -> int:
        """A new object's number."""
        self._objects.append(self._kind(*args, **kwargs))
        return len(self._objects) - 1

    def methods(self) -> dict[str, Callable[..., object]]:
        """The public methods, each with an object's number as its first argument."""
        names = [name for name in dir(self._kind) if not name.startswith("_") and callable(getattr(self._kind, name))]
        return {name: partial(self._call, name) for name in names}

    def _call(self, name: str, number: Any, *args: Any, **kwargs: Any) -> object:
        if type(number) is not int or not 0 <= number < len(self._objects):
            raise ValueError("no object has this number")
        return getattr(self._objects[number], name)(*args, **kwargs)
