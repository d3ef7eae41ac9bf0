"""The sandbox that was asked for, by name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from grader.sandbox.interface import Sandbox

KINDS: Final = ("bubblewrap", "none")


def open_sandbox(kind: str, data: Path | None, secrets: Sequence[Path], state: Path | None = None) -> Sandbox:
    """`data` is the assignment's public folder, `secrets` what no student code may see, `state` where to keep
    what serves the next sandbox too. Raises SandboxError.

    Beside KINDS there are "in-process", for the author's own code alone, and "other-user", for a container that
    serves one submission and forbids namespaces.
    """
    if kind == "in-process":
        from grader.sandbox.fake import Afresh

        return Afresh()
    if kind == "other-user":
        from grader.sandbox.other_user import OtherUser

        return OtherUser(data, secrets)
    if kind == "none":
        from grader.sandbox.unprotected import Unprotected

        return Unprotected(data)
    from grader.sandbox.bubblewrap import Bubblewrap
    from grader.sandbox.fonts import font_list

    return Bubblewrap(data, secrets, fonts=font_list(state) if state is not None else None)
