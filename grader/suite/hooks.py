"""What a suite may tell in its conftest.py, beside what every pytest suite may."""

from typing import Any

import pytest


@pytest.hookspec(firstresult=True)
def pytest_same_answer(task: str, student: Any, other: Any) -> bool | None:
    """Whether two answers to a task, plain data, are one to its tests although they differ in form: formulas, say.

    It serves to name a mistake: `student` is what the student's code gave, and hostile; `other` what a misconception
    gives. Asked only where the two differ by value. None, or an exception, leaves it at that.
    """
