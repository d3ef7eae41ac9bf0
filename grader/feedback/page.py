"""The shell of every page that `grade` writes: one template to extend, one style sheet, nothing loaded, nothing run.

A template stands beside this file, begins with `{% extends "page.html" %}`, and fills the blocks `title` and `main`.
What it prints of a string is cleaned and escaped, whether it asks for it or not; only `Markup` goes in as it is.
"""

import math
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader.feedback.plain import plain
from grader.feedback.words import days, number, score_of

FOLDER: Final = Path(__file__).parent
MOST_CHARACTERS: Final = 20_000
"""Of one string on a page; longer ones are cut."""


def page(template: str, /, **values: object) -> str:
    """The page that the template of this name makes of `values`, as HTML that stands alone.

    Raises jinja2.UndefinedError when the template asks for a value that is not there.
    """
    return _environment().get_template(template).render(values)


def share(score: float, most: float) -> float:
    """How much of `most` a score is, 0 to 100; only a full one is 100, and only none at all is 0."""
    if not (most > 0 and score > 0 and math.isfinite(score / most)):
        return 0.0
    return 100.0 if score >= most else min(max(round(100 * score / most, 1), 1.0), 99.0)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": number, "days": days}
    environment.globals |= {
        "css_of": _css_of,
        "moment": moment,
        "score_of": score_of,
        "share": share,
    }
    return environment


def moment(when: datetime | str, beside: datetime | None = None) -> str:
    """A time as people read it: "2026-11-22 22:55 UTC+01:00", by the clock of the one it stands `beside`.

    A string is ISO 8601, as records have it; one that is not is shown as it is.
    """
    try:
        time = datetime.fromisoformat(when) if isinstance(when, str) else when
        time = time.astimezone(beside.tzinfo) if beside is not None else time
    except (ValueError, OverflowError):
        return str(when)
    text = time.isoformat(" ", "seconds")
    clock, offset = text[:19], text[19:].removeprefix("+00:00")
    return f"{clock.removesuffix(':00')} UTC{offset}"


def _css_of(name: str) -> Markup:
    return Markup((FOLDER / name).read_text(encoding="utf-8"))  # noqa: S704  a file of our own


def _cleaned(value: Any) -> Any:
    """A string without what could steer or hide; what is `Markup` already, and numbers, as they are."""
    return plain(value, MOST_CHARACTERS, lines=True) if type(value) is str else value
