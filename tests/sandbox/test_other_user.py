"""Another user is no sandbox: it is refused where what is hidden lies open."""

import os
from pathlib import Path

import pytest

from grader.errors import SandboxError
from grader.sandbox.choice import open_sandbox


def test_a_secret_that_others_can_reach_is_refused() -> None:
    says = "/usr: open to other users: chmod 700" if os.geteuid() == 0 else "root alone can start them"
    with pytest.raises(SandboxError, match=says):
        open_sandbox("other-user", None, [Path("/usr")])
