"""What the student's code prints: kept up to a limit, dropped beyond it. Printing costs no points."""

import io


class Printed(io.TextIOBase):
    """Stands in for `sys.stdout` and `sys.stderr`."""

    encoding = "utf-8"

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: list[str] = []
        self._kept = 0

    def write(self, text: str) -> int:
        """Keep what fits; say that all was written, as a terminal would."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        room = self._most - self._kept
        if room > 0 and text:
            self._parts.append(text[:room])
            self._kept += min(len(text), room)
        return len(text)

    def writable(self) -> bool:
        """It is."""
        return True

    def take(self) -> str:
        """What was printed since the last time. The limit counts over all times."""
        text, self._parts = "".join(self._parts), []
        return text.encode("utf-8", "replace").decode("utf-8")
