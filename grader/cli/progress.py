"""How far a long command has come: a bar on a terminal, elsewhere a line every so often, on stderr."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Timer
from typing import Final

import click

EVERY_SECONDS: Final = 15.0
PATIENCE: Final = 2.0
"""Seconds for which nobody needs to be told that something goes on."""

Progress = Callable[[int, int], None]


@contextmanager
def shown_progress(what: str) -> Iterator[Progress]:
    """A function to be told how many are through, and of how many."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(what)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task(what, total=None, rate="")
        started = time.monotonic()

        def told(so_far: int, of: int) -> None:
            rate = so_far / max(time.monotonic() - started, 1e-9)
            bars.update(bar, completed=so_far, total=of, rate=f"{rate:.1f}/s")

        yield told


@contextmanager
def shown_waiting(what: str) -> Iterator[None]:
    """Tell on a terminal that something goes on, and for how long, once it takes a while."""
    if not sys.stderr.isatty():
        yield
        return
    with ExitStack() as shown:

        def begin() -> None:
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn()
            bars = shown.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
            bars.add_task(what, total=None)

        timer = Timer(PATIENCE, begin)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # it may be about to begin


def _lines(what: str) -> Progress:
    started = last = time.monotonic()

    def told(so_far: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < EVERY_SECONDS:
            return
        last = now
        rate = so_far / (now - started)
        click.echo(f"{what}: {so_far} of {of}, {rate:.1f}/s, {(of - so_far) / rate:.0f} s left", err=True)

    return told
